import { DiagnosticSeverity, type Diagnostic, type DiagnosticRelatedInformation, type Range, type TextEdit } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { findLineStarts } from "../dockerfile/positions.ts";
import type { Finding } from "../engine/findings.ts";
import type { RuleDescription } from "../engine/session.ts";
import type { TextEdit as OffsetEdit } from "../rules/edits/remedy.ts";
import type { RelatedPlace } from "../rules/language/noted-source-code.ts";
import type { ConfigurationProblem } from "../workspace/json-reader.ts";

/** Places of a document's text, which findings give without its byte order mark and with lines that end at LF alone. */
export interface Places {
  /** Of offsets in the text without byte order mark. */
  range(start: number, end: number): Range;
  /** Of lines and columns from zero; what goes beyond its first line ends there, for squiggles over many lines annoy. */
  line(start: Position, end: Position): Range;
}

interface Position {
  readonly line: number;
  readonly column: number;
}

export function createPlaces(document: TextDocument): Places {
  const text = document.getText();
  const lead = text.startsWith("\uFEFF") ? 1 : 0;
  const lineStarts = findLineStarts(text.slice(lead));
  const offsetOf = ({ line, column }: Position) => (lineStarts[line] ?? text.length - lead) + column;
  const range = (start: number, end: number) => ({ start: document.positionAt(start + lead), end: document.positionAt(end + lead) });
  return {
    range,
    line(start, end) {
      const first = offsetOf(start);
      const lineEnd = lineStarts[start.line + 1] ?? text.length - lead;
      const length = text.slice(first + lead, Math.min(offsetOf(end), lineEnd) + lead).trimEnd().length;
      return range(first, first + length);
    },
  };
}

export interface DiagnosticOptions {
  /** Of the document. */
  readonly uri: string;
  readonly places: Places;
  readonly ruleOf: (ruleId: string) => RuleDescription | undefined;
  readonly showsRelatedPlaces: boolean;
  readonly showsPages: boolean;
}

export function toDiagnostic({ message, related }: Finding, options: DiagnosticOptions): Diagnostic {
  const { ruleId, severity, fatal, line, column, endLine = line, endColumn = column } = message;
  const page = ruleId === null ? undefined : options.ruleOf(ruleId)?.url;
  return {
    range: options.places.line({ line: line - 1, column: column - 1 }, { line: endLine - 1, column: endColumn - 1 }),
    severity: fatal === true || severity === 2 ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
    source: "layerwise",
    message: message.message.replace(/^Parsing error: /, ""),
    ...(ruleId !== null && { code: shortId(ruleId) }),
    ...(page !== undefined && options.showsPages && { codeDescription: { href: page } }),
    ...(related.length > 0 && options.showsRelatedPlaces && { relatedInformation: related.map((place) => toRelated(place, options)) }),
  };
}

function toRelated({ loc, label }: RelatedPlace, { uri, places }: DiagnosticOptions): DiagnosticRelatedInformation {
  return { location: { uri, range: places.line(loc.start, loc.end) }, message: label };
}

/** What a document shows whose configuration cannot be used, at its first line. `name` is how users know the file. */
export function toConfigurationDiagnostic(problems: readonly ConfigurationProblem[], name: string, uri: string, showsRelatedPlaces: boolean): Diagnostic {
  const [first, ...others] = problems;
  const more = others.length === 0 ? "" : ` (and ${others.length} more)`;
  return {
    range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } },
    severity: DiagnosticSeverity.Error,
    source: "layerwise",
    message: `Nothing is checked here, because ${name} is wrong: ${first?.message ?? "it cannot be read"}${more}`,
    ...(showsRelatedPlaces && { relatedInformation: problems.map((problem) => ({ location: { uri, range: rangeOf(problem) }, message: problem.message })) }),
  };
}

/** Configuration files are written line by line: what is wrong in one is a word or so. */
function rangeOf({ line, column, range: [start, end] }: ConfigurationProblem): Range {
  return { start: { line, character: column }, end: { line, character: column + end - start } };
}

export function toTextEdit({ range: [start, end], text }: OffsetEdit, places: Places): TextEdit {
  return { range: places.range(start, end), newText: text };
}

/** A rule's name as users write it. */
export function shortId(ruleId: string): string {
  return ruleId.replace(/^layerwise\//, "");
}
