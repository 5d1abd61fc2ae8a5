import assert from "node:assert/strict";
import { codeFrame, type Mark } from "../../../cli/formats/code-frame.ts";
import { plain } from "../../../cli/terminal/paint.ts";

const text = ["FROM node:22", "WORKDIR /app", "COPY . .", "", "RUN npm ci", "\tRUN 日本 go", "RUN echo one && echo two && npm ci --omit=dev && echo three && echo four"];

describe("code frame", () => {
  const cases: readonly [name: string, marks: Mark[], columns: number, frame: string[]][] = [
    ["underlines the finding", [finding(2, 5, 6)], 80, ["  3 │ COPY . .", "    │      ^"]],
    ["gives an empty finding one caret", [finding(2, 8, 8)], 80, ["  3 │ COPY . .", "    │         ^"]],
    [
      "shows one line between two marks",
      [finding(2, 5, 6), related(4, 4, 10, "runs again")],
      80,
      ["  3 │ COPY . .", "    │      ^", "  4 │", "  5 │ RUN npm ci", "    │     ------ runs again"],
    ],
    [
      "leaves out more lines than one",
      [finding(0, 5, 12), related(4, 4, 10, "runs again")],
      80,
      ["  1 │ FROM node:22", "    │      ^^^^^^^", "  ⋮", "  5 │ RUN npm ci", "    │     ------ runs again"],
    ],
    [
      "sorts the marks by line",
      [finding(4, 4, 10), related(2, 5, 6, "copied here")],
      80,
      ["  3 │ COPY . .", "    │      - copied here", "  4 │", "  5 │ RUN npm ci", "    │     ^^^^^^"],
    ],
    [
      "shows a line with two marks once",
      [finding(2, 5, 6), related(2, 7, 8, "to here")],
      80,
      ["  3 │ COPY . .", "    │      ^", "    │        - to here"],
    ],
    ["aligns tabs and wide letters", [finding(5, 5, 7), related(5, 8, 10, "after")], 80, ["  6 │     RUN 日本 go", "    │         ^^^^", "    │              -- after"]],
    ["underlines the first of several lines", [{ ...finding(2, 5, 6), end: { line: 4, column: 3 } }], 80, ["  3 │ COPY . .", "    │      ^^^"]],
    [
      "cuts a long line around the mark",
      [finding(6, 28, 34)],
      40,
      ["  7 │ …two && npm ci --omit=dev && echo…", "    │         ^^^^^^"],
    ],
    [
      "puts a label that has no room below",
      [related(6, 4, 12, "a label that is longer than what is left")],
      40,
      ["  7 │ RUN echo one && echo two && npm c…", "    │     --------", "    │ a label that is longer than what", "    │ is left"],
    ],
    ["passes over a line that is not there", [finding(99, 0, 1)], 80, []],
  ];
  for (const [name, marks, columns, frame] of cases) {
    it(name, () => assert.deepEqual(codeFrame(marks, { lines: text, columns, paint: plain }), frame));
  }
});

function finding(line: number, start: number, end: number): Mark {
  return { start: { line, column: start }, end: { line, column: end }, style: "warning", stroke: "^", label: undefined };
}

function related(line: number, start: number, end: number, label: string): Mark {
  return { start: { line, column: start }, end: { line, column: end }, style: "related", stroke: "-", label };
}
