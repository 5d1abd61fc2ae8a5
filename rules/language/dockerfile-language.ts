import type { File, FileError, Language, OkParseResult, ParseResult } from "@eslint/core";
import { createBuild, inContext } from "../../buildkit/build.ts";
import { contextDemand, type ContextDemand } from "../../buildkit/context-demand.ts";
import type { KnownBuild } from "../../buildkit/known-build.ts";
import type { Build, BuildOptions } from "../../buildkit/model.ts";
import { findStage } from "../../buildkit/stage-base.ts";
import type { Dockerfile, Located, SyntaxProblem } from "../../dockerfile/nodes.ts";
import { parseDockerfile } from "../../dockerfile/parse.ts";
import { visitorKeys } from "../../dockerfile/visitor-keys.ts";
import { DockerfileSourceCode, type NamedBuild } from "./dockerfile-source-code.ts";
import { textOf } from "./text-of.ts";

/**
 * Tells what is known of the builds of a Dockerfile: `file` is the name that ESLint was given (absolute, or relative to its
 * working directory), `demandOf` what the Dockerfile asks of its context when it is built with these options. Never empty.
 */
export type BuildsOf = (file: string, demandOf: (options: BuildOptions) => ContextDemand) => readonly [KnownBuild, ...KnownBuild[]];

export interface LanguageInput {
  readonly buildsOf: BuildsOf;
  readonly ruleIds: ReadonlySet<string>;
}

export type DockerfileLanguage = Language<{
  LangOptions: Record<string, unknown>;
  Code: DockerfileSourceCode;
  RootNode: Dockerfile;
  Node: Located;
}>;

/** The ESLint language of Dockerfiles. Lines and columns count from zero, as in the tree. */
export function createLanguage({ buildsOf, ruleIds }: LanguageInput): DockerfileLanguage {
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
        createBuilds: () => createBuilds(ast, file.physicalPath, buildsOf),
        ruleIds,
      });
    },
  };
}

function createBuilds(ast: Dockerfile, file: string, buildsOf: BuildsOf): readonly [NamedBuild, ...NamedBuild[]] {
  const alone = new Map<BuildOptions, Build>();
  const buildAlone = (options: BuildOptions): Build => {
    const build = alone.get(options) ?? createAlone(ast, options);
    alone.set(options, build);
    return build;
  };
  const toNamed = ({ context, options, names }: KnownBuild): NamedBuild => ({ build: inContext(buildAlone(options), context), names });
  const [first, ...others] = buildsOf(file, (options) => contextDemand(buildAlone(options)));
  return [toNamed(first), ...others.map(toNamed)];
}

/** A target that no stage has is somebody's mistake in another file; the Dockerfile is read as if none were named. */
function createAlone(ast: Dockerfile, options: BuildOptions): Build {
  const build = createBuild(ast, { kind: "unknown" }, options);
  const { target, ...others } = options;
  return target === undefined || findStage(build.stages, target) !== undefined ? build : createBuild(ast, { kind: "unknown" }, others);
}

/** Counts from one: ESLint passes the place of a parsing error on as it is, whatever the language's first line. */
function toFileError({ message, loc: { start, end } }: SyntaxProblem): FileError {
  return { message, line: start.line + 1, column: start.column + 1, endLine: end.line + 1, endColumn: end.column + 1 };
}
