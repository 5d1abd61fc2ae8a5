import type { Flag, Instruction, Word } from "../../dockerfile/nodes.ts";
import { parseDockerfile } from "../../dockerfile/parse.ts";

/** One line per instruction: `RUN --link json [a] [b c]`; every word in brackets, `-` for one that is missing. */
export function outline(text: string): readonly string[] {
  return parseDockerfile(text).instructions.map(outlineInstruction);
}

/** The messages of the errors, each with the text that it is about. */
export function errorsIn(text: string): readonly string[] {
  return parseDockerfile(text).errors.map(({ message, range, fatal }) => `${fatal ? "fatal: " : ""}${message} (${text.slice(...range)})`);
}

function outlineInstruction(instruction: Instruction): string {
  const heredocs = instruction.heredocs.map(({ delimiter, chomp, expand, text }) => `<<${chomp ? "-" : ""}${expand ? delimiter : `'${delimiter}'`}:${text}`);
  return [instruction.type, ...instruction.flags.map(outlineFlag), ...outlineArguments(instruction), ...heredocs].join(" ");
}

function outlineFlag({ name, value, options }: Flag): string {
  const fields = options.map((option) => `{${option.key.text}${option.value === undefined ? "" : `=${option.value.text}`}}`);
  return `--${name}${value === undefined ? "" : `=${fields.length > 0 ? fields.join("") : value.text}`}`;
}

function outlineArguments(instruction: Instruction): readonly string[] {
  switch (instruction.type) {
    case "FROM":
      return [instruction.image, instruction.alias].map(outlineWord);
    case "RUN":
    case "CMD":
    case "ENTRYPOINT":
    case "HEALTHCHECK":
      return instruction.command.form === "shell" ? ["shell", instruction.command.source] : ["exec", ...instruction.command.words.map(outlineWord)];
    case "COPY":
    case "ADD":
      return [...(instruction.form === "json" ? ["json"] : []), ...instruction.sources.map(outlineWord), "to", outlineWord(instruction.destination)];
    case "ARG":
    case "ENV":
    case "LABEL":
      return instruction.pairs.map(({ key, value }) => `${outlineWord(key)}=${outlineWord(value)}`);
    case "ONBUILD":
      return [instruction.trigger === undefined ? "-" : outlineInstruction(instruction.trigger)];
    case "UNKNOWN":
      return [outlineWord(instruction.keyword)];
    default:
      return instruction.words.map(outlineWord);
  }
}

function outlineWord(word: Word | undefined): string {
  return word === undefined ? "-" : `[${word.text}]`;
}
