import { isSpace } from "./characters.ts";
import type { Escape, Line } from "./lines.ts";
import type { Directive, SyntaxProblem } from "./nodes.ts";
import type { Locate } from "./positions.ts";

export interface Directives {
  readonly directives: readonly Directive[];
  readonly escape: Escape;
  readonly problems: readonly SyntaxProblem[];
}

const pattern = /^([a-zA-Z][a-zA-Z0-9]*)[\t\f\r ]*=(.+)$/su;

/**
 * Reads the directives at the top of the file. The first line that is none ends them: a blank line, another comment, an
 * instruction, an unknown name. BuildKit reads them twice, by different rules: `escape` while it parses
 * (`possibleParserDirective` in frontend/dockerfile/parser/parser.go), where blanks before `#` are skipped and `#!` is a
 * comment; `syntax` and `check` beforehand (`ParseDirective` in directives.go), where a `#!` line may come first and
 * `#` must be the first character.
 *
 * @param lines lines of the text; their `continued` is not looked at, so any escape character may have been assumed
 */
export function readDirectives(text: string, lines: readonly Line[], locate: Locate): Directives {
  const problems: SyntaxProblem[] = [];
  const directives: Directive[] = [];
  const seen = new Set<string>();
  const shebang = text.startsWith("#!", lines[0]?.start);
  let flush = true;
  let escape: Escape = "\\";
  for (const line of shebang ? lines.slice(1) : lines) {
    const directive = readDirective(text, line, locate);
    if (directive === undefined) break;
    const { name, value, range, loc } = directive;
    if (seen.has(name)) {
      if (!shebang) problems.push({ range, loc, fatal: false, message: `The directive "${name}" may be given only once.` });
      break;
    }
    seen.add(name);
    flush &&= range[0] === line.start;
    if (name !== "escape") {
      if (flush) directives.push(directive);
      continue;
    }
    if (shebang) continue;
    if (value === "\\" || value === "`") {
      escape = value;
      directives.push(directive);
      continue;
    }
    problems.push({ range, loc, fatal: true, message: `The escape character must be \\ or \`, not "${value}".` });
    break;
  }
  return { directives, escape, problems };
}

function readDirective(text: string, line: Line, locate: Locate): Directive | undefined {
  if (line.kind !== "comment") return undefined;
  const start = text.indexOf("#", line.start);
  let content = start + 1;
  while (isSpace(text[content])) content++;
  const match = pattern.exec(text.slice(content, line.end));
  const name = match?.[1]?.toLowerCase();
  const value = trimValue(match?.[2]);
  if (value === undefined || (name !== "syntax" && name !== "escape" && name !== "check")) return undefined;
  return { type: "Directive", name, value, ...locate(start, line.end) };
}

/** A value of blanks alone is its last blank: BuildKit's expression asks for at least one character. */
function trimValue(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  let start = 0;
  let end = value.length;
  while (end > 1 && isDirectiveBlank(value[end - 1])) end--;
  while (start < end - 1 && isDirectiveBlank(value[start])) start++;
  return start < end ? value.slice(start, end) : undefined;
}

function isDirectiveBlank(character: string | undefined): boolean {
  return character === " " || character === "\t" || character === "\f" || character === "\r";
}
