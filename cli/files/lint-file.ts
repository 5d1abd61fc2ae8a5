import { readFileSync } from "node:fs";
import { writeAtomically } from "../../workspace/atomic-write.ts";
import { isFailure, messageOf, reasonOf } from "../usage/failure.ts";
import type { Session, SessionOutcome } from "../../engine/session.ts";

/** The outcome for one text together with the text that its messages speak of. */
export interface LintedFile extends SessionOutcome {
  /** With its byte order mark. */
  readonly text: string;
}

export interface FileReport {
  /** Absent when the file could not be linted at all. */
  readonly linted?: LintedFile;
  readonly failure?: FileFailure;
}

export interface FileFailure {
  /** One sentence that names the file. */
  readonly message: string;
  /** What was thrown that nobody foresaw. */
  readonly cause?: unknown;
}

/**
 * Lints a file of the disk. What was repaired is written in one piece, and only if the file's bytes are the text's: a
 * file in another encoding than UTF-8 is linted, never written.
 * @param file Absolute.
 * @param name What failures call it.
 * @throws {Failure} when the configuration is wrong.
 */
export function lintFile(file: string, name: string, session: Session): FileReport {
  const bytes = attempt(() => readFileSync(file));
  if ("error" in bytes) return { failure: { message: `cannot read ${name}: ${reasonOf(bytes.error)}` } };
  const text = bytes.value.toString("utf8");
  const isUtf8 = Buffer.from(text, "utf8").equals(bytes.value);
  const report = lintText(file, name, text, isUtf8, session);
  const output = report.linted?.result.output;
  if (output === undefined) return report;
  const written = attempt(() => writeAtomically(file, output));
  if ("value" in written) return report;
  return { ...lintText(file, name, text, false, session), failure: { message: `cannot write ${name}: ${reasonOf(written.error)}` } };
}

/**
 * Lints a text under the name of a file; nothing is written.
 * @throws {Failure} when the configuration is wrong.
 */
export function lintText(file: string, name: string, text: string, canFix: boolean, session: Session): FileReport {
  const outcome = attempt(() => session.lint(file, text, canFix));
  if ("value" in outcome) return { linted: { ...outcome.value, text: outcome.value.result.output ?? text } };
  if (isFailure(outcome.error)) throw outcome.error;
  return { failure: { message: `internal error while linting ${name}: ${firstLine(outcome.error)}`, cause: outcome.error } };
}

type Attempt<Value> = { readonly value: Value } | { readonly error: unknown };

function attempt<Value>(action: () => Value): Attempt<Value> {
  try {
    return { value: action() };
  } catch (error) {
    return { error };
  }
}

function firstLine(error: unknown): string {
  const message = messageOf(error);
  const rule = /\nRule: "([^"]+)"/.exec(message)?.[1];
  return `${message.split("\n", 1)[0] ?? ""}${rule === undefined ? "" : ` (rule ${rule})`}`;
}
