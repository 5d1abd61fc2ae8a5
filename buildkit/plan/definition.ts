import type { CopyInstruction, RunInstruction, Word } from "../../dockerfile/nodes.ts";
import { expandIn } from "../environment.ts";
import { expandPath } from "../expand-path.ts";
import { normalizePath, resolveImagePath } from "../files/image-path.ts";
import type { Build, Stage, Step } from "../model.ts";
import { findStage } from "../stage-base.ts";

/**
 * What of the Dockerfile's text is in a step's key, in a form to compare. What a step takes from the context, from stages
 * and from remotes is there by name only, stages not at all: their content is another matter.
 */
export interface Definition {
  /** The instruction as the author wrote it, for messages. */
  readonly written: string;
  /** What the instruction says, after substitution where BuildKit substitutes. */
  readonly own: string;
  /** What the instructions above it set for it: variables in their order, which counts (2.1), `USER`, `SHELL`, the directory. */
  readonly surroundings: ReadonlyMap<string, string>;
  /** The same with what is substituted already, to name what makes two instructions with one text differ. */
  readonly settings: ReadonlyMap<string, string>;
}

/** Source: cache-semantics 2.1 (RUN), 2.2 (COPY and ADD), 2.4 (WORKDIR). */
export function stepDefinition(build: Build, step: Step): Definition {
  const { instruction } = step;
  const written = instruction.text.replace(/\s+/, " ");
  const variables = variablesOf(step);
  const user = new Map([["USER", step.user ?? ""]]);
  switch (instruction.type) {
    case "RUN": {
      const shell = instruction.command.form === "shell" ? shellOf(build, step) : "";
      const settings = new Map([...variables, ...user, ["SHELL", shell]]);
      const own = JSON.stringify(["RUN", ...runText(build, step, instruction)]);
      return { written, own, surroundings: new Map([...settings, ["", JSON.stringify(step.directory)]]), settings };
    }
    case "COPY":
    case "ADD":
      return { written, own: JSON.stringify(copyParts(build, step, instruction)), surroundings: new Map(), settings: variables };
    default: {
      const path = expandPath(step.environment, instruction.words[0]?.text ?? "", build.dockerfile.escape);
      return { written, own: JSON.stringify(["WORKDIR", resolveImagePath(step.directory, path)]), surroundings: user, settings: new Map([...variables, ...user]) };
    }
  }
}

/** The image or name that a stage stands on, with its platform. */
export function baseDefinition({ base, from }: Stage): string {
  const platform = from.flags.find(({ name }) => name === "platform")?.value?.text ?? "";
  const name = base.kind === "image" ? base.reference.text : base.kind === "unknown" ? base.text : base.kind;
  return JSON.stringify(["FROM", platform, name]);
}

/** By name; a value that cannot be known stands as it is written. */
function variablesOf({ environment }: Step): ReadonlyMap<string, string> {
  return new Map([...environment.variables.values()].map(({ name, value, pair }) => [name, value ?? `? ${pair?.value?.text ?? ""}`]));
}

/** The last SHELL above the step, in its stage or the stages that this is built on. */
function shellOf(build: Build, { stage, instruction }: Step): string {
  const { instructions } = build.dockerfile;
  const bodies = stage.chain.map((ancestor) => {
    const start = instructions.indexOf(ancestor.from);
    const end = instructions.findIndex(({ type }, index) => index > start && type === "FROM");
    return instructions.slice(start, end === -1 ? undefined : end).filter(({ range }) => ancestor !== stage || range[0] < instruction.range[0]);
  });
  const shell = bodies.flat().findLast(({ type }) => type === "SHELL");
  return shell?.text.replace(/^\S+\s*/, "") ?? "";
}

function runText(build: Build, step: Step, instruction: RunInstruction): readonly unknown[] {
  const { command, heredocs, flags } = instruction;
  const options = flags.map(({ name, value, options: list }) => [name, list.length === 0 ? value?.text : list.map((option) => mountOption(build, step, option.key, option.value)).toSorted()]);
  const sorted = options.map((option) => JSON.stringify(option)).toSorted();
  if (command.form === "exec") return [sorted, "exec", command.words.map(({ text }) => text)];
  const text = withoutFlags(instruction.text, flags.length);
  const [document] = heredocs;
  // A here-document that is the whole script is known by its text; only a script of another interpreter has the name of its end.
  const isWhole = heredocs.length === 1 && document !== undefined && /^\d*<<-?\S+$/.test(text);
  if (isWhole && !document.text.startsWith("#!")) return [sorted, "script", document.text];
  return [sorted, "shell", text, heredocs.map((each) => each.text)];
}

/** The stage that files come from is not known by its name. */
function mountOption(build: Build, step: Step, key: Word, value: Word | undefined): string {
  const name = key.text.toLowerCase();
  if (value === undefined) return name;
  if (name === "from") return findStage(build.stages, value.text) === undefined ? `from=${value.text}` : name;
  return `${name}=${expandIn(step.environment, value.text, build.dockerfile.escape).value ?? value.text}`;
}

/** Without keyword and flags. */
function withoutFlags(text: string, flags: number): string {
  const flag = /^\s*--[\w-]+(?:=(?:"[^"]*"|'[^']*'|\\.|[^\s"'\\])*)?/;
  let rest = text.replace(/^\S+/, "");
  for (let count = 0; count < flags; count += 1) rest = rest.replace(flag, "");
  return rest.trim();
}

function copyParts(build: Build, step: Step, { type, flags, sources, destination, heredocs }: CopyInstruction): readonly unknown[] {
  const { escape } = build.dockerfile;
  const expand = (text: string): string => expandIn(step.environment, text, escape).value ?? text;
  const options = flags.map(({ name, value }) => (name === "from" && findStage(build.stages, value?.text ?? "") !== undefined ? name : `${name}=${expand(value?.text ?? "")}`));
  const target = expand(destination?.text ?? "");
  const place = [resolveImagePath(step.directory, target), /\/\.?$/.exec(target)?.[0] ?? ""];
  const names = sources.map(({ text }) => (/^\w+:|^git@/.test(text) ? expand(text) : normalizePath(expand(text))));
  const documents = heredocs.map((each) => [each.delimiter, each.expand ? expand(each.text) : each.text]);
  return [type, options.toSorted(), names, place, documents];
}
