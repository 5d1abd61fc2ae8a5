import { spawn } from "node:child_process";
import path from "node:path";
import { buildctl } from "./daemon.ts";

/** One call of `buildctl build`. */
export interface BuildRequest {
  readonly address: string;
  /** The directory of the build context. */
  readonly context: string;
  /** Relative to the context's directory. */
  readonly dockerfile: string;
  readonly args: ReadonlyMap<string, string>;
  readonly target?: string | undefined;
  /** Secret id → file with its value. */
  readonly secrets?: ReadonlyMap<string, string>;
  /** Further options of buildctl. */
  readonly options?: readonly string[];
}

/** A vertex as the progress tells of it. */
export interface Vertex {
  readonly digest: string;
  readonly name: string;
  readonly inputs: readonly string[];
  readonly cached: boolean;
  readonly completed: boolean;
}

/** Runs a build; every vertex that its raw progress names, in the order of its first appearance. Fails with what buildctl said. */
export async function runBuild(request: BuildRequest): Promise<readonly Vertex[]> {
  const { status, output } = await run(commandLine(request));
  if (status !== 0) throw new Error(`${path.basename(buildctl)} ended with ${status}:\n${output.split("\n").filter((line) => !line.startsWith("{")).join("\n")}`);
  return readProgress(output);
}

function commandLine({ address, context, dockerfile, args, target, secrets, options = [] }: BuildRequest): readonly string[] {
  return [
    "--addr", address, "build", "--progress=rawjson", "--frontend=dockerfile.v0",
    "--local", `context=${context}`, "--local", `dockerfile=${path.dirname(path.join(context, dockerfile))}`,
    "--opt", `filename=${path.basename(dockerfile)}`,
    ...(target === undefined ? [] : ["--opt", `target=${target}`]),
    ...[...args].flatMap(([name, value]) => ["--opt", `build-arg:${name}=${value}`]),
    ...[...(secrets ?? [])].flatMap(([id, file]) => ["--secret", `id=${id},src=${file}`]),
    ...options,
  ];
}

function run(words: readonly string[]): Promise<{ readonly status: number | null; readonly output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(buildctl, words, { stdio: ["ignore", "ignore", "pipe"], timeout: 120_000 });
    const chunks: Buffer[] = [];
    child.stderr.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.once("error", reject);
    child.once("close", (status) => resolve({ status, output: Buffer.concat(chunks).toString() }));
  });
}

interface ProgressLine {
  readonly vertexes?: readonly { readonly digest: string; readonly name: string; readonly inputs?: readonly string[]; readonly cached?: boolean; readonly completed?: string }[];
}

function readProgress(output: string): readonly Vertex[] {
  const vertices = new Map<string, Vertex>();
  for (const line of output.split("\n")) {
    if (!line.startsWith("{")) continue;
    for (const { digest, name, inputs = [], cached = false, completed } of (JSON.parse(line) as ProgressLine).vertexes ?? []) {
      const known = vertices.get(digest);
      vertices.set(digest, {
        digest,
        name,
        inputs: inputs.length > 0 ? inputs : (known?.inputs ?? []),
        cached: cached || known?.cached === true,
        completed: completed !== undefined || known?.completed === true,
      });
    }
  }
  return [...vertices.values()];
}
