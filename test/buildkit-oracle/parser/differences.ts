import { expandWord } from "../../../dockerfile/expand.ts";
import type { CommandLine, Dockerfile, Flag, Heredoc, Instruction, Pair, Word } from "../../../dockerfile/nodes.ts";
import { parseDockerfile } from "../../../dockerfile/parse.ts";
import type { FileAnswer, InstructionAnswer, WordAnswer, WordQuestion } from "./oracle.ts";

/** Where our tree of a text differs from BuildKit's answer about it, in words. */
export function fileDifferences(text: string, answer: FileAnswer): readonly string[] {
  const tree = parseDockerfile(text);
  const problems = tree.errors.map((error) => error.message);
  if (answer.error !== undefined) return problems.length > 0 ? [] : [`BuildKit refuses the file: ${answer.error}`];

  const { instructions } = tree;
  const theirs = (answer.instructions ?? []).filter((each) => each.keyword !== "" || problems.length === 0);
  const differences = [
    ...difference("escape", tree.escape, answer.escape),
    ...difference("directives", directivesOf(tree), answer.directives),
    ...difference("instructions", instructions.map((each) => each.keyword.text), theirs.map((each) => each.keyword)),
  ];
  if (differences.length > 0) return differences;
  if (answer.stagesError === undefined && problems.length > 0) differences.push(`BuildKit accepts the file, we do not: ${problems.join(" ")}`);
  if (answer.stagesError !== undefined && problems.length === 0) differences.push(`BuildKit refuses the file: ${answer.stagesError}`);
  for (const [index, instruction] of instructions.entries()) {
    const their = theirs[index];
    if (their === undefined) continue;
    differences.push(...instructionDifferences(tree, instruction, their), ...lineDifferences(text, instruction, their));
  }
  return differences;
}

export function wordDifferences(question: WordQuestion, answer: WordAnswer): readonly string[] {
  const ours = expandWord(question.word, new Map(Object.entries(question.env)), question.escape);
  if ("error" in answer) return ours.problem === undefined ? [`BuildKit refuses the word: ${answer.error}`] : [];
  if (ours.problem !== undefined) return [`BuildKit accepts the word, we do not: ${ours.problem}`];
  const absent = ours.variables.filter((name) => !(name in question.env)).sort();
  return [...difference("value", ours.value, answer.value), ...difference("unset", absent, answer.unmatched)];
}

function instructionDifferences(tree: Dockerfile, instruction: Instruction, their: InstructionAnswer): readonly string[] {
  const [start, end] = instruction.range;
  const refused = tree.errors.filter((error) => error.range[0] >= start && error.range[0] <= end).map((error) => error.message);
  const isInStage = tree.instructions.slice(0, tree.instructions.indexOf(instruction)).some((each) => each.type === "FROM");
  const differences = treeDifferences(instruction, their);
  if (their.error !== undefined && refused.length === 0) differences.push(`BuildKit refuses it: ${their.error}`);
  if (their.error === undefined && isInStage && refused.length > 0) differences.push(`BuildKit accepts it, we do not: ${refused.join(" ")}`);
  return differences.map((text) => `line ${their.start}, ${instruction.keyword.text}: ${text}`);
}

