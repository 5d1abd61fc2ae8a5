import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { describeTrigger } from "../../../buildkit/plan/describe-inputs.ts";
import { invalidators } from "../../../buildkit/plan/invalidators.ts";
import { model } from "../../support/model.ts";

interface Case {
  readonly name: string;
  readonly dockerfile: string;
  readonly buildArgs?: ReadonlyMap<string, string>;
  /** A line for each built step: what re-runs it first; then how many steps re-run with it, dear ones of these, and may re-run. */
  readonly expected: readonly string[];
}

const cases: readonly Case[] = [
  {
    name: "paths as the user wrote them, and what follows in the stage and in others",
    dockerfile: "FROM a AS build\nWORKDIR /app\nCOPY package*.json ./\nRUN npm ci\nCOPY src ./src\nRUN npm run build\nFROM b\nCOPY --from=build /app/dist /srv\nRUN x",
    expected: [" | 5 2 2", "package*.json | 4 2 2", " | 3 2 2", "src | 2 1 2", " | 1 1 2", '/app/dist of stage "build" | 2 0 0', " | 1 0 0"],
  },
  {
    name: "an argument at the first step that has it",
    dockerfile: "FROM a\nRUN x\nARG V\nRUN y\nRUN z\nCOPY a /$V",
    expected: [" | 4 0 0", "build argument V | 3 0 0", " | 2 0 0", "a | 1 0 0"],
  },
  { name: "an argument that decides the base re-runs no step first", dockerfile: "ARG V=1\nFROM a:$V\nARG V\nRUN y", expected: [" | 1 0 0"] },
  { name: "an argument of a parent stage", dockerfile: "FROM a AS p\nARG V\nRUN x\nFROM p\nRUN y", expected: ["build argument V | 2 0 0", " | 1 0 0"] },
  { name: "a file that comes with a directory above", dockerfile: "FROM a\nCOPY . .\nCOPY b/c /c", expected: ["the whole context | 2 0 0", " | 1 0 0"] },
  { name: "a file that was left out above", dockerfile: "FROM a\nCOPY --exclude=c . .\nCOPY c /c", expected: ["the whole context | 2 0 0", "c | 1 0 0"] },
  { name: "a mount", dockerfile: "FROM a\nRUN --mount=source=go.mod,target=go.mod x", expected: ["go.mod | 1 0 0"] },
  { name: "an image without a digest", dockerfile: "FROM a\nCOPY --from=b:1 /x /\nCOPY --from=c@sha256:aa /x /", expected: ["/x of image b:1 | 2 0 0", " | 1 0 0"] },
  { name: "addresses", dockerfile: "FROM a\nADD https://e.com/x /\nADD --checksum=sha256:aa https://e.com/y /", expected: ["https://e.com/x | 2 2 0", " | 1 1 0"] },
  { name: "stages that are not built are left out", dockerfile: "FROM a AS old\nCOPY x /\nFROM b\nRUN y", expected: [" | 1 0 0"] },
  { name: "the epoch, when it is passed", dockerfile: "FROM a\nWORKDIR /x", buildArgs: new Map([["SOURCE_DATE_EPOCH", "0"]]), expected: ["build argument SOURCE_DATE_EPOCH | 1 0 0"] },
];

describe("invalidators", () => {
  for (const { name, dockerfile, buildArgs, expected } of cases) {
    it(name, () => {
      const build = model(dockerfile, {}, buildArgs && { buildArgs });
      const lines = invalidators(build).map(
        ({ triggers, reruns, expensive, mayRerun }) => `${triggers.map(describeTrigger).join(", ")} | ${reruns.length} ${expensive.length} ${mayRerun.length}`,
      );
      assert.deepEqual(lines, expected);
    });
  }

  it("begins with the step itself", () => {
    for (const { step, reruns } of invalidators(model("FROM a\nCOPY --link x /\nRUN y\nCOPY --link z /"))) assert.equal(reruns[0], step);
  });
});
