import { splitHealthcheck } from "./arguments.ts";
import { isSpace } from "./characters.ts";
import { refuseFlags } from "./flag-refusals.ts";
import { heredocMarker } from "./heredocs.ts";
import { rangeOf, type LogicalText } from "./logical-text.ts";
import type { Instruction } from "./nodes.ts";
import { refuse, type Reading } from "./reading.ts";
import { blankSeparatedWords, jsonWords } from "./words.ts";

/**
 * Notes why BuildKit refuses an instruction that it could split: the checks of
 * frontend/dockerfile/instructions/parse.go. A trigger of ONBUILD is not checked, because BuildKit leaves it alone until
 * another file builds upon this one.
 *
 * @param rest the arguments behind the flags, trimmed
 */
export function refuseArguments(reading: Reading, instruction: Instruction, rest: LogicalText): void {
  const message = argumentProblem(instruction, rest);
  if (message !== undefined) refuse(reading, place(instruction, rest), message);
  refuseFlags(reading, instruction, rest);
}

/** The arguments if there are any, or else the keyword. */
function place(instruction: Instruction, rest: LogicalText): readonly [number, number] {
  return rest.text === "" || instruction.type === "UNKNOWN" ? instruction.keyword.range : rangeOf(rest);
}

function argumentProblem(instruction: Instruction, rest: LogicalText): string | undefined {
  const { type } = instruction;
  switch (type) {
    case "UNKNOWN":
      return `"${instruction.keyword.text}" is no instruction.`;
    case "FROM":
      return fromProblem(rest);
    case "RUN":
    case "CMD":
    case "ENTRYPOINT":
      return undefined;
    case "HEALTHCHECK":
      return healthcheckProblem(rest);
    case "COPY":
    case "ADD":
      return copyProblem(type, rest);
    case "ARG":
    case "ENV":
    case "LABEL":
      if (instruction.pairs.length === 0) return `${type} needs a name.`;
      return instruction.pairs.some((pair) => pair.key.text === "") ? `${type} needs a name before "=".` : undefined;
    case "SHELL":
      return (jsonWords(rest)?.length ?? 0) === 0 ? "SHELL needs a JSON array of strings, and at least one." : undefined;
    case "VOLUME":
      if (instruction.words.length === 0) return "VOLUME needs a path.";
      return instruction.words.some((word) => Array.from(word.text).every(isSpace)) ? "VOLUME needs a path that is not empty." : undefined;
    case "EXPOSE":
    case "WORKDIR":
    case "USER":
    case "STOPSIGNAL":
    case "MAINTAINER":
      return instruction.words.length === 0 ? `${type} needs an argument.` : undefined;
    case "ONBUILD":
      return onbuildProblem(rest);
  }
}

function fromProblem(rest: LogicalText): string | undefined {
  const words = blankSeparatedWords(rest).map((word) => word.text);
  const [, as, name] = words;
  if (words.length === 1) return undefined;
  if (words.length !== 3 || as?.toLowerCase() !== "as") return "FROM takes an image, or an image, AS and a name.";
  if (/^[a-z][a-z0-9\-_.]*$/u.test(name?.toLowerCase() ?? "")) return undefined;
  return `"${name}" is no name for a stage: a letter, then letters, digits, "-", "_" and "." may stand there.`;
}

function healthcheckProblem(rest: LogicalText): string | undefined {
  const { kind, command } = splitHealthcheck(rest);
  const name = kind.text.toUpperCase();
  if (name === "NONE") return command.text === "" ? undefined : "HEALTHCHECK NONE takes no arguments.";
  if (name !== "CMD") return "HEALTHCHECK needs CMD or NONE.";
  const words = jsonWords(command);
  return command.text === "" || words?.length === 0 ? "HEALTHCHECK CMD needs a command." : undefined;
}

function copyProblem(type: "COPY" | "ADD", rest: LogicalText): string | undefined {
  const json = jsonWords(rest);
  const isPlain = json === undefined || json === "mixed";
  const words = isPlain ? blankSeparatedWords(rest).map((word) => word.text) : json.map((word) => word.value);
  if (words.length < 2) return `${type} needs a source and a destination.`;
  return heredocMarker(words.at(-1) ?? "") === undefined ? undefined : `The destination of ${type} cannot be a here-document.`;
}

function onbuildProblem(rest: LogicalText): string | undefined {
  const [keyword] = blankSeparatedWords(rest).map((word) => word.text.toUpperCase());
  if (keyword === undefined) return "ONBUILD needs an instruction.";
  return ["ONBUILD", "FROM", "MAINTAINER"].includes(keyword) ? `ONBUILD cannot trigger ${keyword}.` : undefined;
}
