import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { rules } from "../../rules/rules.ts";
import { createSnapshot } from "../../workspace/directory-snapshot.ts";
import { findBuilds } from "../../workspace/builds/find-builds.ts";
import { createBuildsOfRepository } from "../../workspace/builds/find-invocations.ts";
import { readAnnotated } from "../support/annotations.ts";
import { checkedCases } from "../support/check.ts";
import { findDockerfiles } from "../support/find-dockerfiles.ts";
import { knownBuilds } from "../support/lint-rule.ts";
import { fixAllProblems, remedyProblems, type Subject } from "../support/remedies.ts";

const ids = Object.keys(rules);

describe("fixes and suggestions", () => {
  it("hold what they promise in the cases of all rules", function () {
    this.timeout(120_000);
    const subjects = checkedCases.map(({ rule, each, dockerfile }): Subject => {
      const builds = knownBuilds(each);
      return { label: `${rule}: ${each.name}`, text: readAnnotated(dockerfile).text, buildsOf: () => builds };
    });
    assertSound(subjects);
  });

  const corpus = process.env["LAYERWISE_CORPUS"];
  it(`hold what they promise in the Dockerfiles below ${corpus ?? "LAYERWISE_CORPUS"}`, function () {
    if (corpus === undefined) return this.skip();
    this.timeout(600_000);
    const root = path.resolve(corpus);
    const buildsOf = createBuildsOfRepository({ snapshot: createSnapshot() });
    const subjects = findDockerfiles(root).map((file): Subject => {
      return { label: path.relative(root, file), text: readFileSync(file, "utf8"), buildsOf: (_, demandOf) => findBuilds(file, demandOf, { workingDirectory: root, buildsOf }) };
    });
    assertSound(subjects);
  });
});

function assertSound(subjects: readonly Subject[]): void {
  const outcomes = subjects.map((subject) => remedyProblems(subject, ids));
  assert.deepEqual([...outcomes.flatMap(({ problems }) => problems), ...subjects.flatMap(fixAllProblems)], []);
  assert.ok(outcomes.some(({ tried }) => tried > 0), "There is no fix to try.");
}
