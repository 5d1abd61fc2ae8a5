import assert from "node:assert/strict";
import path from "node:path";
import { readFileSync } from "node:fs";
import { Linter } from "eslint";
import { createPlugin } from "../../rules/index.ts";
import { NotedSourceCode } from "../../rules/language/noted-source-code.ts";
import { findBuilds } from "../../workspace/builds/find-builds.ts";
import { createBuildsOfRepository } from "../../workspace/builds/find-invocations.ts";
import { createSnapshot } from "../../workspace/directory-snapshot.ts";
import { readAnnotated } from "../support/annotations.ts";
import { checkedCases } from "../support/check.ts";
import { findDockerfiles } from "../support/find-dockerfiles.ts";
import { knownBuilds } from "../support/lint-rule.ts";
import type { Subject } from "../support/remedies.ts";

/** The rules about copies above installs. Which of them speaks of a copy follows from the model, not from the rules. */
const family = ["no-broad-copy-before-install", "no-redundant-manifest-copy", "no-broad-copy-before-system-packages", "prefer-dependency-layer", "no-install-and-build-in-one-run"];
const effect = /re-runs at every such change|runs again at every such change/;

describe("one cause, one finding", () => {
  it("holds in the cases of all rules", function () {
    this.timeout(120_000);
    const subjects = checkedCases.map(({ rule, each, dockerfile }): Subject => {
      const builds = knownBuilds(each);
      return { label: `${rule}: ${each.name}`, text: readAnnotated(dockerfile).text, buildsOf: () => builds };
    });
    assertSingle(subjects);
  });

  const corpus = process.env["LAYERWISE_CORPUS"];
  it(`holds in the Dockerfiles below ${corpus ?? "LAYERWISE_CORPUS"}`, function () {
    if (corpus === undefined) return this.skip();
    this.timeout(600_000);
    const root = path.resolve(corpus);
    const buildsOf = createBuildsOfRepository({ snapshot: createSnapshot() });
    assertSingle(findDockerfiles(root).map((file): Subject => ({ label: path.relative(root, file), text: readFileSync(file, "utf8"), buildsOf: (_, demandOf) => findBuilds(file, demandOf, { workingDirectory: root, buildsOf }) })));
  });

  it("would be seen to fail", () => {
    const copy = { cause: "3:6", rule: "a" };
    assert.deepEqual(repeated([copy, copy, { cause: "4:1", rule: "b" }]), []);
    assert.deepEqual(repeated([copy, { ...copy, rule: "b" }]), ["3:6 by a and b"]);
    assert.equal(causesOf({ label: "", text: "FROM node:22\nWORKDIR /srv\nCOPY . .\nRUN npm ci\n", buildsOf: () => knownBuilds({}) }).length, 2);
  });
});

interface Spoken {
  /** Line and column. */
  readonly cause: string;
  readonly rule: string;
}

function assertSingle(subjects: readonly Subject[]): void {
  assert.deepEqual(subjects.flatMap((subject) => repeated(causesOf(subject)).map((cause) => `${subject.label}: ${cause}`)), []);
}

/** Every place that a finding of the family is at, and every command of which one says that it re-runs. */
function causesOf({ text, buildsOf }: Subject): readonly Spoken[] {
  const linter = new Linter();
  linter.verify(text, { files: ["**"], plugins: { layerwise: createPlugin({ buildsOf }) }, language: "layerwise/dockerfile", rules: Object.fromEntries(family.map((id) => [`layerwise/${id}`, "warn"])) });
  const sourceCode: unknown = linter.getSourceCode();
  const notes = sourceCode instanceof NotedSourceCode ? sourceCode.notes : [];
  return notes.flatMap(({ ruleId, loc, related }) => {
    const effects = related.filter(({ label }) => effect.test(label)).map((place) => place.loc);
    return [loc, ...effects].map(({ start }) => ({ cause: `${start.line + 1}:${start.column + 1}`, rule: ruleId }));
  });
}

/** What several rules speak of. */
function repeated(spoken: readonly Spoken[]): readonly string[] {
  const causes = [...new Set(spoken.map(({ cause }) => cause))];
  return causes.flatMap((cause) => {
    const rules = [...new Set(spoken.filter((each) => each.cause === cause).map(({ rule }) => rule))];
    return rules.length < 2 ? [] : [`${cause} by ${rules.join(" and ")}`];
  });
}
