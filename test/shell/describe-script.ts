import assert from "node:assert/strict";
import type { Command, Script } from "../../shell/command.ts";
import { parseShell } from "../../shell/parse.ts";

/** What a test says of some shell text: its name, the text, and a line for each command that is expected. */
export type ScriptCase = readonly [name: string, source: string, ...commands: string[]];

/** Declares a test for each case: the text parses whole and gives exactly these commands. */
export function checkScripts(cases: readonly ScriptCase[]): void {
  for (const [name, source, ...commands] of cases) {
    it(name, () => {
      const script = parseShell(source, 0);
      assert.deepEqual(describeScript(script), commands);
      assert.equal(script.complete, true, "is not complete");
    });
  }
}

/**
 * A line for each command: its joiner, the values of its words, and in brackets what else is to be said of it:
 * `&& npm ci [by sudo, with A=1, > log, in if, maybe, at app]`. "maybe" is conditional, "at ?" an unknown directory.
 */
export function describeScript({ commands }: Script): string[] {
  return commands.map((command) => {
    const words = [command.joiner, ...command.words.map(({ value }) => value)].filter((word) => word !== undefined);
    const notes = describeNotes(command);
    return words.join(" ") + (notes.length > 0 ? ` [${notes.join(", ")}]` : "");
  });
}

function describeNotes({ wrappers, environment, redirects, nesting, conditional, directory }: Command): string[] {
  return [
    ...(wrappers.length > 0 ? [`by ${wrappers.join(" ")}`] : []),
    ...(environment.length > 0 ? [`with ${environment.map(({ name, value }) => `${name}=${value?.value ?? ""}`).join(" ")}`] : []),
    ...redirects.map(({ operator, target }) => `${operator} ${target?.value.trimEnd() ?? ""}`),
    ...(nesting.length > 0 ? [`in ${nesting.join(" ")}`] : []),
    ...(conditional ? ["maybe"] : []),
    ...(directory === "." ? [] : [`at ${directory ?? "?"}`]),
  ];
}
