import { formatBytes, type Amount } from "./amounts.ts";
import { cropStepName } from "./step-name.ts";

export interface RowOptions {
  /** Present where there is a history; undefined in it for what has no number of its own. */
  readonly commits?: number | undefined;
  readonly depth?: number;
}

/** `     12     3.4 MB  src/`: how much it is, and what, cut to the width in cells. */
export function amountRow({ files, bytes }: Amount, label: string, columns: number, options: RowOptions = {}): string {
  const commits = "commits" in options ? String(options.commits ?? "").padStart(9) : "";
  const numbers = `${String(files).padStart(7)}${formatBytes(bytes).padStart(11)}${commits}  ${"  ".repeat(options.depth ?? 0)}`;
  return `${numbers}${cropStepName(label, Math.max(columns - numbers.length, 20))}`;
}
