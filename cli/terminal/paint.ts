import { styleText } from "node:util";
import type { Io } from "./io.ts";

export type Style = "error" | "warning" | "related" | "strong" | "faint";

/** Puts a text into a style of the terminal, or hands it back as it is where there are no colours. */
export type Paint = (style: Style, text: string) => string;

export const plain: Paint = (_style, text) => text;

const formats = {
  error: ["bold", "red"],
  warning: ["bold", "yellow"],
  related: ["cyan"],
  strong: ["bold"],
  faint: ["dim"],
} satisfies Record<Style, Parameters<typeof styleText>[0]>;

/** Colours on a terminal only; `NO_COLOR` takes them away, and `FORCE_COLOR`, as in Node itself, has the last word. */
export function createPaint({ environment, stdout }: Pick<Io, "environment" | "stdout">): Paint {
  if (!hasColours(environment, stdout.isTerminal)) return plain;
  return (style, text) => styleText(formats[style], text, { validateStream: false });
}

function hasColours(environment: Io["environment"], isTerminal: boolean): boolean {
  const { FORCE_COLOR: force, NO_COLOR: no, NODE_DISABLE_COLORS: disable, TERM: terminal } = environment;
  if (force !== undefined) return ["", "1", "2", "3", "true"].includes(force);
  if (isSet(no) || isSet(disable) || terminal === "dumb") return false;
  return isTerminal;
}

/** https://no-color.org: present and not empty. */
function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== "";
}
