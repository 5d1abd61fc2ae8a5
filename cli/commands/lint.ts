import { resolve } from "node:path";
import { rules } from "../../rules/rules.ts";
import { lintFile, lintText, type FileReport, type LintedFile } from "../files/lint-file.ts";
import { keepErrors } from "../../engine/lint-result.ts";
import { createSession, type Session } from "../../engine/session.ts";
import { createSettingsOf, type SettingsOf } from "../../engine/settings.ts";
import { createSnapshot } from "../../workspace/directory-snapshot.ts";
import { formatJson } from "../formats/json.ts";
import { describeFixes, summarize } from "../formats/summary.ts";
import { displayPath, formatText } from "../formats/text.ts";
import type { Io } from "../terminal/io.ts";
import { createPaint } from "../terminal/paint.ts";
import type { Command } from "../usage/command.ts";
import { describeUnforeseen, toLine } from "../usage/failure.ts";
import { chooseFiles, noteIgnored, type ChosenFiles } from "./choose-files.ts";
import { lintFlags, readLintRequest } from "./lint-request.ts";
import { tellOnce } from "./tell-once.ts";

export const lint: Command = {
  usage: "lint [FLAG]... [PATH]...",
  description:
    "Finds cache hazards in the Dockerfiles and ignore files below each directory PATH (by default the working directory): files named Dockerfile or Containerfile, also with a suffix or as the extension, .dockerignore and <Dockerfile>.dockerignore. What .gitignore excludes, node_modules and .git are left out. A file PATH is linted whatever its name.",
  flags: lintFlags,
  notes: [
    "Exit codes: 0 when nothing is left to report, 1 when a warning or an error is, 2 when the command, its configuration or a file was at fault.",
    "Configuration comes from .layerwise.jsonc, or `layerwise` in package.json, beside a file or in the nearest directory above it: `extends` (`recommended`, which holds without any, or `strict`), `rules`, `ignorePatterns`, `contexts`. An eslint.config.js is not read.",
    "With --stdin nothing is written: --fix then needs --format json, which holds the fixed text as `output`.",
    "NO_COLOR and FORCE_COLOR are honoured.",
  ].join("\n\n"),

  async run(args, io) {
    const { input, format, ...options } = readLintRequest(args, io.cwd, Object.keys(rules));
    const settingsOf = createSettingsOf(io.cwd, (file) => displayPath(file, io.cwd));
    const standsAlone = input.kind === "stdin" && input.file === undefined;
    const snapshot = createSnapshot();
    const session = createSession({ ...options, cwd: io.cwd, settingsOf, standsAlone, snapshot });
    const reports = input.kind === "stdin" ? lintInput(await io.readInput(), input.file, session, settingsOf, io) : lintFiles(chooseFiles(input.paths, settingsOf, io.cwd, snapshot), session, io);
    const failures = reports.flatMap(({ failure }) => failure ?? []);
    for (const { message, cause } of failures) io.stderr.write(cause === undefined ? toLine(message) : describeUnforeseen(message, cause, io.environment));
    for (const { file, line, column, message } of session.problems()) io.stderr.write(toLine(`${displayPath(file, io.cwd)}:${line + 1}:${column + 1}: ${message}`));
    const linted = tellOnce(reports.flatMap((report) => report.linted ?? []));
    const results = linted.map(({ result }) => result);
    const shown = options.quiet ? keepErrors(results) : results;
    io.stdout.write(format === "json" ? formatJson(shown) : describe(linted, session, io));
    if (failures.length > 0) return 2;
    return shown.some(({ messages }) => messages.length > 0) ? 1 : 0;
  },
};

function lintFiles({ files, notes, failures }: ChosenFiles, session: Session, io: Io): FileReport[] {
  for (const note of notes) io.stderr.write(toLine(note));
  return [...failures.map((failure) => ({ failure })), ...files.map((file) => lintFile(file, displayPath(file, io.cwd), session))];
}

function lintInput(bytes: Buffer, file: string | undefined, session: Session, settingsOf: SettingsOf, { cwd, stderr }: Io): FileReport[] {
  const text = bytes.toString("utf8");
  if (file !== undefined) {
    const notes = noteIgnored(file, settingsOf, cwd);
    for (const note of notes) stderr.write(toLine(note));
    return notes.length > 0 ? [] : [lintText(file, displayPath(file, cwd), text, true, session)];
  }
  const { linted, ...report } = lintText(resolve(cwd, "Dockerfile"), "standard input", text, true, session);
  return [linted === undefined ? report : { linted: { ...linted, result: { ...linted.result, filePath: "<text>" } } }];
}

/** Empty when there is nothing to say; on a terminal, where silence may puzzle, a line says so. */
function describe(files: readonly LintedFile[], session: Session, io: Io): string {
  const results = files.map(({ result }) => result);
  const options = { cwd: io.cwd, columns: io.stdout.columns ?? 80, paint: createPaint(io), ruleOf: session.ruleOf };
  const findings = formatText(files, options);
  const closing = [describeFixes(results), summarize(results, io.stdout.isTerminal)].filter((line) => line !== "").map((line) => `${line}\n`);
  return [findings, closing.join("")].filter((part) => part !== "").join("\n");
}
