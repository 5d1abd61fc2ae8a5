import assert from "node:assert/strict";
import { parseDockerfile } from "../../../dockerfile/parse.ts";
import { findForeignSuppressions, isSuppressed, overlappingRules } from "../../../rules/language/foreign-suppressions.ts";
import { rules } from "../../../rules/rules.ts";
import { fixToy, lintToy, toyConfig } from "../../support/toy-linter.ts";

/** Comment above the second of three instructions → the lines (from zero) on which `no-floating-base-image` is silent. */
const cases: readonly (readonly [comment: string, silent: readonly number[]])[] = [
  ["# hadolint ignore=DL3007", [3, 4]],
  ["# hadolint ignore=DL3059,DL3006", [3, 4]],
  ["#hadolint  ignore = DL3059 , dl3007 # because of that", [3, 4]],
  ["# hadolint ignore=DL3059 # not DL3007", []],
  ["# hadolint ignore=DL3059", []],
  ["# hadolint global ignore=DL3007", [0, 1, 2, 3, 4, 5, 6]],
  ["# tally ignore=hadolint/DL3007;reason=because", [3, 4]],
  ["# tally global ignore=DL3007", [0, 1, 2, 3, 4, 5, 6]],
  ["#checkov:skip=CKV_DOCKER_7:because", [0, 1, 2, 3, 4, 5, 6]],
  ["#checkov:skip=CKV_DOCKER_1:because of CKV_DOCKER_7", []],
  ["#trivy:ignore:AVD-DS-0001", [3, 4]],
  ["# trivy:ignore:DS001", [3, 4]],
  ["# trivy:ignore:DS-0026", []],
  ["# check=skip=all", []],
  ["# please hadolint ignore=DL3007", []],
];

describe("comments of other linters", () => {
  for (const [comment, silent] of cases) {
    it(`${comment} silences ${silent.length === 0 ? "nothing" : `lines ${silent.join(", ")}`}`, () => {
      const suppressions = findForeignSuppressions(parseDockerfile(`FROM a\nRUN b\n${comment}\nRUN c && \\\n  d\nRUN e\n`));
      const lines = [0, 1, 2, 3, 4, 5, 6].filter((line) => isSuppressed("no-floating-base-image", { line, column: 0 }, suppressions));
      assert.deepEqual(lines, silent);
    });
  }

  it("silence the rules that overlap, and no other", () => {
    const suppressions = findForeignSuppressions(parseDockerfile("# trivy:ignore:DS017\nFROM a"));
    const silenced = ["no-split-index-update", "no-floating-base-image"].filter((id) => isSuppressed(id, { line: 1, column: 0 }, suppressions));
    assert.deepEqual(silenced, ["no-split-index-update"]);
  });

  it("on the first line are no parser directive", () => {
    assert.deepEqual(lintToy("# hadolint ignore=DL3007\nFROM a\nRUN AAA", toyConfig("no-floating-base-image")), ["3:5 layerwise/no-floating-base-image 'AAA' shouts."]);
    assert.deepEqual(lintToy("# hadolint global ignore=DL3007\nFROM a\nRUN AAA", toyConfig("no-floating-base-image")), []);
  });

  it("inside of an instruction silence that instruction", () => {
    const text = "FROM a\nRUN AAA && \\\n  # hadolint ignore=DL3007\n  BBB\nRUN CCC";
    assert.deepEqual(lintToy(text, toyConfig("no-floating-base-image")), ["5:5 layerwise/no-floating-base-image 'CCC' shouts."]);
  });

  it("are never called unused, and never edited", () => {
    const text = "# hadolint global ignore=DL3007\n# check=skip=all\nFROM a\n# hadolint ignore=DL3006,DL3007\nRUN b\n# checkov:skip=CKV_DOCKER_7\n";
    assert.deepEqual(lintToy(text, toyConfig("shout", "no-floating-base-image")), []);
    assert.equal(fixToy(text), text);
  });

  it("are listed in lower case, with rules that exist", () => {
    for (const id of overlappingRules.keys()) assert.equal(id, id.toLowerCase());
    assert.deepEqual([...overlappingRules.values()].flat().filter((id) => !(id in rules)), []);
  });
});
