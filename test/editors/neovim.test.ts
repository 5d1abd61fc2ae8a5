import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryTree } from "../workspace/temporary-tree.ts";
import { codes, fixed } from "./expected.ts";
import { installDebian } from "./install.ts";
import { writeProject } from "./project.ts";

interface Result {
  readonly filetype: string;
  readonly steps: readonly string[];
  readonly failed?: string;
  readonly codes: readonly string[];
  readonly offered: readonly string[];
}

describe("Neovim", function () {
  this.timeout(300_000);

  before(() => installDebian({ nvim: "neovim" }));

  it("shows the findings, creates the ignore file, fixes and saves", () => {
    const project = writeProject();
    const result = join(temporaryTree({}), "result.json");
    const command = [process.execPath, join(import.meta.dirname, "../../dist/cli.cjs"), "lsp", "--stdio"];
    const environment = { LAYERWISE_COMMAND: command.join("\n"), LAYERWISE_PROJECT: project, LAYERWISE_RESULT: result };
    const { output, error } = spawnSync("nvim", ["--headless", "-u", "NONE", "-i", "NONE", "-n", "-c", `luafile ${join(import.meta.dirname, "neovim.lua")}`], {
      env: { ...process.env, XDG_STATE_HOME: project, ...environment },
      encoding: "utf8",
      timeout: 120_000,
    });
    assert.ok(existsSync(result), `${String(error)}\n${output.join("")}`);
    const { steps, failed, filetype, codes: found, offered } = JSON.parse(readFileSync(result, "utf8")) as Result;
    assert.equal(failed, undefined, output.join(""));
    assert.equal(filetype, "dockerfile");
    assert.deepEqual(found, codes);
    assert.deepEqual(offered, ["Copy `package.json` and `package-lock.json` first and `.` after `npm ci`", "Fix all safe Layerwise problems", "Disable no-broad-copy-before-install for this instruction"]);
    assert.deepEqual(steps, ["diagnostics", "ignore file", "one finding less", "fix", "no finding", "stopped"]);
    assert.equal(readFileSync(join(project, "Dockerfile"), "utf8"), fixed);
    assert.match(readFileSync(join(project, ".dockerignore"), "utf8"), /node_modules$/m);
  });
});