/** BuildKit counts lines to an instruction that say nothing: an escape character alone in front, comments behind. */
function lineDifferences(text: string, instruction: Instruction, their: InstructionAnswer): readonly string[] {
  const lines = text.split("\n");
  const { start, end } = instruction.loc;
  const around = [...lines.slice(their.start - 1, start.line), ...lines.slice(end.line + 1, their.end)];
  const isOutside = their.start - 1 > start.line || their.end - 1 < end.line;
  const isEmpty = around.every((line) => /^[\s\u0085]*(?:[\\`][ \t\r]*|#.*)?$/su.test(line));
  return isOutside || !isEmpty ? [`lines: ours ${start.line + 1} to ${end.line + 1}, BuildKit's ${their.start} to ${their.end}`] : [];
}

function treeDifferences(instruction: Instruction, their: InstructionAnswer): string[] {
  const heredocs = [instruction, ...(instruction.type === "ONBUILD" && instruction.trigger !== undefined ? [instruction.trigger] : [])].flatMap(
    (each) => each.heredocs,
  );
  const flags = their.flags ?? [];
  if (![...flags.map((flag) => flag.text), ...instruction.flags.map(flagText)].every(isAscii)) return [];
  const differences = [
    ...difference("flags", instruction.flags.map(flagText), flags.map((flag) => flag.text)),
    ...difference("arguments", argumentsOf(instruction, their.json), theirArguments(instruction, their)),
    ...difference("options", instruction.flags.map(optionTexts).filter((texts) => texts.length > 0), optionsIn(flags)),
  ];
  if (their.start > 0) {
    const theirHeredocs = (their.heredocs ?? []).map((each) => [each.name, each.expand, each.chomp, each.content]);
    differences.push(...difference("here-documents", heredocs.map(describeHeredoc), theirHeredocs));
  }
  const [trigger] = their.trigger ?? [];
  if (instruction.type !== "ONBUILD" || instruction.trigger === undefined || trigger === undefined) return differences;
  return [...differences, ...difference("trigger", instruction.trigger.keyword.text, trigger.keyword), ...treeDifferences(instruction.trigger, trigger)];
}

/** What stands behind keyword and flags; white space is left out of shell commands, because ours keep line ends. */
function argumentsOf(instruction: Instruction, isJson: boolean): readonly unknown[] {
  switch (instruction.type) {
    case "FROM":
      return [instruction.image?.text, instruction.alias?.text];
    case "RUN":
    case "CMD":
    case "ENTRYPOINT":
    case "HEALTHCHECK":
      return commandArguments(instruction.command);
    case "COPY":
    case "ADD":
      return [...instruction.sources.map(textOf), instruction.destination?.text];
    case "ARG":
    case "ENV":
    case "LABEL":
      return instruction.pairs.map(describePair);
    case "VOLUME":
    case "SHELL":
      return [isJson, ...instruction.words.map(textOf)];
    case "WORKDIR":
    case "USER":
    case "EXPOSE":
    case "STOPSIGNAL":
    case "MAINTAINER":
      return instruction.words.map(textOf);
    case "ONBUILD":
    case "UNKNOWN":
      return [];
  }
}

function theirArguments(instruction: Instruction, their: InstructionAnswer): readonly unknown[] {
  const words = their.args ?? [];
  switch (instruction.type) {
    case "FROM":
      return [words[0], words[1]?.toLowerCase() === "as" ? words[2] : undefined];
    case "RUN":
    case "CMD":
    case "ENTRYPOINT":
      return their.json ? words : [squeeze(words.join(" "))];
    case "HEALTHCHECK":
      return words[0]?.toUpperCase() === "NONE" ? [] : their.json ? words.slice(1) : [squeeze(words.slice(1).join(" "))];
    case "COPY":
    case "ADD":
      return their.paths ?? argumentsOf(instruction, their.json);
    case "ARG":
      return words.map((word) => (word.includes("=") ? [word.slice(0, word.indexOf("=")), word.slice(word.indexOf("=") + 1)] : [word, undefined]));
    case "ENV":
    case "LABEL":
      return words.filter((_, index) => index % 3 === 0).map((key, index) => [key, words[index * 3 + 1]]);
    case "VOLUME":
    case "SHELL":
      return [their.json, ...words];
    case "WORKDIR":
    case "USER":
    case "EXPOSE":
    case "STOPSIGNAL":
    case "MAINTAINER":
      return words;
    case "ONBUILD":
    case "UNKNOWN":
      return [];
  }
}

function commandArguments(command: CommandLine): readonly string[] {
  return command.form === "exec" ? command.words.map(textOf) : [squeeze(command.source.replaceAll("\\\n", ""))];
}

/** Go calls U+0085 white space, JavaScript U+FEFF. */
function squeeze(text: string): string {
  return text.replaceAll(/[\s\u0085]/gu, "");
}

function describePair(pair: Pair): readonly (string | undefined)[] {
  return [pair.key.text, pair.value?.text];
}

function describeHeredoc(heredoc: Heredoc): readonly unknown[] {
  return [heredoc.delimiter, heredoc.expand, heredoc.chomp, heredoc.text];
}

function flagText(flag: Flag): string {
  return flag.value === undefined ? `--${flag.name}` : `--${flag.name}=${flag.value.text}`;
}

function optionTexts(flag: Flag): readonly string[] {
  return flag.options.map(({ key, value }) => (value === undefined ? key.text : `${key.text}=${value.text}`));
}

function optionsIn(flags: readonly { readonly text: string; readonly fields: readonly string[] | null }[]): readonly (readonly string[])[] {
  return flags.filter((flag) => /^--(?:mount|device)=/u.test(flag.text)).flatMap((flag) => (flag.fields === null ? [] : [flag.fields]));
}

function directivesOf(tree: Dockerfile): Readonly<Record<string, string>> {
  const known = tree.directives.filter(({ name }) => name === "check" || name === "syntax");
  // Go sorts the keys of a map.
  const sorted = known.toSorted((one, other) => (one.name < other.name ? -1 : 1));
  return Object.fromEntries(sorted.map(({ name, value }) => [name, value]));
}

/** BuildKit splits flags byte by byte and garbles all other letters. */
function isAscii(text: string): boolean {
  return /^[\0-\x7f]*$/u.test(text);
}

function textOf(word: Word): string {
  return word.text;
}

function difference(name: string, ours: unknown, theirs: unknown): string[] {
  const [our, their] = [ours, theirs].map((value) => JSON.stringify(value, (_, each: unknown) => (typeof each === "string" ? each.replaceAll(/\p{Surrogate}/gu, "\ufffd") : each)));
  return our === their ? [] : [`${name}: ours ${our}, BuildKit's ${their}`];
}
