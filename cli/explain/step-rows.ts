import { cropStepName } from "../formats/step-name.ts";
import type { TextOptions } from "../terminal/layout.ts";
import type { Style } from "../terminal/paint.ts";
import { hang } from "../terminal/wrap.ts";
import type { Stage } from "../../buildkit/model.ts";
import type { ExplainedStep, Explanation } from "./explanation.ts";

/** A step in a list: a word of up to ten letters, its name cut to the width, and sentences below it. */
export interface Row {
  readonly word: string;
  readonly style: Style;
  readonly name: string;
  readonly details: readonly { readonly label: string; readonly text: string }[];
}

const wordWidth = 10;
const indent = wordWidth + 4;

/** Every built stage under its FROM; of those that are not built only the names. */
export function formatStages(explanation: Explanation, toRows: (steps: readonly ExplainedStep[]) => readonly Row[], options: TextOptions): readonly string[] {
  const { paint, columns } = options;
  const built = explanation.stages.filter(({ stage }) => stage.isBuilt);
  const others = explanation.stages.filter(({ stage }) => !stage.isBuilt).map(({ stage }) => stage.name);
  const blocks = built.flatMap(({ stage, steps }) => ["", ...hang("", stageLine(stage, explanation), columns, 2).map((line) => paint("strong", line)), ...toRows(steps).flatMap((row) => formatRow(row, options))]);
  return others.length === 0 ? blocks : [...blocks, "", ...hang("Not built: ", others.join(", "), columns)];
}

function stageLine({ name, base, from, baseArgs }: Stage, { build }: Explanation): string {
  const on = base.kind === "image" ? base.reference.text.replace(/(?<=@\w+:\w{12})\w+/, "…") : base.kind === "stage" ? base.stage.name : base.kind === "scratch" ? "scratch" : (from.image?.text ?? "");
  const decided = baseArgs.length === 0 ? "" : ` (by build argument${baseArgs.length > 1 ? "s" : ""} ${[...new Set(baseArgs)].join(", ")})`;
  return `${build.stages.length === 1 ? "" : `${name}: `}FROM ${on}${decided}`;
}

function formatRow({ word, style, name, details }: Row, { columns, paint }: TextOptions): readonly string[] {
  const head = `  ${paint(style, word.padEnd(wordWidth))}  ${cropStepName(name, Math.max(columns - indent, 20))}`;
  const below = details.flatMap(({ label, text }) => hang(" ".repeat(indent) + (label === "" ? "" : `${label} `), text, columns, indent + (label === "" ? 0 : 2)));
  return [head.trimEnd(), ...below.map((line) => paint("faint", line))];
}
