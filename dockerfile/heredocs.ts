import { lex } from "./lexer.ts";
import { lineIndexAt, type Line } from "./lines.ts";
import type { Heredoc } from "./nodes.ts";
import type { Locate } from "./positions.ts";

/** What stands behind `<<`. */
export interface HeredocMarker {
  readonly delimiter: string;
  readonly expand: boolean;
  readonly chomp: boolean;
}

/**
 * The here-documents that an instruction's joined line announces. A marker inside quotes is none; neither is any if the
 * line has an open quote or a `${}` that BuildKit does not understand. The escape character is always `\` here, whatever
 * the file's is (`heredocsFromLine` of BuildKit's frontend/dockerfile/parser/parser.go).
 */
export function heredocMarkers(line: string): readonly HeredocMarker[] {
  if (!line.includes("<<")) return [];
  const { words, problem } = lexRaw(line, true, true);
  if (problem !== undefined) return [];
  return words.map(heredocMarker).filter((marker) => marker !== undefined);
}

/** Reads `<<EOF`, `<<-EOF`, `3<<"EOF"`; `undefined` for any other word (`ParseHeredoc` of parser.go). */
export function heredocMarker(word: string): HeredocMarker | undefined {
  const match = /^\d*<<(-?)[\t\n\f\r ]*([^<]*)$/u.exec(word);
  const rest = match?.[2] ?? "";
  if (rest === "") return undefined;
  const bare = lexRaw(rest, false, false);
  const quoted = lexRaw(rest, true, false);
  const [delimiter, ...others] = bare.words;
  if (bare.problem !== undefined || delimiter === undefined || others.length > 0) return undefined;
  const expand = countQuotes(delimiter) === countQuotes(quoted.words[0] ?? "");
  return { delimiter, expand, chomp: match?.[1] === "-" };
}

export interface ReadHeredocs {
  readonly heredocs: readonly Heredoc[];
  /** The first here-document that is not closed. */
  readonly open: HeredocMarker | undefined;
}

/**
 * Takes the bodies from the lines behind an instruction, one here-document after the other.
 *
 * @param start where the instruction's last line ends
 */
export function readHeredocs(
  text: string,
  lines: readonly Line[],
  markers: readonly HeredocMarker[],
  start: number,
  locate: Locate,
): ReadHeredocs {
  const heredocs: Heredoc[] = [];
  let index = start >= text.length ? lines.length : lineIndexAt(lines, start) + 1;
  for (const marker of markers) {
    const bodyStart = lines[index]?.start ?? text.length;
    while (index < lines.length && !isDelimiter(text, lines[index], marker)) index++;
    const closing = lines[index];
    const bodyEnd = closing?.start ?? text.length;
    const end = closing?.end ?? text.length;
    heredocs.push(createHeredoc(text, marker, [bodyStart, bodyEnd], end, locate));
    if (closing === undefined) return { heredocs, open: marker };
    index++;
  }
  return { heredocs, open: undefined };
}

function createHeredoc(
  text: string,
  marker: HeredocMarker,
  [bodyStart, bodyEnd]: readonly [number, number],
  end: number,
  locate: Locate,
): Heredoc {
  const source = text.slice(bodyStart, bodyEnd);
  const body = marker.chomp ? source.replaceAll(/(^|\n)\t+/gu, "$1") : source;
  return { type: "Heredoc", ...marker, text: body, source, body: locate(bodyStart, bodyEnd), ...locate(bodyStart, end) };
}

function isDelimiter(text: string, line: Line | undefined, marker: HeredocMarker): boolean {
  if (line === undefined) return false;
  const content = text.slice(line.start, line.end);
  return (marker.chomp ? content.replace(/^\t+/u, "") : content) === marker.delimiter;
}

function lexRaw(text: string, keepQuotes: boolean, keepEscapes: boolean): { words: readonly string[]; problem: string | undefined } {
  return lex(text, { escape: "\\", keepQuotes, keepEscapes, lookUp: () => ({ kind: "unknown" }) });
}

function countQuotes(text: string): number {
  return text.split(/['"]/u).length - 1;
}
