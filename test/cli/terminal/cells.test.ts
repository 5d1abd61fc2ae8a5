import assert from "node:assert/strict";
import { cellWidth, toGlyphs, toPrintable } from "../../../cli/terminal/cells.ts";

describe("cells", () => {
  const widths: readonly [name: string, text: string, width: number][] = [
    ["nothing", "", 0],
    ["ASCII", "RUN x", 5],
    ["letters with accents", "é", 1],
    ["a combining accent", "e\u0301", 1],
    ["wide letters", "日本", 4],
    ["a pictograph", "🐳", 2],
    ["a joiner", "a\u200db", 2],
  ];
  for (const [name, text, width] of widths) {
    it(`counts ${name}`, () => assert.equal(cellWidth(text), width));
  }

  const columns: readonly [name: string, line: string, offsets: number[], cells: number[]][] = [
    ["a tab reaches to the next stop", "a\tb", [0, 1, 2], [0, 1, 4]],
    ["a tab on a stop is a whole one", "\tb", [0, 1], [0, 4]],
    ["a character of two units counts once", "🐳b", [0, 2], [0, 2]],
  ];
  for (const [name, line, offsets, cells] of columns) {
    it(`places glyphs: ${name}`, () => {
      const glyphs = toGlyphs(line);
      assert.deepEqual(glyphs.map(({ offset }) => offset), offsets);
      assert.deepEqual(glyphs.map(({ cell }) => cell), cells);
    });
  }

  const printable: readonly [name: string, text: string, shown: string][] = [
    ["an escape sequence", "\u001b[31mred", "␛[31mred"],
    ["a carriage return", "a\rb", "a␍b"],
    ["a C1 control", "\u009b1m", "\ufffd1m"],
    ["a turn of direction", "a\u202eb", "a\ufffdb"],
    ["ordinary text of the world", "日本 é 🐳", "日本 é 🐳"],
  ];
  for (const [name, text, shown] of printable) {
    it(`makes printable: ${name}`, () => {
      assert.equal(toPrintable(text), shown);
      assert.equal(toGlyphs(text).map((glyph) => glyph.text).join(""), shown);
    });
  }
});
