import { listOf } from "../../buildkit/plan/describe.ts";
import { describeCount, describeReads, describeTrigger, describeTriggers } from "../../buildkit/plan/describe-inputs.ts";
import type { TextOptions } from "../terminal/layout.ts";
import type { Style } from "../terminal/paint.ts";
import { hang } from "../terminal/wrap.ts";
import { shortTitle, stepsOf, workTitle, type ExplainedStep, type Explanation } from "./explanation.ts";
import { formatStages, type Row } from "./step-rows.ts";
import { widestInvalidators, type Widest } from "./widest.ts";

/** The table: for each step what it costs, what re-runs it first, and what it reads unseen; the widest causes below. */
export function formatTable(explanation: Explanation, options: TextOptions): string {
  const lines = formatStages(explanation, (steps) => steps.map(toRow), options);
  const widest = widestInvalidators(explanation.build, stepsOf(explanation)).slice(0, 5);
  if (widest.length === 0) return [...lines, "", "No RUN re-runs unless the Dockerfile or a base image changes."].join("\n");
  const sentences = widest.flatMap((each) => hang("  ", describeWidest(each), options.columns, 4));
  return [...lines, "", options.paint("strong", "Re-runs the most work:"), ...sentences].join("\n");
}

const styles: Readonly<Record<ExplainedStep["cost"], Style>> = { install: "warning", build: "warning", system: "warning", download: "warning", light: "faint" };

function toRow({ name, cost, invalidators, files, reads }: ExplainedStep): Row {
  const triggers = invalidators?.triggers ?? [];
  const taken = describeTriggers(triggers.filter(({ kind }) => kind === "stage"));
  const first = describeTriggers(triggers.filter(({ kind }) => kind !== "stage"), files);
  return {
    word: cost,
    style: styles[cost],
    name,
    details: [
      ...(first.length > 0 ? [{ label: "re-run by", text: first.join(", ") }] : []),
      ...(taken.length > 0 ? [{ label: "re-run if different:", text: taken.join(", ") }] : []),
      ...(reads.length > 0 ? [{ label: "unseen:", text: describeReads(reads).join(", ") }] : []),
    ],
  };
}

function describeWidest({ triggers, files, reruns, expensive, mayRerun }: Widest): string {
  const paths = triggers.map(describeTrigger);
  const isMany = files !== undefined && files.count > Math.max(paths.length, 1);
  const subject = isMany ? `any of ${describeCount(files)} (${listOf(paths, 3)})` : paths.join(" or ").replaceAll(/ or build argument /g, " or ");
  // Where no command is known to take time, the first of a RUN stands for all.
  const work = [...new Set((expensive.length > 0 ? expensive : reruns.filter(({ kind }) => kind === "run")).map((step) => shortTitle(workTitle(step))))].slice(0, 2);
  const others = reruns.length - work.length;
  const rest = others === 0 ? "" : ` and ${others} more ${others === 1 ? "step" : "steps"}`;
  const maybe = mayRerun.length === 0 ? "" : `; ${mayRerun.length} more ${mayRerun.length === 1 ? "step" : "steps"} may follow`;
  return `${subject} re-runs ${work.join(", ")}${rest}${maybe}`;
}
