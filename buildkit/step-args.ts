import type { CopyInstruction, RunInstruction, WordsInstruction } from "../dockerfile/nodes.ts";
import { argsIn, type Environment } from "./environment.ts";
import type { Step } from "./model.ts";

/** What holds where a step stands. */
interface Place {
  readonly environment: Environment;
  readonly userArgs: readonly string[];
}

/**
 * The build arguments whose values enter the key of a step (cache-semantics 2 and 3): all of the environment for RUN, whose
 * text is not expanded; what the words expand to for COPY, ADD and WORKDIR; the user for RUN and WORKDIR. The time stamp
 * of a new directory is the epoch, declared or not (section 2.4).
 */
export function stepArgs(instruction: CopyInstruction | RunInstruction | WordsInstruction, place: Place, escape: "\\" | "`"): readonly string[] {
  const decidedBy = (texts: readonly string[]): readonly string[] => texts.flatMap((text) => argsIn(place.environment, text, escape));
  switch (instruction.type) {
    case "RUN": {
      const environment = [...place.environment.variables.values()].flatMap(({ args }) => args);
      const mounts = instruction.flags.flatMap(({ options }) => options.flatMap(({ key, value }) => (key.text === "from" ? [] : (value?.text ?? []))));
      return unique([...environment, ...decidedBy(mounts), ...place.userArgs]);
    }
    case "COPY":
    case "ADD": {
      const words = [...instruction.sources, ...(instruction.destination === undefined ? [] : [instruction.destination])];
      const flags = instruction.flags.filter(({ name }) => ["chown", "chmod", "checksum"].includes(name));
      const bodies = instruction.heredocs.filter(({ expand }) => expand);
      return unique(decidedBy([...words, ...flags.flatMap(({ value }) => value ?? [])].map(({ text }) => text).concat(bodies.map(({ text }) => text))));
    }
    default:
      return unique([...decidedBy(instruction.words.map(({ text }) => text)), ...place.userArgs, "SOURCE_DATE_EPOCH"]);
  }
}

/**
 * Those of a step's arguments that are in its key. What an address is asked for is not: it counts by its file name and its
 * content (cache-semantics 8, H7 and H8).
 */
export function keyArgs({ kind, instruction, environment, args, inputs }: Step, escape: "\\" | "`"): readonly string[] {
  if (kind !== "copy" || args.length === 0 || !inputs.some((input) => input.kind === "url")) return args;
  const sources = instruction.sources.map((word) => ({ ...word, text: withoutQuery(word.text) }));
  return stepArgs({ ...instruction, sources }, { environment, userArgs: [] }, escape);
}

function withoutQuery(source: string): string {
  return /^https?:\/\/(?:\$\{[^}]*\}|[^?])*/i.exec(source)?.[0] ?? source;
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}
