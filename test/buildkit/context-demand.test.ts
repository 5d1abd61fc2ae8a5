import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { contextDemand, type ContextDemand } from "../../buildkit/context-demand.ts";
import { model } from "../support/model.ts";

const cases: readonly ({ readonly name: string; readonly dockerfile: string } & ContextDemand)[] = [
  { name: "named sources, the whole context never", dockerfile: "FROM a\nCOPY package.json src/ ./\nCOPY . .\n", sources: ["package.json", "src"], alternatives: [] },
  { name: "sources of bind mounts", dockerfile: "FROM a\nRUN --mount=source=go.mod,target=go.mod x\n", sources: ["go.mod"], alternatives: [] },
  { name: "one of an instruction's wildcards", dockerfile: "FROM a\nCOPY package.json yarn.lock* pnpm-lock.yaml* ./\n", sources: ["package.json"], alternatives: [["yarn.lock*", "pnpm-lock.yaml*"]] },
  { name: "manifests that come with a directory", dockerfile: "FROM a\nWORKDIR /app\nCOPY api/ .\nRUN pip install -r requirements.txt\n", sources: ["api"], alternatives: [["api/requirements.txt"]] },
  { name: "manifests that are named are sources already", dockerfile: "FROM a\nWORKDIR /app\nCOPY requirements.txt .\nRUN pip install -r requirements.txt\n", sources: ["requirements.txt"], alternatives: [] },
  { name: "what a build looks for, and what it names", dockerfile: "FROM a\nWORKDIR /src\nCOPY . .\nRUN cd svc && go build -o /bin/x ./cmd/x\n", sources: [], alternatives: [], preferences: [["svc/go.mod", "go.mod"], ["svc/cmd/x"]] },
  { name: "nothing that a build finds elsewhere", dockerfile: "FROM a\nCOPY . /docs\nRUN cd /src && go build\n", sources: [], alternatives: [] },
  { name: "nothing of stages that nobody needs, nor of other stages and addresses", dockerfile: "FROM a AS x\nCOPY old /\nFROM a AS y\nFROM b\nCOPY --from=y /o /o\nADD https://e.com/x /\n", sources: [], alternatives: [] },
];

describe("contextDemand", () => {
  for (const { name, dockerfile, ...expected } of cases) it(name, () => assert.deepEqual(contextDemand(model(dockerfile)), expected));
});
