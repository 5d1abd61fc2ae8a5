import assert from "node:assert/strict";

import { isWorkflow, readWorkflow } from "../../../workspace/invocations/workflow.ts";
import { readLines } from "./read-files.ts";

const name = ".github/workflows/ci.yml";

/** The builds of the workflow, whose path is left out. */
function check(text: string, expected: readonly string[], others: Readonly<Record<string, string>> = {}): void {
  const lines = readLines(readWorkflow, name, { [name]: text, ...others });
  assert.deepEqual(lines.map((line) => line.replace(`${name}:`, "")), expected);
}

/** A workflow with one job and these steps, the first of them in line 5. */
function steps(...items: readonly string[]): string {
  const lines = items.flatMap((item) => item.split("\n").map((line, index) => `      ${index === 0 ? "- " : "  "}${line}`));
  return `on: push\njobs:\n  build:\n    steps:\n${lines.join("\n")}\n`;
}

const build = (inputs: string): string => `uses: docker/build-push-action@v6\nwith:\n${inputs.split("\n").map((line) => `  ${line}`).join("\n")}`;

describe("a workflow", () => {
  it("builds what the action is given", () => {
    check(steps("uses: actions/checkout@v4", build("context: ./app\nfile: docker/Dockerfile\ntarget: prod\nplatforms: linux/amd64,linux/arm64\nno-cache: true\npull: true\ntags: |\n  acme/app:latest\n  acme/app:1\ncache-from: type=gha\ncache-to: type=gha,mode=max")), [
      "6 build: app docker/Dockerfile target=prod from=type=gha to=type=gha,mode=max on=linux/amd64|linux/arm64 no-cache pull as=acme/app:latest|acme/app:1",
    ]);
  });

  it("has the Dockerfile in the context, and git for one if none is named", () => {
    check(steps(build("context: app")), ["5 build: app app/Dockerfile"]);
    check(steps(build("push: true")), ["5 build: git({{defaultContext}}, .) Dockerfile"]);
    check(steps(build("file: docker/api.Dockerfile")), ["5 build: git({{defaultContext}}, .) docker/api.Dockerfile"]);
    check(steps(build("context: '{{defaultContext}}:app'")), ["5 build: git({{defaultContext}}:app, app) app/Dockerfile"]);
    check(steps(build("context: https://github.com/a/b.git#main")), ["5 build: git(https://github.com/a/b.git#main) unknown()"]);
    check(steps(build("context: ${{ github.workspace }}/app\nfile: ${{ github.workspace }}/Dockerfile.app")), ["5 build: app Dockerfile.app"]);
    check(steps("uses: docker/build-push-action@v6"), ["5 build: git({{defaultContext}}, .) Dockerfile"]);
  });

  it("passes arguments and named contexts, one a line", () => {
    check(steps(build("context: .\nbuild-args: |\n  A=1\n  SHA=${{ github.sha }}\n  # no\n  REF=${{ github.ref_name }}\n  URL=a=b\n  \"Q=x y\"\nbuild-contexts: |\n  shared=./shared\n  base=docker-image://alpine:3.22")), [
      "5 build: . Dockerfile A=1 SHA=volatile(${{ github.sha }}) REF=unknown(${{ github.ref_name }}) URL=a=b Q=x y shared:=shared base:=image(docker-image://alpine:3.22)",
    ]);
  });

  it("knows env, outputs of steps, and inputs with defaults", () => {
    check("on:\n  workflow_dispatch:\n    inputs:\n      dir: { default: web }\nenv:\n  FILE: Dockerfile.web\n  TAG: ${{ github.sha }}\njobs:\n  b:\n    env: { DIR: app }\n    steps:\n      - id: meta\n        run: |\n          now=$(date +%s)\n          echo \"time=$now\" >> $GITHUB_OUTPUT\n          echo \"kind=release\" >> \"$GITHUB_OUTPUT\"\n      - uses: docker/build-push-action@v6\n        with:\n          context: ${{ env.DIR }}\n          file: ${{ inputs.dir }}/${{ env.FILE }}\n          build-args: |\n            T=${{ steps.meta.outputs.time }}\n            K=${{ steps.meta.outputs.kind }}\n            G=${{ env.TAG }}\n            N=${{ steps.other.outputs.x }}\n", [
      "17 b: app web/Dockerfile.web T=volatile(${{ steps.meta.outputs.time }}) K=release G=volatile(${{ env.TAG }}) N=unknown(${{ steps.other.outputs.x }})",
    ]);
  });

  it("expands a matrix that is written out", () => {
    const job = (matrix: string): string => `jobs:\n  b:\n    strategy:\n      matrix: ${matrix}\n    steps:\n      - ${build("context: ${{ matrix.dir }}\ntarget: ${{ matrix.image.target }}").replaceAll("\n", "\n        ")}\n`;
    check(job("{ dir: [a, b], os: [x, y] }"), ["6 b: a a/Dockerfile target=unknown(${{ matrix.image.target }})", "6 b: b b/Dockerfile target=unknown(${{ matrix.image.target }})"]);
    check(job("{ dir: [a], image: [{ target: one }, { target: two }] }"), ["6 b: a a/Dockerfile target=one", "6 b: a a/Dockerfile target=two"]);
    check(job("{ include: [{ dir: a, image: { target: one } }, { dir: b, image: { target: two } }] }"), ["6 b: a a/Dockerfile target=one", "6 b: b b/Dockerfile target=two"]);
    check(job("{ dir: [a, b, c], exclude: [{ dir: b }], include: [{ dir: a, image: { target: x } }, { dir: d, image: { target: y } }] }"), [
      "6 b: a a/Dockerfile target=x",
      "6 b: c c/Dockerfile target=unknown(${{ matrix.image.target }})",
      "6 b: d d/Dockerfile target=y",
    ]);
    check(job("${{ fromJSON(needs.x.outputs.y) }}"), ["6 b: unknown(${{ matrix.dir }}) unknown() target=unknown(${{ matrix.image.target }})"]);
  });

  it("builds in `run`, from the directory of the step", () => {
    check(steps("run: docker build -t app --build-arg SHA=$GITHUB_SHA ."), ["5 build: . Dockerfile SHA=volatile($GITHUB_SHA) as=app"]);
    check(steps("working-directory: web\nrun: |\n  npm ci\n  docker buildx build --target prod -f Dockerfile.prod ."), ["8 build: web web/Dockerfile.prod target=prod"]);
    check("defaults: { run: { working-directory: api } }\njobs:\n  b:\n    steps:\n      - run: cd sub && docker build .\n      - run: docker build .\n        shell: pwsh\n", ["5 b: api/sub api/sub/Dockerfile"]);
  });

  it("does not take other repositories for this one", () => {
    const other = "uses: actions/checkout@v4\nwith: { repository: acme/other }";
    const beside = "uses: actions/checkout@v4\nwith: { repository: acme/other, path: other }";
    const own = "uses: actions/checkout@v4\nwith: { path: src/own }";
    check(steps(other, build("context: .")), ["7 build: unknown(.) unknown()"]);
    check(steps("uses: actions/checkout@v4", beside, build("context: other/app")), ["8 build: unknown(other/app) unknown()"]);
    check(steps(own, build("context: src/own/app\nfile: src/own/Dockerfile")), ["7 build: app Dockerfile"]);
    check(steps(own, "working-directory: src/own\nrun: docker build app"), ["8 build: app app/Dockerfile"]);
    check(steps(own, build("context: .\nfile: src/own/Dockerfile")), ["7 build: unknown(.) Dockerfile"]);
  });

  it("follows local workflows and actions with what they are given", () => {
    const called = "on:\n  workflow_call:\n    inputs:\n      dir: { type: string }\n      target: { type: string, default: prod }\njobs:\n  b:\n    steps:\n      - uses: docker/build-push-action@v6\n        with: { context: '${{ inputs.dir }}', target: '${{ inputs.target }}' }\n";
    check("jobs:\n  one:\n    uses: ./.github/workflows/build.yml\n    with: { dir: api }\n  two:\n    strategy: { matrix: { dir: [a, b] } }\n    uses: ./.github/workflows/build.yml\n    with: { dir: '${{ matrix.dir }}', target: x }\n", [
      ".github/workflows/build.yml:9 b: api api/Dockerfile target=~prod",
      ".github/workflows/build.yml:9 b: a a/Dockerfile target=x",
      ".github/workflows/build.yml:9 b: b b/Dockerfile target=x",
    ], { ".github/workflows/build.yml": called });
    const action = "inputs: { dir: { default: . } }\nruns:\n  using: composite\n  steps:\n    - run: docker build ${{ inputs.dir }}\n      shell: bash\n";
    check(steps("uses: ./.github/actions/build\nwith: { dir: web }", "uses: ./.github/actions/build"), [
      ".github/actions/build/action.yml:5 build: web web/Dockerfile",
      ".github/actions/build/action.yml:5 build: . Dockerfile",
    ], { ".github/actions/build/action.yml": action });
  });

  it("survives cycles and nonsense", () => {
    check("jobs:\n  a:\n    uses: ./.github/workflows/ci.yml\n", []);
    check(steps("uses: ./x"), [], { "x/action.yml": "runs:\n  steps:\n    - uses: ./x\n" });
    check("env:\n  A: ${{ env.B }}\n  B: ${{ env.A }}\njobs:\n  b:\n    steps:\n      - uses: docker/build-push-action@v6\n        with: { context: '${{ env.A }}' }\n", ["7 b: unknown(${{ env.A }}) unknown()"]);
    check("jobs: [1, { steps: 3 }]\n", []);
    check("jobs:\n  a: { steps: { run: x }, strategy: { matrix: [1] } }\n  b: { steps: [1, null, { uses: [x] }, { run: {} }] }\n", []);
    check("jobs:\n  - a: [\n", ["! 3:1 This is no valid YAML: Flow sequence in block collection must be sufficiently indented and end with a ]."]);
  });

  it("is known by its place", () => {
    for (const file of [".github/workflows/a.yml", ".github/workflows/a.yaml", ".github/actions/x/action.yml", "action.yaml"]) assert.ok(isWorkflow(file), file);
    for (const file of ["workflows/a.yml", ".github/a.yml", ".github/workflows/a/b.yml", "transaction.yml"]) assert.ok(!isWorkflow(file), file);
  });
});
