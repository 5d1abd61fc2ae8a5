/**
 * The tree of a Dockerfile. Every node is plain, read-only data with its exact place in the file.
 * Offsets count UTF-16 code units from the start of the text; lines and columns count from zero.
 */

export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Where a node stands: `range` in offsets (end exclusive), `loc` in lines and columns. */
export interface Located {
  readonly range: readonly [start: number, end: number];
  readonly loc: { readonly start: Position; readonly end: Position };
}

/**
 * One word of an instruction. `text` is the word as BuildKit splits it: continuation lines joined, quotes and
 * variables still in it (in JSON form: the decoded string; in flags: quotes and escapes already removed). The range
 * covers the word as written, quotes included. `expandWord` in expand.ts removes quotes and substitutes.
 */
export interface Word extends Located {
  readonly type: "Word";
  readonly text: string;
}

/** `key=value` inside a flag such as `--mount=type=cache,target=/root/.npm`; quotes of CSV fields are removed. */
export interface FlagOption extends Located {
  readonly type: "FlagOption";
  readonly key: Word;
  readonly value: Word | undefined;
}

/** `--name`, `--name=value`. `options` is filled for flags whose value is a CSV list (`--mount`, `--device`). */
export interface Flag extends Located {
  readonly type: "Flag";
  readonly name: string;
  readonly value: Word | undefined;
  readonly options: readonly FlagOption[];
}

/** A here-document of RUN, COPY or ADD. `text` is the body as BuildKit sees it (`<<-` has its tabs removed). */
export interface Heredoc extends Located {
  readonly type: "Heredoc";
  /** The name between the quotes: the file's name for COPY. */
  readonly delimiter: string;
  /** False when the delimiter is quoted: BuildKit then expands nothing in the body. */
  readonly expand: boolean;
  readonly chomp: boolean;
  readonly text: string;
  /** The body as the file has it: exactly as long as the range of `body`. */
  readonly source: string;
  /** The body alone, from the line after the instruction to the line before the closing delimiter. */
  readonly body: Located;
}

export interface Comment extends Located {
  readonly type: "Comment";
  /** The text after `#`, untrimmed. */
  readonly value: string;
}

/** `# syntax=…`, `# escape=…`, `# check=…` where BuildKit reads them: before everything else, each once. */
export interface Directive extends Located {
  readonly type: "Directive";
  readonly name: string;
  readonly value: string;
}

/** What every instruction has, whatever it does. */
export interface InstructionBase extends Located {
  /** The keyword as written, upper or lower case. */
  readonly keyword: Word;
  /**
   * The whole instruction as BuildKit reads it, keyword and flags included: continuation lines joined, comment and blank
   * lines left out, here-documents announced but not in it. The indentation of continuation lines stays.
   */
  readonly text: string;
  readonly flags: readonly Flag[];
  /** Everything after keyword and flags up to the end of the instruction, here-documents excluded. */
  readonly rest: Located;
  readonly heredocs: readonly Heredoc[];
  /** Comment lines between the continuation lines of this instruction. */
  readonly comments: readonly Comment[];
}

export interface FromInstruction extends InstructionBase {
  readonly type: "FROM";
  readonly image: Word | undefined;
  readonly alias: Word | undefined;
}

/**
 * What a RUN, CMD, ENTRYPOINT or HEALTHCHECK executes. In shell form `source` has exactly the length of `range`: comment
 * and blank lines inside the continuation are blanked, line ends and escape characters are made a POSIX shell's
 * (`\` + LF), so that offset `i` of `source` is offset `range[0] + i` of the file. Here-document bodies are not part of
 * it: `source` is the instruction's own lines, with their `<<EOF`. HEALTHCHECK NONE is an exec form without words.
 */
export type CommandLine =
  | (Located & { readonly form: "shell"; readonly source: string })
  | (Located & { readonly form: "exec"; readonly words: readonly Word[] });

export interface RunInstruction extends InstructionBase {
  readonly type: "RUN";
  readonly command: CommandLine;
}

export interface CommandInstruction extends InstructionBase {
  readonly type: "CMD" | "ENTRYPOINT" | "HEALTHCHECK";
  readonly command: CommandLine;
}

/** COPY and ADD. Sources that are here-documents are in `heredocs`, not in `sources`. */
export interface CopyInstruction extends InstructionBase {
  readonly type: "COPY" | "ADD";
  readonly form: "plain" | "json";
  readonly sources: readonly Word[];
  readonly destination: Word | undefined;
}

/** `key=value` of ARG, ENV or LABEL (`ENV key value` too). */
export interface Pair extends Located {
  readonly type: "Pair";
  readonly key: Word;
  readonly value: Word | undefined;
}

export interface PairInstruction extends InstructionBase {
  readonly type: "ARG" | "ENV" | "LABEL";
  readonly pairs: readonly Pair[];
}

/** Instructions that are one word or a list of words: WORKDIR /app, USER 1000, EXPOSE 80 81, SHELL ["bash", "-c"]. */
export interface WordsInstruction extends InstructionBase {
  readonly type: "WORKDIR" | "USER" | "SHELL" | "EXPOSE" | "VOLUME" | "STOPSIGNAL" | "MAINTAINER";
  readonly words: readonly Word[];
}

export interface OnbuildInstruction extends InstructionBase {
  readonly type: "ONBUILD";
  readonly trigger: Instruction | undefined;
}

/** A keyword that no BuildKit of this year knows; kept so that the rest of the file can still be linted. */
export interface UnknownInstruction extends InstructionBase {
  readonly type: "UNKNOWN";
}

export type Instruction =
  | FromInstruction
  | RunInstruction
  | CommandInstruction
  | CopyInstruction
  | PairInstruction
  | WordsInstruction
  | OnbuildInstruction
  | UnknownInstruction;

export interface Dockerfile extends Located {
  readonly type: "Dockerfile";
  readonly directives: readonly Directive[];
  readonly escape: "\\" | "`";
  readonly instructions: readonly Instruction[];
  /** All comments of the file in order, those inside instructions included, directives excluded. */
  readonly comments: readonly Comment[];
  readonly errors: readonly SyntaxProblem[];
}

/** Something that BuildKit refuses to parse. `fatal`: what follows it cannot be trusted (an open here-document). */
export interface SyntaxProblem extends Located {
  readonly message: string;
  readonly fatal: boolean;
}

export type Node =
  | Dockerfile
  | Instruction
  | Word
  | Flag
  | FlagOption
  | Heredoc
  | Pair
  | Directive;
