import type { Build } from "../../buildkit/model.ts";
import { explainBuild, type Explanation } from "../explain/explanation.ts";
import { formatPlan } from "../explain/format-plan.ts";
import { formatTable } from "../explain/format-table.ts";
import { loadBuild, type LoadedBuild } from "../explain/load-build.ts";
import { namedChanges } from "../explain/named-changes.ts";
import { displayPath } from "../formats/text.ts";
import type { Io } from "../terminal/io.ts";
import { createPaint } from "../terminal/paint.ts";
import { hang } from "../terminal/wrap.ts";
import type { Command } from "../usage/command.ts";
import { explainFlags, readExplainRequest, type ExplainRequest } from "./explain-request.ts";

export const explain: Command = {
  usage: "explain [FLAG]... [DOCKERFILE]",
  description:
    "Tells what BuildKit's cache will do with a Dockerfile (by default the one in the working directory).\n\nWithout a change: for every step what re-runs it first, what it reads that the cache does not see, and what it costs. With changes: what the next build does with every step, and why, under the names of BuildKit's progress.",
  flags: explainFlags,
  notes: "A plan says `cached`, `re-runs`, or `may re-run`: at or below files that are taken from another stage, and only if those come out different.\n\nExit codes: 0 when it could be told, 2 when not.",

  run(args, io) {
    const request = readExplainRequest(args, io.cwd, io.environment);
    const loaded = loadBuild(request, io.cwd);
    const { changes, notes } = namedChanges(request, loaded, io.cwd);
    const explanation = explainBuild(loaded.build, loaded.text, changes, request.cache);
    io.stdout.write(`${formatText(explanation, request, loaded, notes, io)}\n`);
    return Promise.resolve(0);
  },
};

function formatText(explanation: Explanation, request: ExplainRequest, loaded: LoadedBuild, notes: readonly string[], io: Io): string {
  const options = { columns: io.stdout.columns ?? 80, paint: createPaint(io) };
  const header = describeRequest(explanation, request, loaded, io.cwd);
  const doubts = [...(loaded.contextDoubt === undefined ? [] : [loaded.contextDoubt]), ...unknownBases(loaded.build)];
  return [...hang("", header, options.columns), ...[...doubts, ...notes].flatMap((note) => hang("note: ", note, options.columns, 2)), request.wantsPlan ? formatPlan(explanation, options) : formatTable(explanation, options)].join("\n");
}

/** A base that only the build's arguments tell may be a stage of the file, which then looks as if it were not built. */
function unknownBases({ stages }: Build): readonly string[] {
  return stages.flatMap(({ isBuilt, base, baseArgs, name }) =>
    isBuilt && base.kind === "unknown" && baseArgs.length > 0
      ? [`${name} is built on ${base.text}, which the file does not decide; pass ${baseArgs.map((arg) => `--build-arg ${arg}=…`).join(" ")}`]
      : [],
  );
}

function describeRequest({ target, build, cache }: Explanation, { file, wantsPlan }: ExplainRequest, { context }: LoadedBuild, cwd: string): string {
  const parts = [
    displayPath(file, cwd),
    ...(context === undefined ? [] : [`context ${displayPath(context.root, cwd)}`]),
    ...(build.stages.length > 1 && target !== undefined ? [`target ${target.name}`] : []),
    ...(wantsPlan ? [`cache ${cache}`] : []),
  ];
  return parts.join(" · ");
}
