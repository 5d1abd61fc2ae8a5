import { relative } from "node:path";
import type { Linter } from "eslint/universal";
import { toFindings, type Finding, type OfferedRemedy } from "../../engine/findings.ts";
import type { LintedFile } from "../files/lint-file.ts";
import type { RuleDescription } from "../../engine/session.ts";
import { toPrintable } from "../terminal/cells.ts";
import type { Paint } from "../terminal/paint.ts";
import { hang } from "../terminal/wrap.ts";
import { codeFrame, type Mark } from "./code-frame.ts";

export interface TextOptions {
  readonly cwd: string;
  /** Width to fit into, in cells. */
  readonly columns: number;
  readonly paint: Paint;
  /** Texts and page of a rule, by ESLint's name of it. */
  readonly ruleOf: (ruleId: string) => RuleDescription | undefined;
}

/**
 * Findings as a compiler shows them: place, severity, message and rule; the code with the finding underlined, and with
 * it the lines that the finding involves; what can be done; the rule's page.
 */
export function formatText(files: readonly LintedFile[], options: TextOptions): string {
  const findings = files.flatMap((file) => {
    const lines = file.text.replace(/^\ufeff/, "").split(/\r?\n/);
    return toFindings(file, options.ruleOf).map((finding) => formatFinding(finding, file, lines, options));
  });
  return findings.map((lines) => `${lines.join("\n")}\n`).join("\n");
}

function formatFinding({ message, related, remedies }: Finding, file: LintedFile, lines: readonly string[], options: TextOptions): string[] {
  const { columns, paint, ruleOf } = options;
  const rule = message.ruleId === null ? undefined : ruleOf(message.ruleId);
  const marks = [toMark(message), ...related.map(toRelatedMark)];
  const after = [
    ...remedies.flatMap((remedy) => formatRemedy(remedy, file.result.filePath, options)),
    ...(rule === undefined ? [] : [`  ${paint("faint", rule.url)}`]),
  ];
  const frame = codeFrame(marks, { lines, columns, paint });
  return [...formatHeader(message, file.result.filePath, options), "", ...frame, ...(after.length === 0 ? [] : ["", ...after])];
}

function formatHeader({ ruleId, fatal, severity, line, column, message }: Linter.LintMessage, path: string, options: TextOptions): string[] {
  const { columns, paint } = options;
  const place = `${displayPath(path, options.cwd)}:${line}:${column}:`;
  const kind = fatal === true || severity === 2 ? "error" : "warning";
  const id = ruleId === null ? "" : ` [${shortId(ruleId)}]`;
  const before = `${place} ${kind}: `;
  const [first = "", ...rest] = hang(before, message + id, columns, 2);
  return [`${paint("strong", place)} ${paint(kind, `${kind}:`)}${first.slice(before.length - 1).trimEnd()}`, ...rest];
}

/** `fix:` for what `--fix` does, `help:` for what is left to the user, with the command for it if there is one. */
function formatRemedy({ title, safety, edits, creates }: OfferedRemedy, path: string, { columns, paint, cwd }: TextOptions): string[] {
  const isFix = safety === "automatic" && edits.length > 0;
  const isIgnoreFile = path !== "<text>" && creates.some((file) => file.path === ".dockerignore");
  const command = isFix ? " (--fix)" : isIgnoreFile ? ` (layerwise init-ignore ${displayPath(path, cwd)})` : "";
  const word = isFix ? "fix:" : "help:";
  const [first = "", ...rest] = hang(`  ${word} `, title + command, columns);
  return [first.replace(word, () => paint("strong", word)), ...rest];
}

/** An absolute path as one would type it: from the working directory, unless it is shorter as it is. */
export function displayPath(path: string, cwd: string): string {
  if (path === "<text>") return "<stdin>";
  const fromHere = relative(cwd, path) || ".";
  return toPrintable(fromHere.startsWith("..") && fromHere.length > path.length ? path : fromHere);
}

/** A rule's name as this program's users write it. */
export function shortId(ruleId: string): string {
  return ruleId.replace(/^layerwise\//, "");
}

function toMark({ line, column, endLine, endColumn, fatal, severity }: Linter.LintMessage): Mark {
  const start = { line: line - 1, column: column - 1 };
  const end = endLine === undefined || endColumn === undefined ? start : { line: endLine - 1, column: endColumn - 1 };
  return { start, end, style: fatal === true || severity === 2 ? "error" : "warning", stroke: "^", label: undefined };
}

function toRelatedMark({ loc, label }: { loc: Pick<Mark, "start" | "end">; label: string }): Mark {
  return { start: loc.start, end: loc.end, style: "related", stroke: "-", label };
}
