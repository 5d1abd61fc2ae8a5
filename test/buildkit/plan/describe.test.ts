import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { ownCauses } from "../../../buildkit/plan/cause.ts";
import type { Change, HeldCache } from "../../../buildkit/plan/change.ts";
import { describeCauses, describeDependencies, listOf, shorten } from "../../../buildkit/plan/describe.ts";
import { describeRead, describeReads, describeTriggers } from "../../../buildkit/plan/describe-inputs.ts";
import { editedSteps } from "../../../buildkit/plan/edited-steps.ts";
import { unseenReads } from "../../../buildkit/hazards/unseen-reads.ts";
import { invalidators } from "../../../buildkit/plan/invalidators.ts";
import type { Build } from "../../../buildkit/model.ts";
import { plan } from "../../../buildkit/plan/plan.ts";
import { stepName } from "../../../buildkit/step-name.ts";
import { model } from "../../support/model.ts";

const text = "FROM a:1 AS build\nARG V\nCOPY src b.json ./\nRUN make\nFROM b\nCOPY --from=build /out /etc/x /\nADD https://e.com/x /x\nCOPY --from=c:2 /q /q\n";
const file = (path: string, how: Extract<Change, { kind: "file" }>["how"] = "changed"): Change => ({ kind: "file", path, how });

interface Case {
  readonly name: string;
  readonly changes: readonly Change[];
  readonly cache?: HeldCache;
  /** The step by its place in the file. */
  readonly step: number;
  readonly expected: readonly string[];
}

const cases: readonly Case[] = [
  { name: "a file", changes: [file("src/a.c")], step: 0, expected: ["src/a.c changed, which `COPY src b.json ./` (line 3) takes in"] },
  { name: "a new file", changes: [file("src/a.c", "added")], step: 0, expected: ["src/a.c is new, which `COPY src b.json ./` (line 3) takes in"] },
  {
    name: "several files of one source",
    changes: [file("src/d", "deleted"), file("src/a"), file("src/b"), file("src/e", "deleted")],
    step: 0,
    expected: ["src/a and src/b changed; src/d and src/e are deleted: `COPY src b.json ./` (line 3) takes them in"],
  },
  {
    name: "files of two sources",
    changes: [file("src/a"), file("b.json", "hidden")],
    step: 0,
    expected: ["src/a changed, which `COPY src b.json ./` (line 3) takes in", "b.json is kept out by the ignore file now, which `COPY src b.json ./` (line 3) takes in"],
  },
  { name: "a step above", changes: [file("src/a")], step: 1, expected: ["below [build 2/3] COPY src b.json ./, which re-runs"] },
  { name: "an argument", changes: [{ kind: "arg", name: "V" }], step: 1, expected: ["build argument V has another value, which is in its environment"] },
  { name: "the base", changes: [{ kind: "image", reference: "a:1" }], step: 0, expected: ["the base image a:1 is another"] },
  { name: "an image that files come from", changes: [{ kind: "image", reference: "c:2" }], step: 4, expected: ["image c:2, which it takes files from, is another"] },
  { name: "an address", changes: [{ kind: "remote", url: "https://e.com/x" }], step: 3, expected: ["https://e.com/x has other content"] },
  { name: "an empty builder", changes: [], cache: "none", step: 0, expected: ["the builder has nothing in its cache"] },
  { name: "an imported cache without the result", changes: [file("b.json")], cache: "min", step: 1, expected: ["below [build 2/3] COPY src b.json ./, which re-runs"] },
];

function sentences(build: Build, source: string, changes: readonly Change[], index: number, cache: HeldCache = "local"): readonly string[] {
  const step = build.steps[index];
  assert.ok(step);
  const own = plan(build, changes, cache).get(step);
  assert.ok(own?.status === "rebuilt");
  const causes = ownCauses(build, step, changes);
  return describeCauses(step, causes.length > 0 ? causes : [own.cause], (each) => stepName(build, each, source));
}

describe("describeCauses", () => {
  for (const { name, changes, cache, step, expected } of cases) {
    it(name, () => assert.deepEqual(sentences(model(text, {}), text, changes, step, cache), expected));
  }

  const edits: readonly [name: string, before: string, after: string, sentence: string][] = [
    ["an edited instruction", "FROM a\nRUN x", "FROM a\nRUN y", "the instruction is new or was edited"],
    ["an instruction at another place", "FROM a\nRUN x\nRUN y", "FROM a\nRUN y", "the instruction stands below other instructions than before"],
    ["a variable", "FROM a\nENV A=1\nRUN x", "FROM a\nENV A=2\nRUN x", "A, set above it, has another value"],
    ["two variables", "FROM a\nENV A=1 B=1\nRUN x", "FROM a\nENV A=2 B=2\nRUN x", "A and B, set above it, have other values"],
    ["variables in another order", "FROM a\nENV A=1 B=1\nRUN x", "FROM a\nENV B=1 A=1\nRUN x", "the variables above it stand in another order"],
    ["another base", "FROM a AS p\nRUN x", "FROM b AS p\nRUN x", 'FROM of stage "p" (line 1) is new or was edited'],
  ];
  for (const [name, before, after, sentence] of edits) {
    it(name, () => {
      const build = model(after, {});
      assert.deepEqual(sentences(build, after, editedSteps(model(before, {}), build), 0), [sentence]);
    });
  }
});

