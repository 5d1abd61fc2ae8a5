import type { CopyInstruction, Flag, RunInstruction, Word } from "../dockerfile/nodes.ts";
import { expandIn, proxyArgs, type Environment } from "./environment.ts";
import { expandPath } from "./expand-path.ts";
import { normalizePath, resolveImagePath, type ImagePath } from "./files/image-path.ts";
import { parseImageReference } from "./image-reference.ts";
import type { CacheInput, Landing } from "./model.ts";
import { findMounts, type Mount } from "./mount.ts";
import { findStage, type Surroundings } from "./stage-base.ts";

/** What holds at the place of an instruction. */
interface Place {
  readonly environment: Environment;
  readonly directory: ImagePath;
}

/** Everything but the parent step and the instruction's own text that enters the cache key of this step. */
export function findInputs(instruction: CopyInstruction | RunInstruction, place: Place, surroundings: Surroundings): readonly CacheInput[] {
  if (instruction.type !== "RUN") return copyInputs(instruction, place, surroundings);
  const mounts = findMounts(instruction).flatMap((mount) => mountInputs(mount, place, surroundings));
  return [...mounts, ...variableInputs(place.environment)];
}

function copyInputs(instruction: CopyInstruction, place: Place, surroundings: Surroundings): readonly CacheInput[] {
  const landing = findLanding(instruction, place, surroundings);
  const from = instruction.flags.find((flag) => flag.name === "from");
  return instruction.sources.flatMap((node): readonly CacheInput[] => {
    const { value } = expandIn(place.environment, node.text, surroundings.dockerfile.escape);
    if (from?.value !== undefined) return fromInputs(from.value, { ...landing, node, path: value, via: "copy" }, surroundings);
    const remote = instruction.type === "ADD" ? remoteKind(value ?? node.text) : undefined;
    if (remote !== undefined) return [{ ...landing, kind: remote, node, url: value, checksum: flagText(instruction, "checksum") }];
    return [
      {
        ...landing,
        kind: "context",
        via: "copy",
        node,
        path: value === undefined ? undefined : normalizePath(value),
        hasWildcard: /[*?[]/.test(value ?? node.text),
        keepsParents: instruction.flags.some((flag) => flag.name === "parents" && flag.value?.text !== "false"),
        excludes: instruction.flags.flatMap((flag) => (flag.name === "exclude" && flag.value !== undefined ? [flag.value.text] : [])),
        writable: true,
      },
    ];
  });
}

function findLanding(instruction: CopyInstruction, place: Place, surroundings: Surroundings): Landing {
  const word = instruction.destination;
  if (word === undefined) return { destination: undefined, isDirectory: false };
  const text = expandPath(place.environment, word.text, surroundings.dockerfile.escape);
  const several = instruction.sources.length + instruction.heredocs.length > 1;
  return { destination: resolveImagePath(place.directory, text), isDirectory: several || /(^|\/)\.{0,2}$/.test(text) };
}

/** A name that is no stage is an image; BuildKit expands nothing in `--from` (cache-semantics 2.2). */
function fromInputs(
  from: Word,
  taken: Landing & { readonly node: Word | Flag; readonly path: string | undefined; readonly via: "copy" | "mount" },
  surroundings: Surroundings,
): readonly CacheInput[] {
  if (surroundings.options.namedContexts?.has(from.text) === true) return [];
  const stage = findStage(surroundings.stages, from.text);
  if (stage !== undefined) return [{ ...taken, kind: "stage", stage }];
  if (from.text === "" || /[$]/.test(from.text) || /^\d+$/.test(from.text)) return [];
  return [{ ...taken, kind: "image", node: from, reference: parseImageReference(from.text) }];
}

/** A mount that names no target lies in the working directory (dispatchRunMounts in dockerfile2llb/convert_runmount.go). */
function mountInputs(mount: Mount, place: Place, surroundings: Surroundings): readonly CacheInput[] {
  if (mount.type !== "bind" && (mount.type !== "cache" || mount.from === undefined)) return [];
  const { escape } = surroundings.dockerfile;
  const source = mount.source === undefined ? "" : expandIn(place.environment, mount.source.text, escape).value;
  const target = mount.target === undefined ? place.directory : resolveImagePath(place.directory, expandPath(place.environment, mount.target.text, escape));
  const node = mount.source ?? mount.flag;
  const taken = { destination: target, isDirectory: false, node, path: source, via: "mount" as const };
  if (mount.from !== undefined) return fromInputs(mount.from, taken, surroundings);
  const path = source === undefined ? undefined : normalizePath(source);
  return [{ ...taken, kind: "context", path, hasWildcard: false, keepsParents: false, excludes: [], writable: mount.writable }];
}

/** Declared build arguments and variables; predefined proxy arguments count only when declared (section 3, rule 10). */
function variableInputs(environment: Environment): readonly CacheInput[] {
  return [...environment.variables.values()]
    .filter((variable) => variable.pair !== undefined || !proxyArgs.includes(variable.name.toLowerCase()))
    .map((variable) => ({ kind: "variable", variable }));
}

/** Dockerfile reference, ADD: http(s) URLs whose path ends in `.git`, and git@, git://, ssh:// addresses are repositories. */
function remoteKind(source: string): "url" | "git" | undefined {
  if (/^(git@|git:\/\/|ssh:\/\/)/i.test(source)) return "git";
  if (!/^https?:\/\//i.test(source)) return undefined;
  return /\.git(?=$|[#?])/.test(source) ? "git" : "url";
}

function flagText(instruction: CopyInstruction, name: string): string | undefined {
  return instruction.flags.find((flag) => flag.name === name)?.value?.text;
}
