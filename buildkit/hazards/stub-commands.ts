import type { StubSources } from "../../ecosystems/ecosystem.ts";
import type { Command, ShellWord } from "../../shell/command.ts";
import { normalizePath, pathBelow, resolveImagePath, type ImagePath } from "../files/image-path.ts";
import type { RunStep } from "../model.ts";
import { compilePathPattern } from "../files/path-pattern.ts";
import { operandsOf } from "./command-words.ts";

/** What a command of a RUN does to placeholder sources and to what was compiled of them. */
export type StubAction =
  /** Writes a source file; an undefined path is one of several that a variable names. */
  | { readonly kind: "write"; readonly path: ImagePath | undefined }
  /** Gives sources the time of now, or other content. */
  | { readonly kind: "touch"; readonly covers: (path: ImagePath | undefined) => boolean }
  /** Throws results away, or may do so: nothing compiled of a placeholder is left for sure. */
  | { readonly kind: "discard" };

/** The actions of one command, in terms of one record; empty for commands that leave sources and results alone. */
export function stubActions(step: RunStep, command: Command, tools: ReadonlySet<string>, stubs: StubSources): readonly StubAction[] {
  const directory = command.directory === undefined ? undefined : asAnchored(resolveImagePath(step.directory, command.directory));
  const texts = command.args.map(({ value }) => value);
  if (tools.has(command.name)) return toolActions(command, directory, texts, stubs);
  if (mayDoAnything(command) || replacesAll(command, texts, stubs)) return [{ kind: "discard" }];
  const named = [...(writers.has(command.name) ? operandsOf(command) : []), ...command.redirects.flatMap(({ operator, target }) => (/^&?>/.test(operator) && target !== undefined ? [target] : []))];
  return named.filter(({ value }) => stubs.isSource.test(value)).flatMap((word) => writeActions(command, word, directory));
}

const writers: ReadonlySet<string> = new Set(["touch", "tee", "cp", "mv", "install", "sed", "truncate", "dd", "ln"]);

function toolActions({ name }: Command, directory: ImagePath | undefined, texts: readonly string[], stubs: StubSources): readonly StubAction[] {
  const path = stubs.scaffold(texts);
  if (path !== undefined) return [{ kind: "write", path: directory === undefined || path.includes("$") ? undefined : resolveImagePath(directory, path) }];
  return stubs.discards(texts) || /[^\w-]/.test(name) ? [{ kind: "discard" }] : [];
}

/** Images with a compiler start at the root: in any other directory the file's own WORKDIR would not meet the project again. */
export function asAnchored({ path }: ImagePath): ImagePath {
  return { anchored: true, path };
}

/** A new file, and for one that is there already a new time. Only `touch` keeps what is in it. */
function writeActions(command: Command, word: ShellWord, directory: ImagePath | undefined): readonly StubAction[] {
  const isKnown = word.literal && !/[{*?[]/.test(word.value) && directory !== undefined;
  if (!isKnown) return [{ kind: "write", path: undefined }, { kind: "touch", covers: directory === undefined || !word.literal && word.variables.length > 0 ? () => true : matcherOf(directory, word.value) }];
  const path = resolveImagePath(directory, word.value);
  const touch: StubAction = { kind: "touch", covers: (other) => other?.path === path.path };
  return command.name === "sed" || command.name === "ln" ? [touch] : [{ kind: "write", path }, touch];
}

function matcherOf(directory: ImagePath, glob: string): (path: ImagePath | undefined) => boolean {
  const pattern = compilePathPattern(normalizePath(glob));
  return (path) => {
    const below = path && pathBelow(directory, path);
    return below === undefined || pattern.kind === "malformed" || /[{]/.test(glob) || pattern.matches(below);
  };
}

/** Scripts and makefiles of the project; what they do to its sources nobody knows. */
function mayDoAnything({ name, words: [program] }: Command): boolean {
  return /^(?:make|gmake|just|task|ninja|bazel|(?:ba|da|z|fi)?sh|python[\d.]*|perl|ruby|node|eval)$/.test(name) || /^(?:\.{0,2}\/)(?!(?:usr\/)?(?:local\/)?s?bin\/)/.test(program.value) || program.variables.length > 0;
}

/** `find … -exec touch`, `xargs touch`, the removal of results, and copies of whole directories over the sources. */
function replacesAll({ name }: Command, texts: readonly string[], { outputs }: StubSources): boolean {
  const namesOutputs = texts.some((text) => !text.startsWith("-") && new RegExp(`(?:^|/)${outputs}(?:/|$)`).test(text));
  if (name === "find" || name === "xargs") return texts.includes("touch") || (namesOutputs && !texts.some((text) => text === "-not" || text === "!" || text === "-prune"));
  if (name === "rm") return namesOutputs || texts.some((text) => /^(?:\.?\/?\*|\.)$/.test(text));
  return ["git", "rsync", "tar", "unzip", "patch"].includes(name) || (name === "cp" && texts.some((text) => /^-\w*[rRa]/.test(text)));
}
