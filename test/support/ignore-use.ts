import path, { posix } from "node:path";
import type { BuildContext } from "../../buildkit/files/build-context.ts";
import { createBuild } from "../../buildkit/build.ts";
import { unknownUse, type CheckoutBuild, type IgnoreFileUse } from "../../buildkit/ignore-use.ts";
import { memoryContext } from "../../buildkit/files/memory-context.ts";
import type { Build } from "../../buildkit/model.ts";
import { parseDockerfile } from "../../dockerfile/parse.ts";
import { describeOrigin } from "../../workspace/builds/describe-origin.ts";
import type { BuildInvocation } from "../../workspace/invocations/invocation.ts";
import { isWorkflow, readWorkflow } from "../../workspace/invocations/workflow.ts";
import { isDockerfileName } from "../../workspace/dockerfile-name.ts";

/** Dockerfile → the directory that is its context ("." for the root), or "unknown". By default the root. */
export type Contexts = Readonly<Record<string, string>>;

export interface UseOptions {
  readonly file: string | undefined;
  readonly contexts: Contexts | undefined;
}

/** What workspace/find-ignore-use.ts finds on a disk, for files that are literals: path in the repository → text. */
export function memoryUse(text: string, files: Readonly<Record<string, string>> | undefined, { file = ".dockerignore", contexts = {} }: UseOptions): IgnoreFileUse {
  if (files === undefined) return unknownUse;
  const all = { ...files, [file]: text };
  const isSpecific = posix.basename(file) !== ".dockerignore";
  const dockerfiles = Object.keys(all).filter((name) => isDockerfileName(posix.basename(name)) && (!isSpecific || `${name}.dockerignore` === file));
  const builds: Build[] = [];
  const others: Build[] = [];
  let isComplete = true;
  for (const dockerfile of dockerfiles) {
    const root = contexts[dockerfile] ?? ".";
    if (root === "unknown") isComplete = false;
    else {
      const context = contextAt(root, dockerfile, all);
      const build = createBuild(parseDockerfile(all[dockerfile] ?? ""), { kind: "known", context });
      const reads = context.ignoreFile !== undefined && posix.join(root, context.ignoreFile.path) === file;
      (reads ? builds : others).push(build);
    }
  }
  const directory = posix.dirname(file);
  const checkouts = checkoutsOf(all).filter(({ build: { context } }) => {
    const own = context.kind === "known" ? context.context : undefined;
    return own !== undefined && (isSpecific ? `${posix.join(own.name, own.dockerfile)}.dockerignore` === file : posix.normalize(own.name) === directory && !(`${posix.join(own.name, own.dockerfile)}.dockerignore` in all));
  });
  const neighbours = Object.keys(all).filter((name) => posix.dirname(name) === directory).map((name) => posix.basename(name)).sort();
  return { builds, others, checkouts, isComplete, path: file, neighbours };
}

function contextAt(root: string, dockerfile: string, files: Readonly<Record<string, string>>): BuildContext {
  const relative = Object.entries(files).map(([name, text]) => [posix.relative(root, name) + (name.endsWith("/") ? "/" : ""), text] as const);
  return memoryContext(Object.fromEntries(relative), { name: root, dockerfile: posix.relative(root, dockerfile) });
}

/** The builds from git in the workflows among the files, with what git may have of them: all but its own directory. */
function checkoutsOf(files: Readonly<Record<string, string>>): readonly CheckoutBuild[] {
  const root = path.resolve("/repository");
  const inRepository = (file: string) => path.relative(root, file).replaceAll("\\", "/") || ".";
  const read = (file: string) => files[inRepository(file)];
  const workflows = Object.entries(files).filter(([name]) => isWorkflow(name));
  const invocations = workflows.flatMap(([name, text]) => readWorkflow(path.join(root, name), text, { repository: root, read, kind: (file) => (read(file) === undefined ? undefined : "file") }).invocations);
  const tracked = Object.fromEntries(Object.entries(files).filter(([name]) => !name.startsWith(".git/")));
  return invocations.flatMap((invocation) => toCheckout(invocation) ?? []);

  function toCheckout({ context, dockerfile, target, origin }: BuildInvocation): CheckoutBuild | undefined {
    if (context.kind !== "remote" || context.directory === undefined || dockerfile.kind !== "file") return undefined;
    const name = inRepository(dockerfile.path);
    const { ignoreFile: _, ...filtered } = contextAt(inRepository(context.directory), name, tracked);
    const checkout: BuildContext = { ...filtered, ignoreFile: undefined, isCheckout: true, isIgnored: () => false };
    const options = target?.kind === "literal" ? { target: target.value } : {};
    return { build: createBuild(parseDockerfile(files[name] ?? ""), { kind: "known", context: checkout }, options), names: [describeOrigin(origin, root)] };
  }
}
