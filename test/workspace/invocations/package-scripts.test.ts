import assert from "node:assert/strict";
import { readPackageScripts } from "../../../workspace/invocations/package-scripts.ts";
import { describeInvocation, filesWith } from "./describe-invocation.ts";

const cases: readonly [name: string, source: string, ...invocations: string[]][] = [
  ["a script", '{\n  "name": "x",\n  "scripts": {\n    "test": "echo",\n    "image": "docker build -t x ."\n  }\n}', "5 [image] web/Dockerfile < web @x"],
  ["commands in a row", '{"scripts": {"image": "npm run build && cd .. && docker build -f web/D ."}}', "1 [image] web/D < ."],
  ["escapes", String.raw`{"scripts": {"image": "docker build --build-arg \"A=b c\" --build-arg D=$(date) ."}}`, "1 [image] web/Dockerfile < web A=b c D~$(date)"],
  ["the version", '{"version": "1.2.0", "scripts": {"image": "docker build --build-arg V=$npm_package_version ."}}', "1 [image] web/Dockerfile < web V=1.2.0"],
  ["launchers", '{"scripts": {"image": "cross-env A=1 docker build --build-arg A .", "b": "dotenv -e .env -- docker build ."}}', "1 [image] web/Dockerfile < web A?A", "1 [b] web/Dockerfile < web"],
  ["what is no build", '{"scripts": {"build": "tsc", "a": "docker run x", "b": 1, "c": null}, "config": {"d": "docker build ."}}'],
  ["what is no object", '["docker build ."]'],
  ["scripts that are none", '{"scripts": "docker build ."}'],
  ["a text that ends too early", '{"scripts": {"image": "docker build .", "b": "docker bui', "1 [image] web/Dockerfile < web"],
  ["no text", ""],
];

describe("scripts of a package", () => {
  for (const [name, source, ...invocations] of cases) {
    it(`with ${name}`, () => assert.deepEqual(readPackageScripts("/r/web/package.json", source, filesWith({})).invocations.map(describeInvocation), invocations));
  }
});
