import type { File, FileError, Language, OkParseResult, ParseResult } from "@eslint/core";
import type { ContextKnowledge } from "../../buildkit/build-context.ts";
import { createBuild, inContext } from "../../buildkit/build.ts";
import { contextDemand, type ContextDemand } from "../../buildkit/context-demand.ts";
import type { Dockerfile, Located, SyntaxProblem } from "../../dockerfile/nodes.ts";
import { parseDockerfile } from "../../dockerfile/parse.ts";
import { visitorKeys } from "../../dockerfile/visitor-keys.ts";
import { DockerfileSourceCode } from "./dockerfile-source-code.ts";
import { textOf } from "./text-of.ts";

/**
 * Tells what is known of the build context of a Dockerfile: `file` is the name that ESLint was given (absolute, or relative
 * to its working directory), `demand` what the Dockerfile asks of its context.
 */
export type ContextOf = (file: string, demand: ContextDemand) => ContextKnowledge;

export interface LanguageInput {
  readonly contextOf: ContextOf;
  readonly ruleIds: ReadonlySet<string>;
}

export type DockerfileLanguage = Language<{
  LangOptions: Record<string, unknown>;
  Code: DockerfileSourceCode;
  RootNode: Dockerfile;
  Node: Located;
}>;

/** The ESLint language of Dockerfiles. Lines and columns count from zero, as in the tree. */
export function createLanguage({ contextOf, ruleIds }: LanguageInput): DockerfileLanguage {
  return {
    fileType: "text",
    lineStart: 0,
    columnStart: 0,
    nodeTypeKey: "type",
    visitorKeys,

    /** Anything goes: options that a user sets for all files (`globals`) mean nothing here, but are no error. */
    validateLanguageOptions() {},

    parse(file: File): ParseResult<Dockerfile> {
      const ast = parseDockerfile(textOf(file));
      const errors = ast.errors.filter((problem) => problem.fatal).map(toFileError);
      return errors.length === 0 ? { ok: true, ast } : { ok: false, errors };
    },

    createSourceCode(file: File, { ast }: OkParseResult<Dockerfile>): DockerfileSourceCode {
      return new DockerfileSourceCode({
        text: textOf(file),
        ast,
        createBuild: () => {
          const build = createBuild(ast, { kind: "unknown" });
          return inContext(build, contextOf(file.physicalPath, contextDemand(build)));
        },
        ruleIds,
      });
    },
  };
}

/** Counts from one: ESLint passes the place of a parsing error on as it is, whatever the language's first line. */
function toFileError({ message, loc: { start, end } }: SyntaxProblem): FileError {
  return { message, line: start.line + 1, column: start.column + 1, endLine: end.line + 1, endColumn: end.column + 1 };
}
