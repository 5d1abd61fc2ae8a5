import assert from "node:assert/strict";
import type { Script } from "../../shell/command.ts";
import { parseShell } from "../../shell/parse.ts";
import { realisticScripts } from "./realistic-scripts.ts";

const offset = 50;
const longest = 2000;

describe("shell parsing", () => {
  it("reads realistic scripts whole", () => {
    const incomplete = realisticScripts.filter((source) => !parseShell(source, offset).complete);
    assert.deepEqual(incomplete, []);
  });

  it("survives realistic scripts that are cut, doubled and mixed with anything", () => {
    const random = createRandom(1);
    for (const source of realisticScripts) {
      for (let round = 0; round < 40; round++) checkText(mutate(source, random));
    }
  });

  it("survives realistic scripts that end anywhere", () => {
    for (const source of realisticScripts) {
      for (let end = 0; end < source.length; end += 3) checkText(source.slice(0, end));
    }
  });

  const repeated = ["$(", '"$(', "`", "`\\`", "<(", "((", "(", "{ ", "if ", "case a in ", "f() ", "while a; do cd b; ", "${a:-", "$((", "[[ ( ", "<<A ", "eval ", "sudo ", "env A=1 ", "xargs ", "sh -c ", "cd a; ", "pushd a;", "\\", "\\\n", "'", "a |", "a && ", "! ", "{a,", "@("];
  for (const piece of repeated) it(`survives ${JSON.stringify(piece)} a thousand times`, () => checkText(piece.repeat(1000)));
});

/** It ends in time and every range covers what it says. */
function checkText(source: string): void {
  const start = performance.now();
  const script = parseShell(source, offset);
  const duration = performance.now() - start;
  assert.ok(duration < longest, `${duration} ms for ${JSON.stringify(source.slice(0, 200))}`);
  for (const problem of findWrongRanges(script, source)) assert.fail(`${problem} of ${JSON.stringify(source)}`);
}

function findWrongRanges({ commands, variables }: Script, source: string): string[] {
  const problems: string[] = [];
  const isOutside = ([start, end]: readonly [number, number]): boolean => start > end || start < offset || end > offset + source.length;
  for (const { name, range, words } of commands) {
    if (isOutside(range)) problems.push(`command ${name}`);
    for (const word of words) {
      const covered = source.slice(word.range[0] - offset, word.range[1] - offset);
      // Inside backquotes with backslashes a range is that of the whole substitution.
      if (isOutside(word.range) || (covered !== word.text && !covered.startsWith("`"))) problems.push(`word ${word.text}`);
    }
  }
  return [...problems, ...variables.filter(({ range }) => isOutside(range)).map(({ name }) => `variable ${name}`)];
}

const inserted = ["'", '"', "`", "\\", "\n", "\\\n", "$(", "${", "$((", ")", "}", "{", "(", ";", "&&", "||", "|", "&", "<<EOF\n", "<", ">", "#", "*", "if ", " then ", " fi ", " do ", " done ", "case ", " esac ", "\0", "\r\n", "ü", "😀", " sh -c '", "eval "];

function mutate(source: string, random: (limit: number) => number): string {
  let text = source;
  for (let count = 1 + random(3); count > 0; count--) {
    const start = random(text.length + 1);
    const end = Math.min(text.length, start + random(12));
    const middle = [text.slice(start, end).repeat(2), "", text.slice(start, end) + (inserted[random(inserted.length)] ?? "")][random(3)];
    text = text.slice(0, start) + (middle ?? "") + text.slice(end);
  }
  return text;
}

/** The same numbers every time (a linear congruential generator with the constants of Numerical Recipes). */
function createRandom(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}
