/** A finding as a caret line shows it: columns from zero, `endColumn` undefined when it ends on a later line. */
export interface Mark {
  readonly id: string;
  readonly line: number;
  readonly column: number;
  readonly endColumn: number | undefined;
}

/**
 * Splits a test's literal into the Dockerfile and the findings that its caret lines expect:
 *
 *     FROM node
 *          ^^^^ floating
 *
 * A caret line holds nothing but carets and an id, below the text it marks. The first line end is dropped.
 */
export function readAnnotated(literal: string): { readonly text: string; readonly marks: readonly Mark[] } {
  const lines: string[] = [];
  const marks: Mark[] = [];
  for (const line of literal.replace(/^\n/, "").split("\n")) {
    const match = /^( *)(\^+) (\S+)$/.exec(line);
    const [, indent = "", carets = "", id = ""] = match ?? [];
    if (match === null) lines.push(line);
    else marks.push({ id, line: lines.length - 1, column: indent.length, endColumn: indent.length + carets.length });
  }
  return { text: lines.join("\n"), marks };
}

/** The inverse of `readAnnotated`: a text with a caret line for every finding, in order of place. */
export function annotate(text: string, marks: readonly Mark[]): string {
  const lines = text.split("\n");
  const annotated = lines.flatMap((line, index) => {
    const own = marks.filter((mark) => mark.line === index);
    return [line, ...own.toSorted(byPlace).map((mark) => toCaretLine(mark, line))];
  });
  const beyond = marks.filter((mark) => mark.line >= lines.length || mark.line < 0);
  return [...annotated, ...beyond.map((mark) => `(line ${mark.line}, column ${mark.column}) ${mark.id}`)].join("\n");
}

export function toCrlf(text: string): string {
  return text.replaceAll("\n", "\r\n");
}

function byPlace(a: Mark, b: Mark): number {
  return a.column - b.column || (a.endColumn ?? Infinity) - (b.endColumn ?? Infinity) || a.id.localeCompare(b.id);
}

function toCaretLine({ id, column, endColumn }: Mark, line: string): string {
  const end = endColumn ?? Math.max(line.length, column + 1);
  const carets = "^".repeat(end - column) || "(nothing)";
  return `${" ".repeat(column)}${carets} ${id}${endColumn === undefined ? " (and the lines below)" : ""}`;
}
