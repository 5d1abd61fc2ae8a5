import assert from "node:assert/strict";
import { hang, wrap } from "../../../cli/terminal/wrap.ts";

describe("wrap", () => {
  const cases: readonly [name: string, text: string, width: number, used: number, lines: string[]][] = [
    ["nothing makes no line", " ", 10, 0, []],
    ["a short text stays on one line", "one two", 10, 0, ["one two"]],
    ["a line is filled to the last cell", "one two", 7, 0, ["one two"]],
    ["a text breaks at blanks", "one two three", 8, 0, ["one two", "three"]],
    ["a long word has a line to itself", "a verylongword b", 6, 0, ["a", "verylongword", "b"]],
    ["wide letters take two cells", "日本 語", 6, 0, ["日本", "語"]],
    ["the first line may be used in part", "one two", 10, 5, ["one", "two"]],
    ["a first line without room stays empty", "three", 8, 5, ["", "three"]],
    ["control characters are shown", "a\u001bb", 8, 0, ["a␛b"]],
  ];
  for (const [name, text, width, used, lines] of cases) {
    it(name, () => assert.deepEqual(wrap(text, width, used), lines));
  }

  it("hangs lines below each other", () => {
    assert.deepEqual(hang("- ", "one two three four five six", 22), ["- one two three four", "  five six"]);
  });
  it("hangs with an indent of its own", () => {
    assert.deepEqual(hang("place: ", "one two three four five", 22, 2), ["place: one two three", "  four five"]);
  });
});
