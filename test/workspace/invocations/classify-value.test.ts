import assert from "node:assert/strict";
import { classifyValue, type ValueScope } from "../../../workspace/invocations/classify-value.ts";
import type { InvokedValue } from "../../../workspace/invocations/invocation.ts";
import { describeValue } from "./describe-invocation.ts";

const variables: Readonly<Record<string, InvokedValue>> = {
  "0": { kind: "literal", value: "/r/scripts/build.sh" },
  TARGET: { kind: "literal", value: "prod" },
  EMPTY: { kind: "literal", value: "" },
  SHA: { kind: "volatile", text: "$(git rev-parse HEAD)" },
  INPUT: { kind: "unknown", text: "$INPUT" },
  DEFAULT: { kind: "literal", value: "a", isDefault: true },
  GIT_COMMIT: { kind: "literal", value: "v1" },
};
const scope: ValueScope = {
  variable: (name) => variables[name],
  reference: (name) => (name === "matrix.version" ? { kind: "literal", value: "22" } : undefined),
  directory: "/r/sub",
  repository: "/r",
};

const literals: readonly [text: string, value: string][] = [
  ["", ""],
  ["1.2.3", "1.2.3"],
  ["costs 5$", "costs 5$"],
  ["$TARGET", "prod"],
  ["${TARGET}-slim", "prod-slim"],
  ["${TARGET:-dev}", "prod"],
  ["${TARGET:?must be set}", "prod"],
  ["${EMPTY-dev}", ""],
  ["$GIT_COMMIT", "v1"],
  ["$PWD", "/r/sub"],
  ["$(pwd)/app", "/r/sub/app"],
  ["`pwd`", "/r/sub"],
  ["$(cd .. && pwd -P)", "/r"],
  ["$(dirname $0)", "/r/scripts"],
  ['$(dirname "$(readlink -f "$0")")/..', "/r/scripts/.."],
  ["${0%/*}", "/r/scripts"],
  ["$(basename $0 .sh)", "build"],
  ['$( cd "$( dirname "${BASH_SOURCE[0]}" )/.." >/dev/null 2>&1 && pwd )', "/r"],
  ["$(git rev-parse --show-toplevel)", "/r"],
  ["$(git rev-parse --show-toplevel 2>/dev/null || pwd)", "/r"],
  ["$(echo a b)", "a b"],
  ["$CI_PROJECT_DIR/app", "/r/app"],
  ["${{ github.workspace }}/app", "/r/app"],
  ["${{ 'it''s' }}", "it's"],
  ["${{ matrix.version }}-slim", "22-slim"],
  ["${{ env.TARGET }}", "prod"],
];

const defaults: readonly [text: string, value: string][] = [
  ["${VERSION:-dev}", "dev"],
  ["${VERSION-dev}", "dev"],
  ["${VERSION:='a b'}", "a b"],
  ["${VERSION:-${TARGET}}", "prod"],
  ["${1:-prod}", "prod"],
  ["${INPUT:-prod}", "prod"],
  ["${EMPTY:-dev}", "dev"],
  ["v${VERSION:-1}", "v1"],
  ["$DEFAULT", "a"],
  ["${DEFAULT:-b}", "a"],
  ["${{ inputs.tag || 'dev' }}", "dev"],
];

