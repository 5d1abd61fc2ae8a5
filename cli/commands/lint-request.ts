import { resolve } from "node:path";
import type { Linter } from "eslint/universal";
import { didYouMean } from "../../workspace/nearest-name.ts";
import type { RuleEntries } from "../../engine/rule-entries.ts";
import { readContext } from "../build/request.ts";
import { readArguments } from "../usage/arguments.ts";
import { Failure } from "../usage/failure.ts";

export const lintFlags = {
  fix: { description: "Repair what is safe to repair, write the files, and report what remains." },
  format: { value: "FORMAT", description: "`text` (default), or `json`: what `eslint --format json` prints." },
  quiet: { description: "Report errors only; warnings then do not count for the exit code either." },
  rule: { value: "ID:SEVERITY", description: "Set a rule to `off`, `warn` or `error`, over the configuration. May be given several times." },
  context: { value: "DIR", description: "The directory that the build is given, for all files. Without it, it is inferred from what the Dockerfile copies." },
  stdin: { description: "Lint the text on standard input (as does the path `-`)." },
  "stdin-filename": { value: "FILE", description: "Where that text belongs: for its configuration, its build context and the report." },
  help: { short: "h", description: "Print this." },
};

/** What a user asks of `layerwise lint`. */
export interface LintRequest {
  readonly input: LintInput;
  readonly fix: boolean;
  readonly format: "text" | "json";
  readonly quiet: boolean;
  readonly rules: RuleEntries;
  /** Absolute. */
  readonly contextDirectory: string | undefined;
}

export type LintInput =
  | { readonly kind: "paths"; readonly paths: readonly string[] }
  /** `file` is absolute; without it the text belongs nowhere. */
  | { readonly kind: "stdin"; readonly file: string | undefined };

/**
 * Reads the arguments of `layerwise lint`.
 * @param ruleIds The rules there are, without the plugin's name.
 * @throws {Failure} when they make no sense.
 */
export function readLintRequest(args: readonly string[], cwd: string, ruleIds: readonly string[]): LintRequest {
  const given = readArguments(args, lintFlags);
  const format = readFormat(given.value("format") ?? "text");
  const input = readInput(given.operands, given.has("stdin"), given.value("stdin-filename"), cwd);
  const fix = given.has("fix");
  if (fix && input.kind === "stdin" && format !== "json") {
    throw new Failure("--fix has no file to write when the text comes from standard input; with --format json the fixed text is in `output`");
  }
  return {
    input,
    fix,
    format,
    quiet: given.has("quiet"),
    rules: Object.fromEntries(given.values("rule").map((value) => readRule(value, ruleIds))),
    contextDirectory: readContext(given.value("context"), cwd),
  };
}

function readInput(operands: readonly string[], isStdin: boolean, name: string | undefined, cwd: string): LintInput {
  const paths = operands.filter((operand) => operand !== "-");
  if (!isStdin && paths.length === operands.length) {
    if (name !== undefined) throw new Failure("--stdin-filename needs --stdin");
    return { kind: "paths", paths: paths.length === 0 ? ["."] : paths };
  }
  if (paths.length > 0) throw new Failure(`--stdin takes no paths, but got ${paths.join(" ")}; use --stdin-filename to name the text`);
  return { kind: "stdin", file: name === undefined ? undefined : resolve(cwd, name) };
}

function readFormat(value: string): "text" | "json" {
  if (value === "text" || value === "json") return value;
  throw new Failure(`unknown format "${value}"${didYouMean(value, ["text", "json"])} (--format text or --format json)`);
}

const severities: Readonly<Record<string, Linter.StringSeverity>> = { off: "off", warn: "warn", error: "error", 0: "off", 1: "warn", 2: "error" };

function readRule(value: string, ruleIds: readonly string[]): [name: string, severity: Linter.StringSeverity] {
  const colon = value.lastIndexOf(":");
  if (colon === -1) throw new Failure(`--rule needs a rule and a severity, not "${value}": --rule ID:off, ID:warn or ID:error`);
  const id = value.slice(0, colon).trim().replace(/^layerwise\//, "");
  const word = value.slice(colon + 1).trim();
  if (!ruleIds.includes(id)) throw new Failure(`--rule names no rule there is: "${id}"${didYouMean(id, ruleIds)}`);
  const severity = Object.hasOwn(severities, word) ? severities[word] : undefined;
  if (severity === undefined) throw new Failure(`--rule ${id}: unknown severity "${word}"${didYouMean(word, ["off", "warn", "error"])} (off, warn or error)`);
  return [`layerwise/${id}`, severity];
}
