import { toGlyphs } from "../terminal/cells.ts";

/**
 * The name of a step in one line of at most `width` cells: runs of blanks, which continuation lines leave, are one; those in the number stay. What
 * tells one copy from the next stands at its end, so that it loses its middle.
 */
export function cropStepName(name: string, width: number): string {
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
