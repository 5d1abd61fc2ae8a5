import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { Build } from "../../buildkit/model.ts";
import { model, runs } from "../support/model.ts";

const bases = (build: Build): readonly string[] =>
  build.stages.map(({ base }) => {
    switch (base.kind) {
      case "stage":
        return `stage ${base.stage.index}`;
      case "image":
        return base.reference.text;
      case "scratch":
        return "scratch";
      case "unknown":
        return `? ${base.text}`;
    }
  });

describe("stages", () => {
  const cases: readonly { readonly name: string; readonly dockerfile: string; readonly expected: readonly string[] }[] = [
    { name: "an image", dockerfile: "FROM node:22", expected: ["node:22"] },
    { name: "a stage by its alias, in any case of letters", dockerfile: "FROM node:22 AS Deps\nFROM DEPS", expected: ["node:22", "stage 0"] },
    { name: "a stage below --platform", dockerfile: "FROM --platform=$BUILDPLATFORM go AS b\nFROM --platform=linux/amd64 b", expected: ["go", "stage 0"] },
    { name: "a later alias is no earlier stage", dockerfile: "FROM b\nFROM a AS b", expected: ["b", "a"] },
    { name: "scratch", dockerfile: "FROM scratch", expected: ["scratch"] },
    { name: "an ARG with a default", dockerfile: "ARG V=22\nFROM node:${V}-slim", expected: ["node:22-slim"] },
    { name: "a default in the reference", dockerfile: "ARG V\nFROM node:${X:-20}", expected: ["node:20"] },
    { name: "an alternative that holds", dockerfile: "ARG D=1\nFROM node:22${D:+-slim}", expected: ["node:22-slim"] },
    { name: "an ARG without a default stays unknown", dockerfile: "ARG V\nFROM node:$V", expected: ["? node:$V"] },
    { name: "a platform argument stays unknown", dockerfile: "FROM base-$TARGETARCH", expected: ["? base-$TARGETARCH"] },
    { name: "an ARG decides which stage", dockerfile: "ARG T=dev\nFROM a AS dev\nFROM b AS prod\nFROM $T", expected: ["a", "b", "stage 0"] },
    { name: "an ARG of a stage is no global one", dockerfile: "FROM a\nARG V=1\nFROM b:$V", expected: ["a", "? b:$V"] },
  ];
  for (const { name, dockerfile, expected } of cases) it(name, () => assert.deepEqual(bases(model(dockerfile)), expected));

  it("a passed build argument wins over the default", () => {
    const build = model("ARG V=22\nFROM node:$V", undefined, { buildArgs: new Map([["V", "24"]]) });
    assert.deepEqual(bases(build), ["node:24"]);
  });

  it("only what the last stage needs is built", () => {
    const build = model("FROM a AS one\nFROM b AS two\nFROM c AS three\nCOPY --from=one /x /x\nRUN --mount=from=2,target=/y true");
    assert.deepEqual(build.stages.map(({ isBuilt }) => isBuilt), [true, false, true]);
  });

  it("a target decides what is built", () => {
    const build = model("FROM a AS one\nFROM one AS two\nFROM b", undefined, { target: "Two" });
    assert.deepEqual(build.stages.map(({ isBuilt }) => isBuilt), [true, true, false]);
  });

  it("knows who uses a stage, and how", () => {
    const build = model("FROM a AS one\nFROM one AS two\nCOPY --from=ONE /x /x\nRUN --mount=type=bind,from=0,source=/y,target=/y true");
    assert.deepEqual(build.stages[0]?.consumers.map(({ how, stage }) => `${how} ${stage.name}`), ["from two", "copy two", "mount two"]);
  });

  it("a chain begins with the oldest ancestor", () => {
    const build = model("FROM x AS a\nFROM a AS b\nFROM b AS c");
    assert.deepEqual(build.stages[2]?.chain.map(({ name }) => name), ["a", "b", "c"]);
  });
});

