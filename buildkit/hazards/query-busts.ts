import type { PairInstruction, Word } from "../../dockerfile/nodes.ts";
import type { Build } from "../model.ts";
import { instructionText, mentions } from "./environment-use.ts";
import { isCacheBustName, volatilityOf } from "./volatile-names.ts";

/** A query added to the address of an ADD, which is no part of the key. */
export interface QueryBust {
  readonly node: Word;
  /** The query, or the part of it, with its `?` or `&`: a part of the word's text. */
  readonly query: string;
  /** The declaration of an argument that nothing but the query uses. */
  readonly argument: PairInstruction | undefined;
}

/**
 * Hazard B21: `ADD https://host/file?cachebust=1`. BuildKit asks the server in every build, and keys the file by its content
 * (cache-semantics 8, H7 and H8): the query changes nothing. With `--checksum` the content is fixed anyway.
 */
export function queryBusts(build: Build): readonly QueryBust[] {
  const steps = build.stages.filter(({ isBuilt }) => isBuilt).flatMap(({ steps: own }) => own);
  return steps.flatMap((step) =>
    step.inputs.flatMap((input) => {
      const query = input.kind === "url" && input.checksum === undefined ? bustingQuery(input.node.text) : undefined;
      return input.kind !== "url" || query === undefined ? [] : [{ node: input.node, query, argument: variablesOf(query).flatMap((name) => onlyDeclaration(build, name, input.node) ?? [])[0] }];
    }),
  );
}

/** The query of an address, or the one parameter of it, that is there to make the address a new one; undefined for none. */
export function bustingQuery(address: string): string | undefined {
  const query = /\?[^#]*/.exec(address)?.[0].replace(/["']$/, "");
  if (query === undefined) return undefined;
  const parts = query.slice(1).split("&");
  const bust = parts.find(isBust);
  if (bust === undefined || parts.length === 1) return bust && query;
  return parts[0] === bust ? `${bust}&` : `&${bust}`;
}

const bustingKey = /^(?:cache_?-?bust(?:er|ing)?|bust(?:er)?|cb|no_?-?cache|ts|timestamp|rand(?:om)?|_)$/i;
const timeKey = /^(?:t|v|d|now|time|date|build_?date|stamp)$/i;

/**
 * A parameter whose name has no other use; a number as long as a timestamp, bare or under a name for times; a variable that exists to bust caches, one
 * that holds a time under a name for times, and one that is new in every build without any name. Whatever else has a
 * name may select content (`?version=$BUILD_NUMBER`, `?ref=$GIT_SHA`).
 */
function isBust(part: string): boolean {
  const equals = part.indexOf("=");
  const key = equals < 0 ? "" : part.slice(0, equals);
  const value = part.slice(equals + 1);
  if (bustingKey.test(equals < 0 ? value : key) || ((key === "" || timeKey.test(key)) && /^\d{9,}$/.test(value))) return true;
  return variablesOf(value).some((name) => {
    if (isCacheBustName(name)) return true;
    const volatility = volatilityOf(name);
    return volatility === "time" ? key === "" || timeKey.test(key) : key === "" && (volatility === "build" || volatility === "commit");
  });
}

/** The one declaration of an argument that no instruction but the one around `node` names, and no RUN below has in its key. */
function onlyDeclaration(build: Build, name: string, node: Word): PairInstruction | undefined {
  if (build.steps.some(({ kind, args }) => kind === "run" && args.includes(name))) return undefined;
  const [first, second, ...rest] = build.dockerfile.instructions.filter((instruction) => mentions(instructionText(instruction), name));
  const isAround = second !== undefined && second.range[0] <= node.range[0] && node.range[1] <= second.range[1];
  return rest.length === 0 && isAround && first?.type === "ARG" && first.pairs.length === 1 ? first : undefined;
}

function variablesOf(text: string): readonly string[] {
  return [...text.matchAll(/\$\{?(\w+)/g)].map(([, name = ""]) => name);
}
