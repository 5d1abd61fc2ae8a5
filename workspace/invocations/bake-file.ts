import path from "node:path";
import { bakeFileNames, readBake, type BakeFile } from "./bake.ts";
import type { BakeCall } from "./build-command.ts";
import type { InvocationFiles, InvocationReading } from "./invocation.ts";
import { readFromPlaces, type ScriptReading } from "./shell-script.ts";

/** Whether a file of this name is one that bake finds, or is named after it: `docker-bake.ci.hcl`. */
export function isBakeName(name: string): boolean {
  return /^docker-bake(?:\.[\w.-]+)?\.(?:hcl|json)$/.test(name);
}

/**
 * The builds of a bake file that nobody is known to call. Those that bake finds by itself in one directory belong together
 * and are told by the first of them. Bake is run beside its files or in the repository's root: where the Dockerfiles are.
 */
export function readBakeFile(file: string, text: string, files: InvocationFiles): InvocationReading {
  const own = path.dirname(file);
  const together = bakeFileNames.map((name) => path.join(own, name)).filter((each) => each === file || files.kind(each) === "file");
  const isFound = bakeFileNames.includes(path.basename(file));
  if (isFound && together[0] !== file) return { invocations: [], problems: [] };
  const sources = isFound ? readAll(together, files, new Map([[file, text]])) : [{ file, text }];
  const { invocations, problems } = readFromPlaces([own, files.repository], files, (directory): ScriptReading => ({ ...readBake(sources, { directory }), bakes: [] }));
  return { invocations, problems };
}

/** The builds of a call of bake, in the files that it names or finds; none where they are not there. */
export function readBakeCall(call: BakeCall, files: InvocationFiles): InvocationReading {
  const { directory } = call;
  const found = directory === undefined ? [] : bakeFileNames.map((name) => path.join(directory, name));
  const named = call.files.length > 0 ? call.files : found;
  // Without a target bake builds `default`; where nobody knows the target, it may be any.
  const targets = call.targets === undefined ? [] : call.targets.length === 0 ? ["default"] : call.targets;
  return readBake(readAll(named, files, new Map()), { ...call, targets });
}

/** What a script yields together with the builds of the calls of bake in it. */
export function withBakes(reading: ScriptReading, files: InvocationFiles): InvocationReading {
  const baked = reading.bakes.map((call) => readBakeCall(call, files));
  return {
    invocations: [...reading.invocations, ...baked.flatMap(({ invocations }) => invocations)],
    problems: [...reading.problems, ...baked.flatMap(({ problems }) => problems)],
  };
}

function readAll(names: readonly string[], files: InvocationFiles, known: ReadonlyMap<string, string>): readonly BakeFile[] {
  return names.flatMap((file) => {
    const text = known.get(file) ?? (/\.(?:hcl|json)$/.test(file) ? files.read(file) : undefined);
    return text === undefined ? [] : [{ file, text }];
  });
}
