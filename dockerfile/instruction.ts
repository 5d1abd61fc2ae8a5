import {
  readArgPairs,
  readBlankSeparated,
  readCommandLine,
  readCopy,
  readEnvPairs,
  readFrom,
  readHealthcheck,
  readJson,
  readList,
  readWhole,
} from "./arguments.ts";
import { isBlank } from "./characters.ts";
import { splitFlags } from "./flags.ts";
import { heredocMarkers, readHeredocs } from "./heredocs.ts";
import { rangeOf, sliceText, trimText, type LogicalText } from "./logical-text.ts";
import type { Flag, Heredoc, Instruction, InstructionBase, OnbuildInstruction } from "./nodes.ts";
import { commentsBetween, createWord, refuse, type Reading } from "./reading.ts";
import { refuseArguments } from "./refusals.ts";

/**
 * Builds the node of one instruction.
 *
 * @param line the instruction's joined lines, trimmed and not empty; here-documents are read from the lines behind it
 */
export function readInstruction(reading: Reading, line: LogicalText): Instruction {
  const head = readHead(reading, line);
  const instruction = head.type === "ONBUILD" ? readOnbuild(reading, head) : readPlain(reading, head, line);
  refuseArguments(reading, instruction, head.rest);
  return instruction;
}

interface Head {
  readonly type: Instruction["type"];
  readonly line: LogicalText;
  readonly keyword: LogicalText;
  readonly flags: readonly Flag[];
  /** Arguments, trimmed. */
  readonly rest: LogicalText;
}

const types = [
  "ADD",
  "ARG",
  "CMD",
  "COPY",
  "ENTRYPOINT",
  "ENV",
  "EXPOSE",
  "FROM",
  "HEALTHCHECK",
  "LABEL",
  "MAINTAINER",
  "ONBUILD",
  "RUN",
  "SHELL",
  "STOPSIGNAL",
  "USER",
  "VOLUME",
  "WORKDIR",
] as const satisfies readonly Instruction["type"][];

function readHead(reading: Reading, line: LogicalText): Head {
  let end = 0;
  while (end < line.text.length && !isBlank(line.text[end])) end++;
  const keyword = sliceText(line, 0, end);
  const { flags, rest } = splitFlags(sliceText(line, end), reading.escape, reading.locate);
  const type = types.find((each) => each === keyword.text.toUpperCase()) ?? "UNKNOWN";
  return { type, line, keyword, flags, rest: trimText(rest) };
}

/** The trigger's here-documents belong to the trigger; ONBUILD itself has none. */
function readOnbuild(reading: Reading, head: Head): OnbuildInstruction {
  const trigger = head.rest.text === "" ? undefined : readHead(reading, head.rest);
  // BuildKit refuses ONBUILD ONBUILD, so nothing is lost by not descending, however long the chain is.
  if (trigger === undefined || trigger.type === "ONBUILD") {
    return { type: "ONBUILD", trigger: undefined, ...createBase(reading, head, []) };
  }
  const instruction = readPlain(reading, trigger, head.line);
  const base = createBase(reading, head, []);
  const end = Math.max(base.range[1], instruction.range[1]);
  return { type: "ONBUILD", trigger: instruction, ...base, ...reading.locate(base.range[0], end) };
}

/** @param line where here-documents are announced: the whole line, ONBUILD included */
function readPlain(reading: Reading, head: Head, line: LogicalText): Exclude<Instruction, OnbuildInstruction> {
  const { type, rest } = head;
  switch (type) {
    case "FROM":
      return { type, ...readFrom(reading, rest), ...createBase(reading, head, []) };
    case "RUN": {
      const command = readCommandLine(reading, rest);
      return { type, command, ...createBase(reading, head, command.form === "exec" ? [] : takeHeredocs(reading, line)) };
    }
    case "CMD":
    case "ENTRYPOINT":
      return { type, command: readCommandLine(reading, rest), ...createBase(reading, head, []) };
    case "HEALTHCHECK":
      return { type, command: readHealthcheck(reading, rest), ...createBase(reading, head, []) };
    case "COPY":
    case "ADD": {
      const copy = readCopy(reading, rest);
      return { type, ...copy, ...createBase(reading, head, copy.form === "json" ? [] : takeHeredocs(reading, line)) };
    }
    case "ARG":
      return { type, pairs: readArgPairs(reading, rest), ...createBase(reading, head, []) };
    case "ENV":
    case "LABEL":
      return { type, pairs: readEnvPairs(reading, type, rest), ...createBase(reading, head, []) };
    case "VOLUME":
      return { type, words: readList(reading, rest).words, ...createBase(reading, head, []) };
    case "EXPOSE":
      return { type, words: readBlankSeparated(reading, rest), ...createBase(reading, head, []) };
    case "SHELL":
      return { type, words: readJson(reading, rest) ?? readWhole(reading, rest), ...createBase(reading, head, []) };
    case "WORKDIR":
    case "USER":
    case "STOPSIGNAL":
    case "MAINTAINER":
      return { type, words: readWhole(reading, rest), ...createBase(reading, head, []) };
    case "UNKNOWN":
    case "ONBUILD":
      return { type: "UNKNOWN", ...createBase(reading, head, []) };
  }
}

function createBase(reading: Reading, head: Head, heredocs: readonly Heredoc[]): InstructionBase {
  const [start, lineEnd] = rangeOf(head.line);
  const range = [start, heredocs.at(-1)?.range[1] ?? lineEnd] as const;
  return {
    ...reading.locate(...range),
    keyword: createWord(reading, head.keyword),
    text: head.line.text,
    flags: head.flags,
    rest: reading.locate(...rangeOf(head.rest)),
    heredocs,
    comments: commentsBetween(reading, [start, lineEnd]),
  };
}

function takeHeredocs(reading: Reading, line: LogicalText): readonly Heredoc[] {
  const markers = heredocMarkers(line.text);
  const range = rangeOf(line);
  const { heredocs, open } = readHeredocs(reading.text, reading.lines, markers, range[1], reading.locate);
  if (open !== undefined) refuse(reading, range, `The here-document "${open.delimiter}" is not closed.`, true);
  return heredocs;
}
