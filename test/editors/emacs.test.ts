import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryTree } from "../workspace/temporary-tree.ts";
import { codes, fixed } from "./expected.ts";
import { installDebian } from "./install.ts";
import { writeProject } from "./project.ts";

interface Result {
  readonly steps: readonly string[];
  readonly failed: string | false;
  readonly codes: readonly string[];
  readonly offered: readonly string[];
}

describe("Emacs with Eglot", function () {
  this.timeout(300_000);

  before(() => installDebian({ emacs: "emacs-nox elpa-eglot elpa-dockerfile-mode" }));

  it("shows the findings, creates the ignore file, fixes and saves", () => {
    const project = writeProject();
    const home = temporaryTree({});
    const result = join(home, "result.json");
    const command = [process.execPath, join(import.meta.dirname, "../../dist/cli.cjs"), "lsp", "--stdio"];
    const environment = { HOME: home, LAYERWISE_COMMAND: command.join("\n"), LAYERWISE_PROJECT: project, LAYERWISE_RESULT: result };
    const { output, error } = spawnSync("emacs", ["--batch", "-l", join(import.meta.dirname, "emacs.el")], { env: { ...process.env, ...environment }, encoding: "utf8", timeout: 120_000 });
    assert.ok(existsSync(result), `${String(error)}\n${output.join("")}`);
    const { steps, failed, codes: found, offered } = JSON.parse(readFileSync(result, "utf8")) as Result;
    assert.equal(failed, false, output.join(""));
    assert.deepEqual(found, codes);
    assert.deepEqual(offered, ["Copy `package.json` and `package-lock.json` first and `.` after `npm ci`", "Disable no-broad-copy-before-install for this instruction"]);
    assert.deepEqual(steps, ["diagnostics", "ignore file", "one finding less", "fix", "no finding"]);
    assert.equal(readFileSync(join(project, "Dockerfile"), "utf8"), fixed);
    assert.match(readFileSync(join(project, ".dockerignore"), "utf8"), /node_modules$/m);
  });
});