const volatile = [
  "$SHA",
  "v1-$SHA",
  "${SHA:0:7}",
  "${SHA::7}",
  "${SHA%-*}",
  "${SHA:-dev}",
  "${TAG:-$SHA}",
  "${CI_COMMIT_SHA:-dev}",
  "$GITHUB_SHA",
  "$BUILD_NUMBER",
  "$CI_PIPELINE_IID",
  "$APP_GIT_SHA",
  "$RANDOM",
  "$(date)",
  "$(date -u +'%Y-%m-%dT%H:%M:%SZ')",
  "$(date +%s)",
  "$(date +%Y%m%d)",
  "$(date --iso-8601=seconds)",
  "$(date -d '-1 day' +%F)",
  "`git rev-parse --short HEAD`",
  "$(git rev-parse --short=8 HEAD)",
  "$(git -C .. rev-parse HEAD)",
  "$(git log -1 --format=%h)",
  "$(git show -s --format=%ct HEAD)",
  "$(git describe --tags --always --dirty)",
  "$(git describe --tags 2>/dev/null || echo dev)",
  "$(git rev-list --count HEAD)",
  "$(git rev-parse HEAD | cut -c1-7)",
  "$(echo $GITHUB_SHA | cut -c1-8)",
  "$(cut -c1-8 <<< $GITHUB_SHA)",
  "$(echo ${{ github.sha }} | cut -c1-8)",
  "$(uuidgen)",
  "$(cat /proc/sys/kernel/random/uuid)",
  "$(Build.BuildId)",
  "${{ github.sha }}",
  "${{github.sha}}",
  "${{ github.run_id }}",
  "pr-${{ github.event.pull_request.head.sha }}",
  "${{ github.event.pull_request.head.sha || github.sha }}",
  "${{ format('v{0}', github.run_number) }}",
  "${{ steps.vars.outputs.sha_short }}",
  "${{ needs.prepare.outputs.build-date }}",
  "${{ env.SHA }}",
  "${{ fromJSON(steps.meta.outputs.json).labels['org.opencontainers.image.created'] }}",
];

const unknown = [
  "$VERSION",
  "$1",
  "$INPUT",
  "${INPUT:-}",
  "${VERSION:-}",
  "${VERSION:-$OTHER}",
  "${VERSION:?must be set}",
  "${TARGET#p}",
  "${#TARGET}",
  "${!TARGET}",
  "${ARGS[@]}",
  "$((1 + 2))",
  "$(cat VERSION)",
  "$(cat VERSION",
  "${VERSION",
  "`cat",
  "$(node -p \"require('./package.json').version\")",
  "$(git describe --tags --abbrev=0)",
  "$(git rev-parse --abbrev-ref HEAD)",
  "$(git branch --show-current)",
  "$(git rev-parse HEAD:app)",
  "$(git log -1 --format=%h -- app)",
  "$(date -r Dockerfile)",
  "$(date -d @$SOURCE_DATE_EPOCH)",
  "$(date +%Y)",
  "$(date +%Y-%m)",
  "$(date +%G-%V)",
  "$(test $GITHUB_SHA = x && cat a)",
  "$(sha256sum package.json)",
  "$CI_COMMIT_REF_NAME",
  "${{ github.ref_name }}",
  "${{ github.head_ref || github.ref_name }}",
  "${{ github.sha == 'x' }}",
  "${{ steps.meta.outputs.version }}",
  "${{ steps.build.outputs.digest }}",
  "${{ hashFiles('app/**') }}",
  "${{ matrix.os }}",
  "${{ secrets.TOKEN }}",
  "${{ github.sha",
];

describe("a value that a build is given", () => {
  for (const [text, value] of literals) it(`is known: ${text}`, () => assert.equal(describeValue(classifyValue(text, scope)), `=${value}`));
  for (const [text, value] of defaults) it(`is known unless the environment says otherwise: ${text}`, () => assert.equal(describeValue(classifyValue(text, scope)), `:-${value}`));
  for (const text of volatile) it(`is volatile: ${text}`, () => assert.deepEqual(classifyValue(text, scope), { kind: "volatile", text }));
  for (const text of unknown) it(`is unknown: ${text}`, () => assert.deepEqual(classifyValue(text, scope), { kind: "unknown", text }));

  it("has no directory where none is known", () => {
    for (const text of ["$(pwd)", "$PWD", "$(git rev-parse --show-toplevel)", "$GITHUB_WORKSPACE", "$(dirname $0)"]) {
      assert.equal(classifyValue(text).kind, "unknown", text);
    }
  });

  it("may be any text", () => {
    for (const part of ["$(", "${", "`", "${X:-", "${{ ", "$((", '"$(', "$(echo ${X:-`", "'"]) {
      for (const count of [1, 7, 100, 10_000]) {
        for (const text of [part.repeat(count), `${part.repeat(count)}x${")}`".repeat(count)}`]) assert.ok(["literal", "unknown", "volatile"].includes(classifyValue(text, scope).kind));
      }
    }
  });
});
