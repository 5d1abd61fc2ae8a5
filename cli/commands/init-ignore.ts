import { lstatSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { completeIgnoreFile, type LeftOut } from "../../buildkit/files/complete-ignore-file.ts";
import { copiedBy, missingIgnorePatterns } from "../../buildkit/hazards/missing-ignore-patterns.ts";
import { ignoreTemplate } from "../../buildkit/files/ignore-template.ts";
import { ecosystems } from "../../ecosystems/index.ts";
import { writeAtomically } from "../../workspace/atomic-write.ts";
import { amountRow } from "../formats/amount-row.ts";
import { describeAmount, nothing } from "../formats/amounts.ts";
import { displayPath } from "../formats/text.ts";
import { findIgnoredBuild, type IgnoredBuild } from "../ignore/ignored-build.ts";
import { measureKeptOut, type KeptOut } from "../ignore/kept-out.ts";
import type { Io } from "../terminal/io.ts";
import { hang } from "../terminal/wrap.ts";
import { readArguments } from "../usage/arguments.ts";
import type { Command } from "../usage/command.ts";
import { Failure, reasonOf } from "../usage/failure.ts";

const flags = {
  "dry-run": { description: "Print what would be written, and write nothing." },
  help: { short: "h", description: "Print this." },
};

export const initIgnore: Command = {
  usage: "init-ignore [FLAG]... [DOCKERFILE|DIR]",
  description:
    "Writes a .dockerignore at the root of a build context, DIR (by default the working directory) or the context of DOCKERFILE, or completes the ignore file that is there. It keeps out what no build should see, and nothing that a Dockerfile of this context copies by name.\n\nTo a file that exists, lines are added for what is in the context now and for what its package managers leave behind: above a `!` line that they would undo, and none to a file that ignores everything and brings back what is wanted.",
  flags,
  notes: "Exit codes: 0 when the file is written, or complete; 2 when it could not be written.",

  run(args, io) {
    const given = readArguments(args, flags);
    const [operand = ".", ...others] = given.operands;
    if (others.length > 0) throw new Failure(`init-ignore takes one path, but got ${given.operands.join(" ")}`);
    const build = findIgnoredBuild(operand, io.cwd);
    const isDry = given.has("dry-run");
    io.stdout.write(build.context.ignoreFile === undefined ? create(build, isDry, io) : complete(build, build.context.ignoreFile, isDry, io));
    return Promise.resolve(0);
  },
};

function create({ root, context, builds }: IgnoredBuild, isDry: boolean, { cwd, stdout }: Io): string {
  const text = ignoreTemplate(context, ecosystems, copiedBy(builds));
  const file = resolve(root, ".dockerignore");
  const name = displayPath(file, cwd);
  if (lstatSync(file, { throwIfNoEntry: false }) !== undefined) throw new Failure(`${name} exists and is no text that could be completed; it is left as it is`);
  if (!isDry) attempt(name, () => writeFileSync(file, text, { flag: "wx" }));
  const title = `${isDry ? "Would write" : "Wrote"} ${name}, which keeps out ${describeKeptOut(measureKeptOut(context, root, text))}:`;
  return `${hang("", title, stdout.columns ?? 80).join("\n")}\n\n${text}`;
}

function complete({ root, context, builds }: IgnoredBuild, { path, text }: { readonly path: string; readonly text: string }, isDry: boolean, { cwd, stdout }: Io): string {
  const file = resolve(root, path);
  const name = displayPath(file, cwd);
  const columns = stdout.columns ?? 80;
  const completion = completeIgnoreFile(text, missingIgnorePatterns(context, builds, ecosystems), copiedBy(builds));
  if (completion.kind === "allow-list") {
    const { pattern } = completion;
    return toText(hang("", `${name} keeps out everything but what its ! lines name (line ${pattern.line + 1}: ${pattern.text.trim()}): nothing is added.`, columns));
  }
  const leftOut = completion.leftOut.flatMap((each) => hang("Not added: ", describeLeftOut(each), columns, 2));
  if (completion.kind === "unchanged") return toText([...hang("", `${name} lacks nothing.`, columns), ...leftOut]);
  const keptOut = measureKeptOut(context, root, completion.text);
  if (!isDry) attempt(name, () => writeAtomically(file, completion.text));
  const title = `${isDry ? "Would add" : "Added"} to ${name}, which ${keptOut.total.files === 0 ? "keeps out nothing more at the moment" : `keeps out ${describeKeptOut(keptOut)} more`}:`;
  const replaced = new Map(completion.edits.map((edit) => [edit.text, text.slice(...edit.range)]));
  const labelOf = (pattern: string) => `${pattern}${replaced.get(pattern) === undefined ? "" : ` (instead of ${replaced.get(pattern) ?? ""})`}`;
  const rows = completion.added.map((pattern) => amountRow(keptOut.byPattern.get(pattern) ?? nothing, labelOf(pattern), columns));
  return toText([...hang("", title, columns), "", ...rows, ...(leftOut.length > 0 ? ["", ...leftOut] : [])]);
}

function describeKeptOut({ total, isMinimum }: KeptOut): string {
  return `${isMinimum ? "at least " : ""}${describeAmount(total)}`;
}

function describeLeftOut(leftOut: LeftOut): string {
  if (leftOut.kind === "copied") return `${leftOut.pattern}, since ${leftOut.source} is copied by name`;
  return `${leftOut.pattern}, since line ${leftOut.by.line + 1} brings it back (${leftOut.by.text.trim()})`;
}

function attempt(name: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    throw new Failure(`cannot write ${name}: ${reasonOf(error)}`);
  }
}

function toText(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join("");
}