describe("describeDependencies", () => {
  const build = model("FROM a AS build\nCOPY x /\nFROM b\nCOPY --from=build /out /\nCOPY --from=build /etc/x /etc/y /\nRUN z", {});
  const [, ...plans] = [...plan(build, [file("x")]).values()].map((own) => (own.status === "content" ? own.dependsOn : []));

  it("tells each path once, at the step that takes it", () => {
    assert.deepEqual(plans.map((own, index) => describeDependencies(own, plans[index - 1])), [
      'only if /out of stage "build" comes out different',
      'also if /etc/x and /etc/y of stage "build" come out different',
      undefined,
    ]);
  });
  it("tells all of a step that stands alone", () => assert.equal(describeDependencies(plans[2] ?? []), 'only if /out, /etc/x and /etc/y of stage "build" come out different'));
});

describe("describeTriggers", () => {
  const cases: readonly [dockerfile: string, files: number | undefined, expected: readonly string[]][] = [
    ["COPY . .", 214, ["the whole context (214 files)"]],
    ["COPY a.json src ./", 12, ["a.json, src (12 files)"]],
    ["COPY a.json b.json ./", 2, ["a.json, b.json"]],
    ["COPY src ./", undefined, ["src"]],
    ["ARG A\nARG B\nRUN x", undefined, ["build arguments A and B"]],
    ["COPY $UNKNOWN /x", undefined, ["$UNKNOWN"]],
    ["COPY --from=tools:1 /a /b /c/", undefined, ["/a and /b of image tools:1"]],
  ];
  for (const [body, count, expected] of cases) {
    it(body.replaceAll("\n", "; "), () => {
      const [first] = invalidators(model(`FROM a\n${body}\n`));
      assert.deepEqual(describeTriggers(first?.triggers ?? [], count === undefined ? undefined : { count, isMinimum: false }), expected);
    });
  }
});

describe("describeRead", () => {
  const cases: readonly [run: string, expected: readonly string[]][] = [
    ["git clone https://e.com/x.git", ["the newest commit of https://e.com/x.git"]],
    ["curl -O https://e.com/latest/x", ["what is at https://e.com/latest/x by then"]],
    ["npm install -g left-pad", ["newest versions (left-pad)"]],
    ["apt-get update && apt-get install -y curl", ["the package index of APT"]],
    ["npm ci", []],
    ["npm install", ["the registry of npm, which no frozen lockfile binds"]],
    ["--mount=type=secret,id=token --mount=type=ssh --mount=type=cache,target=/c x", ["the value of secret token", "the SSH agent (default)", "the cache mount /c"]],
  ];
  for (const [run, expected] of cases) {
    it(run, () => assert.deepEqual([...unseenReads(model(`FROM a\nRUN ${run}\n`)).values()].flat().map(describeRead), expected));
  }
});

describe("describeReads", () => {
  const cases: readonly [run: string, expected: readonly string[]][] = [
    ["--mount=type=secret,id=a --mount=type=cache,target=/c --mount=type=secret,id=b x", ["the values of secrets a and b", "the cache mount /c"]],
    ["--mount=type=cache,target=/c --mount=type=cache,target=/d x", ["the cache mounts /c and /d"]],
    ["curl -O https://e.com/latest/x && curl -O https://e.com/latest/y", ["what is at https://e.com/latest/x by then", "what is at https://e.com/latest/y by then"]],
  ];
  for (const [run, expected] of cases) {
    it(run, () => assert.deepEqual([...unseenReads(model(`FROM a\nRUN ${run}\n`)).values()].map(describeReads), [expected]));
  }
});

describe("lists in sentences", () => {
  it("end with and", () => assert.deepEqual([[], ["a"], ["a", "b"], ["a", "b", "c"], ["a", "b", "c", "d"]].map((names) => listOf(names, 3)), ["", "a", "a and b", "a, b and c", "a, b, c and 1 more"]));
  it("are cut", () => assert.deepEqual([shorten("abc", 3), shorten("ab cd", 4)], ["abc", "ab…"]));
});
