import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { temporaryTree } from "../../workspace/temporary-tree.ts";
import { runCommand } from "../run-command.ts";

const dockerfile = `FROM node:22 AS build
ARG MODE
COPY package*.json $MODE ./
RUN --mount=type=secret,id=s --mount=type=bind,target=/x git clone https://e.com/x && npm install
FROM nginx
ADD https://e.com/x /x
COPY --from=build /app/dist /srv
COPY --from=other:1 /q /q
FROM scratch
COPY --from=1 / /
`;
const files = { ".git/": "", Dockerfile: dockerfile, "package.json": "{}" };

describe("the JSON of layerwise explain", () => {
  const schema = JSON.parse(readFileSync(new URL("../../../docs/explain.schema.json", import.meta.url), "utf8")) as object;
  const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schema);

  const cases: readonly (readonly string[])[] = [
    [],
    ["--change", "package.json", "--change-arg", "MODE", "--change-image", "node:22", "--change-remote", "https://e.com/x"],
    ["--change", "package.json", "--cache", "min"],
    ["--cache", "none", "--target", "build"],
  ];
  for (const args of cases) {
    it(`is as its schema says, with ${args.join(" ") || "no flag"}`, async () => {
      const { stdout, code } = await runCommand(["explain", "--context", ".", "--format", "json", ...args], { cwd: temporaryTree(files) });
      assert.equal(code, 0);
      assert.ok(validate(JSON.parse(stdout)), JSON.stringify(validate.errors, undefined, 1));
    });
  }

  it("is as its schema says where nothing is known", async () => {
    const { stdout } = await runCommand(["explain", "--format", "json"], { cwd: temporaryTree({ ".git/": "", Dockerfile: "FROM $X\nCOPY nowhere /\nONBUILD RUN x" }) });
    assert.ok(validate(JSON.parse(stdout)), JSON.stringify(validate.errors));
  });

  it("tells a step's whole story", async () => {
    const { stdout } = await runCommand(["explain", "--context", ".", "--format", "json", "--change", "package.json"], { cwd: temporaryTree(files) });
    const { steps } = JSON.parse(stdout) as { steps: readonly { name: string }[] };
    assert.deepEqual(steps.find(({ name }) => name === "[build 2/3] COPY package*.json  ./"), {
      name: "[build 2/3] COPY package*.json  ./",
      line: 3,
      stage: "build",
      status: "rebuilt",
      cause: { kind: "file", text: "package.json changed, which `COPY package*.json $MODE ./` (line 3) takes in", origin: null },
      limit: null,
      dependsOn: [],
      inputs: [
        { kind: "context", path: "package*.json", isPattern: true, excludes: [], via: "copy", files: 1 },
        { kind: "context", path: null, isPattern: false, excludes: [], via: "copy", files: null },
        { kind: "arg", name: "MODE" },
      ],
      reads: [],
      cost: "light",
    });
  });
});
