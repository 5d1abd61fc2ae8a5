import assert from "node:assert/strict";
import { applicable, classify, type Invocation, pinningOf } from "../../ecosystems/match.ts";
import { readCommand } from "./read-command.ts";

/** A command line and what it is: `npm install frozen`, `pip add global`, `apt system-install stored`, or `-` for nothing. */
export type Case = readonly [line: string, expected: string];

/** One test for each command line, in a suite of its own. */
export function checkCommands(title: string, cases: readonly Case[], files?: ReadonlyMap<string, string>): void {
  describe(title, () => {
    for (const [line, expected] of cases) {
      it(`${line} → ${expected}`, () => assert.equal(describeCommand(line, files), expected));
    }
  });
}

/** Operands and how they are pinned: `left-pad@1.3.0 pinned`. */
export function checkPinning(title: string, cases: readonly Case[]): void {
  describe(title, () => {
    for (const [line, expected] of cases) {
      it(`${line} → ${expected}`, () => {
        const found = invocationsOf(line).flatMap((invocation) =>
          invocation.operands.map((operand) => pinningOf(invocation, operand)),
        );
        assert.equal(found.join(" "), expected);
      });
    }
  });
}

export function invocationsOf(line: string, files?: ReadonlyMap<string, string>): readonly Invocation[] {
  return applicable(classify(readCommand(line)), files);
}

function describeCommand(line: string, files?: ReadonlyMap<string, string>): string {
  const found = invocationsOf(line, files).map(({ ecosystem, effect, frozen }) => {
    const detail = effect.kind === "add" ? effect.scope : "index" in effect ? effect.index : frozen ? "frozen" : "";
    return `${ecosystem.id} ${effect.kind} ${detail}`.trimEnd();
  });
  return found.length === 0 ? "-" : found.join(", ");
}
