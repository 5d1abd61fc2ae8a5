import assert from "node:assert/strict";

import { isGitlabPipeline, readGitlab } from "../../../workspace/invocations/gitlab.ts";
import { readLines } from "./read-files.ts";

const name = ".gitlab-ci.yml";

function check(text: string, expected: readonly string[], others: Readonly<Record<string, string>> = {}): void {
  assert.deepEqual(readLines(readGitlab, name, { [name]: text, ...others }).map((line) => line.replace(`${name}:`, "")), expected);
}

describe("a GitLab pipeline", () => {
  it("builds in the scripts of its jobs", () => {
    check("stages: [build]\nbuild:\n  stage: build\n  script:\n    - docker login\n    - docker build --build-arg SHA=$CI_COMMIT_SHA -t $CI_REGISTRY_IMAGE .\nother:\n  script: docker build -f $CI_PROJECT_DIR/docker/Dockerfile docker\n", [
      "6 build: . Dockerfile SHA=volatile($CI_COMMIT_SHA) as=$CI_REGISTRY_IMAGE",
      "8 other: docker docker/Dockerfile",
    ]);
  });

  it("knows variables of the pipeline and of the job", () => {
    check("variables:\n  DIR: app\n  TAG: $CI_COMMIT_SHORT_SHA\n  V: { value: '1', description: x }\nbuild:\n  variables:\n    FILE: $DIR/Dockerfile.ci\n  script:\n    - docker build --build-arg T=$TAG --build-arg V=$V --build-arg U=$UNKNOWN -f $FILE $DIR\n", [
      "9 build: app app/Dockerfile.ci T=volatile($TAG) V=1 U=unknown($UNKNOWN)",
    ]);
  });

  it("puts together what jobs extend, reference and begin with", () => {
    check("default:\n  before_script:\n    - cd app\n.base:\n  variables: { DIR: a, T: x }\n  script:\n    - docker build --target $T $DIR\none:\n  extends: .base\n  variables: { DIR: b }\ntwo:\n  before_script: []\n  script:\n    - !reference [.base, script]\n    - docker build .\n", [
      "8 one: app/b app/b/Dockerfile target=x",
      "14 two: unknown($DIR) unknown() target=unknown($T)",
      "15 two: . Dockerfile",
    ]);
  });

  it("expands a matrix", () => {
    check("build:\n  parallel:\n    matrix:\n      - DIR: [a, b]\n        T: x\n  script:\n    - docker build --target $T $DIR\n", ["7 build: a a/Dockerfile target=x", "7 build: b b/Dockerfile target=x"]);
  });

  it("includes local files", () => {
    check("include:\n  - local: /ci/build.yml\n  - /ci/gone.yml\n  - template: x.yml\n  - https://example.com/a.yml\nmine:\n  extends: .build\n", [
      "6 mine: web web/Dockerfile",
      "! 3:5 The file /ci/gone.yml does not exist.",
    ], { "ci/build.yml": ".build:\n  script: [docker build web]\n" });
  });

  it("survives cycles and nonsense", () => {
    check("include: .gitlab-ci.yml\na:\n  extends: b\n  script: [docker build .]\nb:\n  extends: [a, c]\n", ["4 a: . Dockerfile", "5 b: . Dockerfile"]);
    check("variables: { A: $B, B: $A }\na:\n  script:\n    - docker build $A\n    - !reference [a, script]\n", ["4 a: unknown($A) unknown()", "5 a: unknown($A) unknown()"]);
    check("a: [1]\nb: { script: { x: 1 } }\nc: { parallel: { matrix: 3 }, script: [[[docker build x]]] }\n", ["3 c: x x/Dockerfile"]);
    check("a: [\n", ["! 2:1 This is no valid YAML: Flow sequence in block collection must be sufficiently indented and end with a ]."]);
  });

  it("is known by its name", () => {
    for (const file of [".gitlab-ci.yml", "ci/build.gitlab-ci.yml"]) assert.ok(isGitlabPipeline(file), file);
    assert.ok(!isGitlabPipeline("gitlab.yml"));
  });
});
