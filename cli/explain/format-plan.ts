import { describeDependencies, listOf } from "../../buildkit/plan/describe.ts";
import { plural } from "../formats/amounts.ts";
import type { TextOptions } from "../terminal/layout.ts";
import type { Style } from "../terminal/paint.ts";
import { hang } from "../terminal/wrap.ts";
import { shortTitle, stepsOf, workTitle, type ExplainedStep, type Explanation } from "./explanation.ts";
import { formatStages, type Row } from "./step-rows.ts";

/** The plan: what the next build does with each step, and why where that is not said by the step above. */
export function formatPlan(explanation: Explanation, options: TextOptions): string {
  const lines = formatStages(explanation, (steps) => steps.map((step, index) => toRow(step, steps[index - 1])), options);
  return [...lines, "", ...summarize(explanation, options)].join("\n");
}

const words: Readonly<Record<ExplainedStep["plan"]["status"], { readonly word: string; readonly style: Style }>> = {
  cached: { word: "cached", style: "faint" },
  rebuilt: { word: "re-runs", style: "warning" },
  content: { word: "may re-run", style: "related" },
  unknown: { word: "not known", style: "related" },
  "not built": { word: "not built", style: "faint" },
};

function toRow(step: ExplainedStep, above: ExplainedStep | undefined): Row {
  return { ...words[step.plan.status], name: step.name, details: sentencesOf(step, above).map((text) => ({ label: "", text })) };
}

/** Nothing for a step that re-runs, or may, for the same reason as the step above. */
function sentencesOf({ plan, why }: ExplainedStep, above: ExplainedStep | undefined): readonly string[] {
  if (plan.status === "content") {
    const sentence = describeDependencies(plan.dependsOn, above?.plan.status === "content" ? above.plan.dependsOn : []);
    return sentence === undefined ? [] : [sentence];
  }
  return above?.why.join() === why.join() ? [] : why;
}

function summarize(explanation: Explanation, { columns, paint }: TextOptions): readonly string[] {
  const steps = stepsOf(explanation).filter(({ plan }) => plan.status !== "not built");
  const withStatus = (status: ExplainedStep["plan"]["status"]) => steps.filter(({ plan }) => plan.status === status);
  const [rebuilt, content, unknown, cached] = [withStatus("rebuilt"), withStatus("content"), withStatus("unknown"), withStatus("cached")];
  if (cached.length === steps.length) return [`All ${plural(steps.length, "step")} are cached.`];
  const work = [...new Set(rebuilt.filter(({ cost }) => cost !== "light").map(({ step }) => shortTitle(workTitle(step))))];
  const which = work.length === 0 ? "" : `, ${listOf(work, 3)} among them`;
  const parts = [
    `${rebuilt.length} of ${plural(steps.length, "step")} ${rebuilt.length === 1 ? "re-runs" : "re-run"}${which}`,
    ...(content.length > 0 ? [`${content.length} may re-run`] : []),
    ...(unknown.length > 0 ? [`of ${unknown.length} it is not known`] : []),
    ...(cached.length > 0 ? [`${cached.length} cached`] : []),
  ];
  return hang("", `${parts.join("; ")}.`, columns, 2).map((line) => paint("strong", line));
}
