import type { Build } from "../../buildkit/model.ts";
import { formatFrame, frameOf, type Frame } from "../build/frame.ts";
import { changesSince } from "../explain/changes-since.ts";
import { explainBuild, type Explanation } from "../explain/explanation.ts";
import { formatJson } from "../explain/format-json.ts";
import { formatPlan } from "../explain/format-plan.ts";
import { formatTable } from "../explain/format-table.ts";
import { loadBuild } from "../build/load-build.ts";
import { namedChanges } from "../explain/named-changes.ts";
import type { Io } from "../terminal/io.ts";
import { createPaint } from "../terminal/paint.ts";
import type { Command } from "../usage/command.ts";
import { explainFlags, readExplainRequest } from "../explain/request.ts";

export const explain: Command = {
  usage: "explain [FLAG]... [DOCKERFILE]",
  description:
    "Tells what BuildKit's cache will do with a Dockerfile (by default the one in the working directory).\n\nWithout a change: for every step what re-runs it first, what it reads that the cache does not see, and what it costs. With changes: what the next build does with every step, and why, under the names of BuildKit's progress.",
  flags: explainFlags,
  notes: "A plan says `cached`, `re-runs`, or `may re-run`: at or below files that are taken from another stage, and only if those come out different.\n\nExit codes: 0 when it could be told, 2 when not.",

  run(args, io) {
    const request = readExplainRequest(args, io.cwd, io.environment);
    const loaded = loadBuild(request, io.cwd);
    const named = namedChanges(request, loaded, io.cwd);
    const since = request.since === undefined ? { changes: [], notes: [] } : changesSince(request.since, loaded);
    const explanation = explainBuild(loaded.build, loaded.text, [...since.changes, ...named.changes], request.cache);
    const frame = frameOf(loaded, [...unknownBases(loaded.build), ...since.notes, ...named.notes], io.cwd);
    io.stdout.write(`${request.format === "json" ? formatJson(explanation, frame) : formatText(explanation, frame, request.wantsPlan, io)}\n`);
    return Promise.resolve(0);
  },
};

function formatText(explanation: Explanation, frame: Frame, wantsPlan: boolean, io: Io): string {
  const options = { columns: io.stdout.columns ?? 80, paint: createPaint(io) };
  const { target, build, cache } = explanation;
  const more = [...(build.stages.length > 1 && target !== undefined ? [`target ${target.name}`] : []), ...(wantsPlan ? [`cache ${cache}`] : [])];
  return [...formatFrame(frame, more, options), wantsPlan ? formatPlan(explanation, options) : formatTable(explanation, options)].join("\n");
}

/** A base that only the build's arguments tell may be a stage of the file, which then looks as if it were not built. */
function unknownBases({ stages }: Build): readonly string[] {
  return stages.flatMap(({ isBuilt, base, baseArgs, name }) =>
    isBuilt && base.kind === "unknown" && baseArgs.length > 0
      ? [`${name} is built on ${base.text}, which the file does not decide; pass ${baseArgs.map((arg) => `--build-arg ${arg}=…`).join(" ")}`]
      : [],
  );
}
