import type { InvokedValue } from "./invocation.ts";
import { isVolatileVariable } from "./volatile-names.ts";

/** A text of a compose file after interpolation. */
export interface Interpolated {
  /** What is unknown stays as it is written. */
  readonly text: string;
  /**
   * `default`: the environment of whoever runs it may say otherwise. `volatile`: a variable decides whose name says that it
   * is another one at every build (`${GIT_SHA:-dev}`). `unknown`: a variable has no value here.
   */
  readonly certainty: "fixed" | "default" | "volatile" | "unknown";
}

export type Variables = ReadonlyMap<string, string>;

/**
 * Fills the variables of a text as compose does: `$X`, `${X}`, `${X:-d}`, `${X-d}`, `${X:?e}`, `${X:+a}`, nested, `$$`.
 * Source: compose-spec, "Interpolation".
 * @param variables What `.env` sets.
 */
export function interpolate(text: string, variables: Variables): Interpolated {
  const pieces = piecesOf(text, variables);
  const open = pieces.find(({ certainty }) => certainty === "volatile") ?? pieces.find(({ certainty }) => certainty === "unknown");
  if (open !== undefined) return { text, certainty: open.certainty };
  const isFixed = pieces.every(({ certainty }) => certainty === "fixed");
  return { text: pieces.map((piece) => piece.text).join(""), certainty: isFixed ? "fixed" : "default" };
}

function piecesOf(text: string, variables: Variables): readonly Interpolated[] {
  const pieces: Interpolated[] = [];
  const form = /\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)(:?[-?+])?|\$)/g;
  let index = 0;
  for (let found = form.exec(text); found !== null; found = form.exec(text)) {
    const [whole, bare, braced, operator] = found;
    pieces.push({ text: text.slice(index, found.index), certainty: "fixed" });
    const end = braced === undefined ? form.lastIndex : closing(text, form.lastIndex);
    const name = bare ?? braced;
    const word = text.slice(found.index + whole.length, (end ?? text.length) - 1);
    if (name === undefined) pieces.push({ text: "$", certainty: "fixed" });
    else if (end !== undefined && !variables.has(name) && isVolatileVariable(name)) pieces.push({ text: "", certainty: "volatile" });
    else pieces.push((end === undefined ? undefined : fill(variables.get(name), operator, word, variables)) ?? { text: "", certainty: "unknown" });
    index = form.lastIndex = end ?? text.length;
  }
  return [...pieces, { text: text.slice(index), certainty: "fixed" }];
}

/** An interpolated text as what a build is given. */
export function toInvokedValue({ text, certainty }: Interpolated): InvokedValue {
  if (certainty === "unknown" || certainty === "volatile") return { kind: certainty, text };
  return { kind: "literal", value: text, ...(certainty === "default" && { isDefault: true }) };
}

/** The variables of a `.env` file. Source: compose-spec, "Env_file format". A line of another form is passed over. */
export function readDotEnv(text: string): Variables {
  const variables = new Map<string, string>();
  for (const line of text.split(/\r?\n/)) {
    const pair = /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*[=:]\s*(.*?)\s*$/.exec(line);
    if (pair?.[1] === undefined || pair[2] === undefined) continue;
    const quoted = /^'([^']*)'|^"((?:[^"\\]|\\.)*)"/.exec(pair[2]);
    if (quoted?.[1] !== undefined) variables.set(pair[1], quoted[1]);
    else {
      const { text: value, certainty } = interpolate(quoted?.[2] ?? pair[2].replace(/(?:^|\s+)#.*$/, ""), variables);
      if (certainty !== "unknown" && certainty !== "volatile") variables.set(pair[1], value);
    }
  }
  return variables;
}

function fill(value: string | undefined, operator: string | undefined, word: string, variables: Variables): Interpolated | undefined {
  const isSet = value !== undefined && (value !== "" || operator?.startsWith(":") !== true);
  if (operator?.endsWith("+") === true) return isSet ? asDefault(interpolate(word, variables)) : undefined;
  if (isSet) return { text: value, certainty: "default" };
  return operator?.endsWith("-") === true ? asDefault(interpolate(word, variables)) : undefined;
}

function asDefault({ text, certainty }: Interpolated): Interpolated {
  return { text, certainty: certainty === "fixed" ? "default" : certainty };
}

/** The offset behind the brace that closes the one before `start`. */
function closing(text: string, start: number): number | undefined {
  let depth = 1;
  for (let index = start; index < text.length; index += 1) {
    if (text[index] === "}") depth -= 1;
    else if (text.startsWith("${", index)) depth += 1;
    if (depth === 0) return index + 1;
  }
  return undefined;
}
