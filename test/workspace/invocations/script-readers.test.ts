import assert from "node:assert/strict";
import { scriptReaders } from "../../../workspace/invocations/script-readers.ts";
import { describeInvocation, filesWith } from "./describe-invocation.ts";

const bake = 'group "default" {\n  targets = ["a"]\n}\ntarget "a" {\n  context = "web"\n}\ntarget "b" {}';

describe("a file with build commands", () => {
  const names: readonly [file: string, isRead: boolean][] = [
    ["Makefile", true], ["sub/GNUmakefile", true], ["Makefile.docker", true], ["a.mk", true], ["build.sh", true], ["a.bash", true], ["web/package.json", true],
    ["docker-bake.hcl", true], ["docker-bake.override.json", true], ["x/docker-bake.ci.hcl", true],
    ["makefile.md", false], ["cmakefile", false], ["build.zsh", false], ["package-lock.json", false], ["main.hcl", false], ["my-docker-bake.hcl", false],
  ]; // prettier-ignore
  for (const [file, isRead] of names) it(`is ${isRead ? "" : "not "}${file}`, () => assert.equal(scriptReaders.some(({ isOne }) => isOne(file)), isRead));

  const cases: readonly [name: string, file: string, texts: Readonly<Record<string, string>>, ...invocations: string[]][] = [
    ["calls bake, which finds its files", "build.sh", { "build.sh": "docker buildx bake", "docker-bake.hcl": bake }, "docker-bake.hcl 4 [a] web/Dockerfile < web"],
    ["calls bake with its own file", "Makefile", { "Makefile": "i:\n\tTAG=x docker buildx bake -f ci/x.hcl b", "ci/x.hcl": bake }, "ci/x.hcl 7 [b] Dockerfile < ."],
    ["calls bake with a target that nobody knows", "build.sh", { "build.sh": "docker buildx bake $1", "docker-bake.hcl": bake }, "docker-bake.hcl 4 [a] web/Dockerfile < web", "docker-bake.hcl 7 [b] Dockerfile < ."],
    ["calls bake without a file", "package.json", { "package.json": '{"scripts": {"a": "docker buildx bake"}}' }],
    ["calls bake with a file that is no bake file", "build.sh", { "build.sh": "docker buildx bake -f compose.yaml", "compose.yaml": "services: {}" }],
    ["calls bake and builds", "web/package.json", { "web/package.json": '{"scripts": {"a": "docker build .", "b": "docker buildx bake -f ../docker-bake.hcl b"}}', "docker-bake.hcl": bake }, "web/package.json 1 [a] web/Dockerfile < web", "docker-bake.hcl 7 [b] web/Dockerfile < web"],
  ];
  for (const [name, file, texts, ...invocations] of cases) it(name, () => check(file, texts, invocations));
});

describe("a bake file that nobody calls", () => {
  const cases: readonly [name: string, file: string, texts: Readonly<Record<string, string>>, ...invocations: string[]][] = [
    ["is run beside its Dockerfiles", "docker/docker-bake.hcl", { "docker/docker-bake.hcl": bake, "docker/web/Dockerfile": "" }, "docker/docker-bake.hcl 4 [a] docker/web/Dockerfile < docker/web", "docker/docker-bake.hcl 7 [b] docker/Dockerfile < docker"],
    ["is run in the root", "docker/docker-bake.hcl", { "docker/docker-bake.hcl": bake, "web/Dockerfile": "" }, "docker/docker-bake.hcl 4 [a] web/Dockerfile < web", "docker/docker-bake.hcl 7 [b] Dockerfile < ."],
    ["is run nobody knows where", "docker/docker-bake.hcl", { "docker/docker-bake.hcl": bake }, "docker/docker-bake.hcl 4 [a] ?Dockerfile < ?web", "docker/docker-bake.hcl 7 [b] ?Dockerfile < ?."],
    ["is read with its override", "docker-bake.hcl", { "docker-bake.hcl": bake, "docker-bake.override.hcl": 'target "a" {\n  dockerfile = "D"\n}' }, "docker-bake.override.hcl 1 [a] web/D < web", "docker-bake.hcl 7 [b] Dockerfile < ."],
    ["is told once", "docker-bake.override.hcl", { "docker-bake.hcl": bake, "docker-bake.override.hcl": 'target "a" {}' }],
    ["is read alone under another name", "docker-bake.ci.hcl", { "docker-bake.hcl": bake, "docker-bake.ci.hcl": 'target "c" {}' }, "docker-bake.ci.hcl 1 [c] Dockerfile < ."],
  ];
  for (const [name, file, texts, ...invocations] of cases) it(name, () => check(file, texts, invocations));
});

function check(file: string, texts: Readonly<Record<string, string>>, invocations: readonly string[]): void {
  const reader = scriptReaders.find(({ isOne }) => isOne(file));
  const text = texts[file] ?? "";
  assert.ok(reader);
  assert.match(text, reader.mention);
  const reading = reader.read(`/r/${file}`, text, filesWith(texts));
  assert.deepEqual(reading.invocations.map((invocation) => `${invocation.origin.file.slice("/r/".length)} ${describeInvocation(invocation)}`), invocations);
  assert.deepEqual(reading.problems, []);
}