describe("steps", () => {
  it("are the instructions that make a vertex, counted as BuildKit's progress counts them", () => {
    const build = model("FROM a AS one\nARG X\nENV Y=1\nWORKDIR /w\nUSER 1\nRUN true\nLABEL a=b\nCOPY x y\nCMD z\nFROM one\nRUN true\nFROM scratch\nCOPY x y");
    assert.deepEqual(build.steps.map((step) => `${step.stage.name} ${step.number} ${step.kind}`), ["one 2 workdir", "one 3 run", "one 4 copy", "stage-1 1 run", "stage-2 1 copy"]);
  });

  const directories: readonly { readonly name: string; readonly dockerfile: string; readonly expected: string }[] = [
    { name: "WORKDIR is absolute", dockerfile: "FROM a\nWORKDIR /srv/app\nRUN true", expected: "/srv/app" },
    { name: "WORKDIR goes on from the one before", dockerfile: "FROM a\nWORKDIR /srv\nWORKDIR app/../api\nRUN true", expected: "/srv/api" },
    { name: "the base image's own directory is not known", dockerfile: "FROM a\nRUN true", expected: "?" },
    { name: "scratch starts at the root", dockerfile: "FROM scratch\nRUN true", expected: "/" },
    { name: "a child stage goes on where its parent ended", dockerfile: "FROM a AS p\nWORKDIR /p\nFROM p\nRUN true", expected: "/p" },
    { name: "ENV and ARG are substituted", dockerfile: "FROM a\nARG N=api\nENV HOME=/home/u\nWORKDIR $HOME/${N}\nRUN true", expected: "/home/u/api" },
    { name: "ENV hides an ARG", dockerfile: "FROM a\nENV D=/env\nARG D=/arg\nENV D=/last\nWORKDIR $D\nRUN true", expected: "/last" },
    { name: "an unknown variable stays in the path", dockerfile: "FROM a\nARG D\nWORKDIR ${D}/x\nRUN true", expected: "?$D/x" },
  ];
  for (const { name, dockerfile, expected } of directories) {
    it(name, () => {
      const [step] = runs(model(dockerfile)).slice(-1);
      assert.equal(step && `${step.directory.anchored ? "/" : "?"}${step.directory.path}`, expected);
    });
  }

  it("a global ARG holds in a stage that declares it again", () => {
    const build = model("ARG V=1\nFROM a\nRUN one\nARG V\nRUN two");
    assert.deepEqual(runs(build).map(({ environment }) => environment.variables.get("V")?.value), [undefined, "1"]);
  });

  it("every declared variable enters the key of later RUNs, used or not", () => {
    const [before, after] = runs(model("FROM a\nRUN one\nARG CACHEBUST\nENV X=1\nRUN two"));
    assert.deepEqual(before?.inputs, []);
    assert.deepEqual(after?.inputs.map((input) => input.kind === "variable" && input.variable.name), ["CACHEBUST", "X"]);
  });

  it("Windows images and other shells yield no commands", () => {
    for (const dockerfile of ["FROM mcr.microsoft.com/windows/servercore:ltsc2022\nRUN npm ci", 'FROM a\nSHELL ["pwsh", "-c"]\nRUN npm ci', "FROM --platform=windows/amd64 a\nRUN npm ci"]) {
      assert.deepEqual(runs(model(dockerfile)).flatMap(({ installs }) => installs), []);
    }
    assert.equal(runs(model('FROM a\nSHELL ["/bin/bash", "-c"]\nRUN npm ci'))[0]?.installs.length, 1);
  });

  it("triggers of a parent stage run first in its child, and stand apart in the parent", () => {
    const build = model("FROM a AS p\nONBUILD COPY . /app\nONBUILD RUN npm ci\nFROM p\nRUN true");
    assert.deepEqual(build.stages.map(({ steps, triggers }) => [steps.length, triggers.length]), [[0, 2], [3, 0]]);
  });
});

describe("inputs", () => {
  const cases: readonly { readonly name: string; readonly instruction: string; readonly expected: readonly string[] }[] = [
    { name: "files of the context", instruction: "COPY package.json src/ ./", expected: ["context package.json", "context src"] },
    { name: "the whole context", instruction: "COPY ./ /app", expected: ["context "] },
    { name: "a parent directory is clamped to the context's root", instruction: "COPY ../x .", expected: ["context x"] },
    { name: "a stage", instruction: "COPY --from=build /out /out", expected: ["stage build"] },
    { name: "a stage by index", instruction: "COPY --from=0 /out /out", expected: ["stage build"] },
    { name: "an image", instruction: "COPY --from=nginx:1.27 /etc/nginx /x", expected: ["image nginx:1.27"] },
    { name: "--from is never expanded", instruction: "COPY --from=$IMAGE /x /x", expected: [] },
    { name: "a URL", instruction: "ADD https://example.com/a.tar.gz /x", expected: ["url https://example.com/a.tar.gz"] },
    { name: "a repository", instruction: "ADD https://example.com/a.git#v1 /x", expected: ["git https://example.com/a.git#v1"] },
    { name: "a repository over ssh", instruction: "ADD git@example.com:a/b.git /x", expected: ["git git@example.com:a/b.git"] },
    { name: "COPY of a URL is a file", instruction: "COPY https://example.com/a /x", expected: ["context https:/example.com/a"] },
    { name: "a bind mount of the context", instruction: "RUN --mount=type=bind,source=go.mod,target=go.mod true", expected: ["context go.mod"] },
    { name: "a bind mount is the default type and takes everything", instruction: "RUN --mount=target=/src true", expected: ["context "] },
    { name: "a mount from a stage", instruction: "RUN --mount=from=build,src=/out,dst=/out true", expected: ["stage build"] },
    { name: "the seed of a cache mount", instruction: "RUN --mount=type=cache,from=build,target=/c true", expected: ["stage build"] },
    { name: "a cache mount alone is none", instruction: "RUN --mount=type=cache,target=/c true", expected: [] },
    { name: "a here-document is none", instruction: "COPY <<EOF /x\nhi\nEOF", expected: [] },
    { name: "an unknown source", instruction: "COPY $DIST /x", expected: ["context ?"] },
  ];
  for (const { name, instruction, expected } of cases) {
    it(name, () => {
      const build = model(`FROM a AS build\nRUN true\nFROM b\n${instruction}`);
      const inputs = build.stages[1]?.steps[0]?.inputs ?? [];
      const texts = inputs.map((input) => {
        switch (input.kind) {
          case "context":
            return `context ${input.path ?? "?"}`;
          case "stage":
            return `stage ${input.stage.name}`;
          case "image":
            return `image ${input.reference.text}`;
          case "variable":
            return `variable ${input.variable.name}`;
          default:
            return `${input.kind} ${input.url ?? "?"}`;
        }
      });
      assert.deepEqual(texts, expected);
    });
  }
});
