import assert from "node:assert/strict";
import { findNearest } from "../../../cli/usage/nearest.ts";

describe("the nearest name", () => {
  const names = ["format", "fix", "quiet", "no-broad-copy-before-install", "stdin", "stdin-filename"];
  const cases: readonly [word: string, nearest: string | undefined][] = [
    ["fromat", "format"],
    ["Format", "format"],
    ["formt", "format"],
    ["qiuet", "quiet"],
    ["fixx", "fix"],
    ["no-broad-copy", "no-broad-copy-before-install"],
    ["no-broad-copy-befor-instal", "no-broad-copy-before-install"],
    ["stdn", "stdin"],
    ["output", undefined],
    ["x", undefined],
    ["", undefined],
  ];
  for (const [word, nearest] of cases) {
    it(`"${word}" means ${nearest ?? "none"}`, () => assert.equal(findNearest(word, names), nearest));
  }
});
