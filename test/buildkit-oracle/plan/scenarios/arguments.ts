import { edit, pass, rewrite, serve } from "../edits.ts";
import type { Scenario } from "../scenario.ts";

/** Section 15, "Args / env / metadata". */
export const argumentScenarios: readonly Scenario[] = [
  { name: "1: a declared argument", dockerfile: "FROM b\nARG FOO\nRUN true\nCOPY a /", files: { a: "a" }, args: { FOO: "1" }, edits: [pass("FOO", "2")], expected: "RR" },
  { name: "2: declared below a RUN", dockerfile: "FROM b\nRUN true\nARG FOO", args: { FOO: "1" }, edits: [pass("FOO", "2")], expected: "C" },
  { name: "3: COPY and WORKDIR do not see it", dockerfile: "FROM b\nRUN true\nARG FOO\nCOPY a /\nWORKDIR /d", files: { a: "a" }, args: { FOO: "1" }, edits: [pass("FOO", "2")], expected: "CCC" },
  { name: "4: unless it is in their words", dockerfile: "FROM b\nRUN true\nARG FOO\nCOPY a /d/$FOO\nRUN true y", files: { a: "a" }, args: { FOO: "1" }, edits: [pass("FOO", "2")], expected: "CRR" },
  { name: "5: WORKDIR too", dockerfile: "FROM b\nRUN true\nARG FOO\nWORKDIR /d/$FOO\nCOPY a .", files: { a: "a" }, args: { FOO: "1" }, edits: [pass("FOO", "2")], expected: "CRR" },
  { name: "6: a global argument that no stage declares", dockerfile: "ARG FOO=0\nFROM b\nRUN echo $FOO", args: { FOO: "1" }, edits: [pass("FOO", "2")], expected: "C" },
  { name: "7: a global argument declared again", dockerfile: "ARG FOO=0\nFROM b\nARG FOO\nRUN echo", args: { FOO: "1" }, edits: [pass("FOO", "2")], expected: "R" },
];
void [edit, rewrite, serve];
