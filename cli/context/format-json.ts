import type { Step } from "../../buildkit/model.ts";
import type { Frame } from "../build/frame.ts";
import type { ContextReport } from "./report.ts";
import type { Entry } from "./tree.ts";

/** The report as docs/context.schema.json describes it. */
export function formatContextJson(report: ContextReport, nameOf: (step: Step) => string, target: string | null, frame: Frame): string {
  const { sent, unused, takenBy, ignored, history, context } = report;
  const historyDays = history !== undefined && "days" in history ? history.days : null;
  const toJson = ({ path, amount, commits }: Entry) => ({ path, ...amount, commits: historyDays === null ? null : commits });
  const { ignoreFile } = context;
  const document = {
    version: 1,
    dockerfile: frame.dockerfile,
    context: frame.context,
    target,
    ...(frame.build.length > 0 && { build: frame.build }),
    notes: frame.notes,
    historyDays,
    sent: { ...sent.amount, entries: everyDirectory(sent).map(toJson) },
    steps: takenBy.map(({ step, amount }) => ({ name: nameOf(step), line: step.instruction.loc.start.line + 1, ...amount })),
    ignored: {
      file: ignoreFile?.path ?? null,
      ...ignored.total,
      isMinimum: ignored.isMinimum,
      lines: ignored.lines.map(({ pattern, amount, isMinimum }) => ({ line: pattern.line + 1, pattern: pattern.text.trim(), ...amount, isMinimum })),
    },
    unused: { ...unused.amount, entries: [...(unused.children?.values() ?? [])].map(({ path, amount }) => ({ path, ...amount })) },
  };
  return JSON.stringify(document, undefined, 2);
}

/** Directories and the files of the root, each before what is in it. */
function everyDirectory(root: Entry): readonly Entry[] {
  const children = [...(root.children?.values() ?? [])];
  const below = (entry: Entry): readonly Entry[] => [entry, ...[...(entry.children?.values() ?? [])].filter(({ children: own }) => own !== undefined).flatMap(below)];
  return children.flatMap(below);
}
