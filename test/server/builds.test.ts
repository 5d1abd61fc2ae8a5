import assert from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { temporaryTree } from "../workspace/temporary-tree.ts";
import { pulling, startEditor } from "./editor.ts";

const dockerfile = "FROM node:22.1.0@sha256:aa AS dev\nARG REVISION\nWORKDIR /app\nCOPY package.json package-lock.json ./\nRUN npm ci\nRUN echo $REVISION > /revision\n";
const compose = (revision: string): string => `services:\n  web:\n    build:\n      context: .\n      args:\n        REVISION: ${revision}\n`;

describe("files that tell of builds", () => {
  it("count as they stand in the editor", async () => {
    const root = temporaryTree({ ".git/": "", ".dockerignore": "node_modules\n.git\n", "package.json": "{}", "package-lock.json": "{}", Dockerfile: dockerfile, "compose.yaml": compose('"1"') });
    const editor = await startEditor({ capabilities: pulling, folders: [root], answers: { "workspace/configuration": () => [null] } });
    const [uri, composeUri] = [join(root, "Dockerfile"), join(root, "compose.yaml")].map((file) => pathToFileURL(file).href) as [string, string];
    const codes = async (): Promise<readonly unknown[]> => {
      const report = await editor.pull(uri);
      return report.kind === "full" ? report.items.map(({ code }) => code).filter((code) => code === "no-early-volatile-arg") : ["unchanged"];
    };
    editor.open(uri, dockerfile);
    assert.deepEqual(await codes(), []);
    editor.open(composeUri, compose('"${GIT_SHA}"'), { languageId: "yaml" });
    assert.deepEqual(await codes(), ["no-early-volatile-arg"]);
    editor.change(composeUri, compose('"2"'), 2);
    assert.deepEqual(await codes(), []);
  });
});
