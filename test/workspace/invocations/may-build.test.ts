import assert from "node:assert/strict";
import { mayBuild } from "../../../workspace/invocations/may-build.ts";

const builds = [
  "docker build .",
  "x\n  sudo podman build .\n",
  "docker buildx b .",
  "docker \\\n  build .",
  "docker\t\\\r\n build .",
  "$DOCKER build .",
  "$(DOCKER) build .",
  '"${ENGINE}" build .',
  "CMD='docker build'\n$CMD .",
  "BUILD := $(DOCKER) buildx build",
  "buildah bud .",
  "(cd a && docker build .)",
  "a;docker build;b",
  '{"scripts": {"a": "docker build"}}',
  "echo build; docker run a; docker bake",
];

const others = [
  "",
  "apt-get install docker build-essential",
  "# docker build .",
  "docker run a\nmake build",
  "npm run build",
  "build docker",
  "docker run builder",
  "docker rmi a_build b.build build/x",
];

describe("a text", () => {
  for (const text of builds) it(`may build: ${JSON.stringify(text)}`, () => assert.equal(mayBuild(text), true));
  for (const text of others) it(`does not build: ${JSON.stringify(text)}`, () => assert.equal(mayBuild(text), false));
  it("of one long line is read in time", () => {
    assert.equal(mayBuild("build ".repeat(100_000)), false);
    assert.equal(mayBuild("docker ".repeat(100_000)), false);
  });
});
