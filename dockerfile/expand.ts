import { lex } from "./lexer.ts";
import type { Variable } from "./lexer-cursor.ts";

export interface Expansion {
  /** The word without quotes and escapes, its variables substituted. The word itself if there is a `problem`. */
  readonly value: string;
  /** Variables that leave the value open: of unknown value, or set nowhere and without a default. Each once, in order. */
  readonly unresolved: readonly string[];
  /** Every variable that the word names, whether it decides the value or not. Each once, in order. */
  readonly variables: readonly string[];
  /** Why BuildKit refuses the word: an open quote, an unknown modifier, `${V:?message}` without V. */
  readonly problem: string | undefined;
}

const nothing: ReadonlySet<string> = new Set();

/**
 * Expands a word as BuildKit does before it runs an instruction: quotes and escapes are removed, `$V` and `${V}` with
 * the modifiers `:-` `-` `:+` `+` `:?` `?` `#` `##` `%` `%%` `/` `//` are substituted, words inside modifiers too
 * (`Lex.ProcessWord` of frontend/dockerfile/shell/lex.go).
 *
 * A variable that is set nowhere gives an empty text, as in BuildKit, and is `unresolved` unless `:-`, `-`, `:+` or `+`
 * says what its absence means. A variable of unknown value stays in the value as a reference (`node:$VERSION`) and is
 * `unresolved`, except in `${V+text}`, which asks only whether it is set.
 *
 * @param environment values of the variables that are set
 * @param escape the file's escape character
 * @param unknown variables that are set to a value nobody can tell from the file; they win over `environment`
 */
export function expandWord(
  text: string,
  environment: ReadonlyMap<string, string>,
  escape: "\\" | "`",
  unknown: ReadonlySet<string> = nothing,
): Expansion {
  const lookUp = (name: string): Variable => {
    if (unknown.has(name)) return { kind: "unknown" };
    const value = environment.get(name);
    return value === undefined ? { kind: "unset" } : { kind: "set", value };
  };
  const { value, unresolved, variables, problem } = lex(text, { escape, keepQuotes: false, keepEscapes: false, lookUp });
  if (problem !== undefined) return { value: text, unresolved: variables, variables, problem };
  return { value, unresolved, variables, problem };
}
