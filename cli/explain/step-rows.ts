import { toGlyphs } from "../terminal/cells.ts";
import type { Paint, Style } from "../terminal/paint.ts";
import { hang } from "../terminal/wrap.ts";
import type { Stage } from "../../buildkit/model.ts";
import type { ExplainedStep, Explanation } from "./explanation.ts";

export interface TextOptions {
  /** Width to fit into, in cells. */
  readonly columns: number;
  readonly paint: Paint;
}

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

export function plural(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? "" : "s"}`;
}

function stageLine({ name, base, from, baseArgs }: Stage, { build }: Explanation): string {
  const on = base.kind === "image" ? base.reference.text.replace(/(?<=@\w+:\w{12})\w+/, "…") : base.kind === "stage" ? base.stage.name : base.kind === "scratch" ? "scratch" : (from.image?.text ?? "");
  const decided = baseArgs.length === 0 ? "" : ` (by build argument${baseArgs.length > 1 ? "s" : ""} ${[...new Set(baseArgs)].join(", ")})`;
  return `${build.stages.length === 1 ? "" : `${name}: `}FROM ${on}${decided}`;
}

function formatRow({ word, style, name, details }: Row, { columns, paint }: TextOptions): readonly string[] {
  const head = `  ${paint(style, word.padEnd(wordWidth))}  ${crop(name, Math.max(columns - indent, 20))}`;
  const below = details.flatMap(({ label, text }) => hang(" ".repeat(indent) + (label === "" ? "" : `${label} `), text, columns, indent + (label === "" ? 0 : 2)));
  return [head.trimEnd(), ...below.map((line) => paint("faint", line))];
}

/**
 * One line of at most `width` cells: runs of blanks, which continuation lines leave, are one; those in the number stay. What
 * tells one copy from the next stands at its end, so that it loses its middle.
 */
function crop(name: string, width: number): string {
  const number = /^\[[^\]]*\]/.exec(name)?.[0] ?? "";
  const glyphs = toGlyphs(number + name.slice(number.length).replaceAll(/\s+/g, " "));
  const last = glyphs.at(-1);
  const total = last === undefined ? 0 : last.cell + last.width;
  const textOf = (shown: typeof glyphs) => shown.map(({ text }) => text).join("");
  if (total <= width) return textOf(glyphs);
  const tail = /^\[[^\]]*\] (?:COPY|ADD) /.test(name) ? Math.floor(width * 0.4) : 0;
  const head = textOf(glyphs.filter(({ cell, width: own }) => cell + own < width - tail)).trimEnd();
  return `${head}…${textOf(glyphs.filter(({ cell }) => cell >= total - tail)).trimStart()}`;
}
