import { listOf } from "../../buildkit/plan/describe.ts";
import { parseIgnoreFile } from "../../buildkit/files/dockerignore.ts";
import type { Build, Step } from "../../buildkit/model.ts";
import { findStage } from "../../buildkit/stage-base.ts";
import { stepName } from "../../buildkit/step-name.ts";
import { transferOf } from "../../buildkit/context-transfer.ts";
import { formatFrame, frameOf } from "../build/frame.ts";
import { loadBuild } from "../build/load-build.ts";
import { buildFlags, oneOf, readBuildRequest } from "../build/request.ts";
import { formatContextJson } from "../context/format-json.ts";
import { formatContext } from "../context/format-text.ts";
import { reportContext, type ContextReport } from "../context/report.ts";
import { toPrintable } from "../terminal/cells.ts";
import { createPaint } from "../terminal/paint.ts";
import { readArguments } from "../usage/arguments.ts";
import type { Command } from "../usage/command.ts";
import { Failure } from "../usage/failure.ts";

const flags = {
  list: { description: "Only the paths that are sent, from the root of the context, one a line." },
  ...buildFlags,
  format: { value: "FORMAT", description: "`text` (default) or `json`." },
  help: { short: "h", description: "Print this." },
};

export const context: Command = {
  usage: "context [FLAG]... [DOCKERFILE]",
  description:
    "Tells what a build sends to the builder: files and bytes by directory and how often they change, which steps take them, what each line of the ignore file keeps out, and what nobody asks for.\n\nBuildKit is sent the files that the steps of the target name, without those that the ignore file keeps out. How often they change is asked of git.",
  flags,
  notes: "Sizes are those of a first build; later ones send what differs from the last.\n\nExit codes: 0 when it could be told, 2 when not.",

  run(args, io) {
    const given = readArguments(args, flags);
    const format = oneOf("format", given.value("format") ?? "text", ["text", "json"]);
    if (given.has("list") && given.has("format")) throw new Failure("--list prints paths and takes no --format");
    const loaded = loadBuild(readBuildRequest("context", given, io.cwd, io.environment), io.cwd);
    if (loaded.context === undefined) throw new Failure(loaded.contextDoubt ?? "");
    const { build, text } = loaded;
    if (given.has("list")) {
      const paths = [...transferOf(build, loaded.context.context).sentFiles()].sort();
      io.stdout.write(paths.map((path) => `${io.stdout.isTerminal ? toPrintable(path) : path}\n`).join(""));
      return Promise.resolve(0);
    }
    const nameOf = (step: Step) => stepName(build, step, text);
    const report = reportContext(build, loaded.context, parseIgnoreFile(loaded.context.context.ignoreFile?.text ?? ""));
    const frame = frameOf(loaded, notesOn(report), io.cwd);
    const options = { columns: io.stdout.columns ?? 80, paint: createPaint(io) };
    const target = targetOf(build);
    const header = formatFrame(frame, build.stages.length > 1 && target !== null ? [`target ${target}`] : [], options);
    io.stdout.write(format === "json" ? `${formatContextJson(report, nameOf, target, frame)}\n` : `${header.join("\n")}\n\n${formatContext(report, nameOf, options)}\n`);
    return Promise.resolve(0);
  },
};

function targetOf({ stages, options: { target } }: Build): string | null {
  const stage = target === undefined ? stages.at(-1) : findStage(stages, target);
  return stage?.name ?? null;
}

function notesOn({ transfer, history }: ContextReport): readonly string[] {
  const lines = [...new Set(transfer.unknown.map(({ instruction }) => instruction.loc.start.line + 1))];
  return [
    ...(lines.length === 0 ? [] : [`what ${lines.length === 1 ? "line" : "lines"} ${listOf(lines.map(String), 4)} ${lines.length === 1 ? "takes" : "take"} is not decided by the file, and not counted; pass it with --build-arg`]),
    ...(history !== undefined && "reason" in history ? [`git tells nothing of how often files change: ${history.reason}`] : []),
  ];
}
