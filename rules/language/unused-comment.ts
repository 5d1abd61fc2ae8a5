import type { LintMessage } from "@eslint/core";

/**
 * Puts ESLint's message about an unused disable comment into our words, and onto the comment: ESLint reports where the
 * comment begins to act, and leaves a blank where it was. Every other message is returned as it is. Undefined: nothing is
 * to be said, for the directive is one of our own making, which removes nothing (disable-comments.ts).
 * @param text The file without byte order mark, as it was linted.
 */
export function describeUnusedComment<Message extends LintMessage>(message: Message, text: string): Message | undefined {
  if (message.ruleId !== null) return message;
  const match = unused.exec(message.message);
  if (match === null) return message;
  const words = describe(match[1] === "enable", match[2]);
  const { fix } = message;
  if (fix === undefined) return { ...message, message: words };
  if (fix.range[0] === fix.range[1]) return undefined;
  return { ...message, ...placeOf(fix.range, text), message: words, fix: { range: fix.range, text: "" } };
}

const unused = /^Unused eslint-(disable|enable) directive \([^']*(?:'([^']*)')?\)\.$/;

function describe(isEnable: boolean, rule: string | undefined): string {
  if (isEnable) return `Nothing to enable: no comment above disables ${rule ?? "any rule"}.`;
  return `Nothing to disable: ${rule ?? "no rule"} reports ${rule === undefined ? "anything" : "nothing"} here.`;
}

/** Lines and columns from one, of what a fix removes, without the blanks, commas and line ends around it. */
function placeOf([start, end]: readonly [number, number], text: string): Pick<LintMessage, "line" | "column" | "endLine" | "endColumn"> {
  const removed = text.slice(start, end);
  const lead = removed.search(/[^\s,]/);
  const first = start + Math.max(lead, 0);
  const last = first + removed.slice(Math.max(lead, 0)).replace(/[\s,]+$/, "").length;
  const line = text.slice(0, first).split("\n").length;
  const column = first - text.lastIndexOf("\n", first - 1);
  return { line, column, endLine: line, endColumn: column + last - first };
}
