/** A makefile as far as it must be read here: what it assigns, and what its rules run. */
export interface MakefileLines {
  readonly assignments: readonly MakeAssignment[];
  readonly recipes: readonly MakeRecipe[];
}

export interface MakeAssignment {
  readonly name: string;
  readonly operator: "=" | ":=" | "?=" | "+=" | "!=";
  readonly value: string;
  /** It stands in a conditional or belongs to one rule: another value, or none, may hold. */
  readonly isConditional: boolean;
}

/** One line that make gives to a shell, with its continuations as written. */
export interface MakeRecipe {
  /** The only target of its rule; "" when there are several. */
  readonly target: string;
  /** Without tab and prefix (`@`, `-`, `+`). */
  readonly text: string;
  /** From zero: its first line and its last. */
  readonly line: number;
  readonly lastLine: number;
}

/**
 * Reads assignments and recipes as GNU make does (manual, "Writing Makefiles", "Writing Recipes"). Nothing is included and
 * no condition is decided. `ifndef X` around an assignment of `X` makes it a default, as `?=` does.
 */
export function readMakefileLines(source: string): MakefileLines {
  const lines = source.split(/\r?\n/);
  const assignments: MakeAssignment[] = [];
  const recipes: MakeRecipe[] = [];
  const conditions: string[] = [];
  let target: string | undefined;
  for (let line = 0; line < lines.length; line++) {
    const start = line;
    while (/(?:^|[^\\])(?:\\\\)*\\$/.test(lines[line] ?? "") && line + 1 < lines.length) line++;
    const written = lines.slice(start, line + 1);
    if (written[0]?.startsWith("\t") === true && target !== undefined) {
      recipes.push({ target, text: recipeText(written), line: start, lastLine: line });
      continue;
    }
    const text = joinLines(written);
    const definition = /^(?:override\s+|export\s+)*define\s+([^\s=:]+)\s*(\?|\+|::?:?)?=?\s*$/.exec(text);
    if (definition !== null) {
      const end = lines.findIndex((each, index) => index > line && /^\s*endef\b/.test(each));
      const last = end < 0 ? lines.length : end;
      const value = lines.slice(line + 1, last).join("\n");
      assignments.push({ name: definition[1] ?? "", operator: "=", value, isConditional: conditions.length > 0 });
      line = last;
      continue;
    }
    if (readCondition(text, conditions)) continue;
    const assignment = readAssignment(text, conditions);
    if (assignment !== undefined) {
      assignments.push(assignment);
      target = undefined;
      continue;
    }
    const rule = readRule(text);
    if (rule === undefined) continue;
    target = rule.target;
    const specific = readAssignment(rule.rest, conditions);
    if (specific !== undefined) assignments.push({ ...specific, isConditional: true });
    const inline = /^[^#;]*;([^]*)$/.exec(rule.rest)?.[1];
    if (specific === undefined && inline !== undefined) recipes.push({ target, text: recipeText([inline]), line: start, lastLine: line });
  }
  return { assignments, recipes };
}

/** `targets: rest` and `targets:: rest`; the colon stands outside of references (`$(NAME:.c=.o)`). */
function readRule(text: string): { readonly target: string; readonly rest: string } | undefined {
  let depth = 0;
  for (const { 0: character, index } of text.matchAll(/[(){}:=#]/g)) {
    if (character === "(" || character === "{") depth++;
    else if (character === ")" || character === "}") depth--;
    else if (character !== ":" && depth === 0) return undefined;
    if (character !== ":" || depth > 0) continue;
    const targets = text.slice(0, index).replace(/&$/, "").trim();
    return { target: /\s/.test(targets) ? "" : targets, rest: text.slice(index + 1).replace(/^:/, "") };
  }
  return undefined;
}

/** A tab after a continuation is taken off, the backslash stays for the shell (manual, "Splitting Recipe Lines"). */
function recipeText(written: readonly string[]): string {
  return written.map((each) => each.replace(/^\t/, "")).join("\n").replace(/^[\s@+-]+/, "");
}

function joinLines(written: readonly string[]): string {
  const text = written.map((each) => each.replace(/\\$/, "").trim()).join(" ");
  return text.startsWith("#") ? "" : text.trim();
}

/** Follows `ifeq`, `else` and `endif`; false for any other line. */
function readCondition(text: string, conditions: string[]): boolean {
  const match = /^(ifeq|ifneq|ifdef|ifndef|else|endif)\b\s*([^]*)$/.exec(text);
  if (match === null) return false;
  const [, word = "", rest = ""] = match;
  const empty = /^\(\s*\$[({](\w+)[)}]\s*,\s*\)$|^(["'])\$[({](\w+)[)}]\2\s+(["'])\4$/.exec(rest);
  if (word === "endif") conditions.pop();
  else if (word === "else") conditions.splice(-1, 1, "");
  else if (word === "ifndef") conditions.push(rest.trim());
  else conditions.push(word === "ifeq" ? (empty?.[1] ?? empty?.[3] ?? "") : "");
  return true;
}

function readAssignment(text: string, conditions: readonly string[]): MakeAssignment | undefined {
  const match = /^\s*(?:(?:export|override|private)\s+)*([^\s:=#?+!$()]+)\s*(=|:{1,3}=|\?=|\+=|!=)\s*([^]*)$/.exec(text);
  if (match === null) return undefined;
  const [, name = "", written = "", value = ""] = match;
  const operator = written.startsWith(":") ? ":=" : written === "?=" || written === "+=" || written === "!=" ? written : "=";
  const isDefault = conditions.length === 1 && conditions[0] === name && (operator === "=" || operator === ":=");
  return { name, operator: isDefault ? "?=" : operator, value: withoutComment(value), isConditional: conditions.length > 0 && !isDefault };
}

/** `\#` is a hash; one inside of a call of a function (`$(shell … # …)`) is none of ours either way. */
function withoutComment(value: string): string {
  const comment = value.search(/(?<!\\)#/);
  return (comment < 0 ? value : value.slice(0, comment)).replaceAll("\\#", "#").trim();
}
