import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import packageJson from "../../package.json" with { type: "json" };
import { temporaryTree } from "../workspace/temporary-tree.ts";
import { fixed } from "./expected.ts";
import { writeProject } from "./project.ts";
import { installVsCode, openWindow, writeSettings, type Page } from "./vs-code.ts";

const root = join(import.meta.dirname, "../..");

describe("VS Code", function () {
  this.timeout(300_000);
  let vsix = "";

  before(() => {
    installVsCode();
    const work = temporaryTree({});
    vsix = join(work, `${packageJson.name}-${packageJson.version}.vsix`);
    execFileSync(join(root, "node_modules/.bin/vsce"), ["package", "--no-dependencies", "--out", vsix], { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
    execFileSync("unzip", ["-q", vsix, "-d", work]);
  });

  it("does all that its interface can ask for", async () => {
    const project = writeProject();
    writeSettings(project, { "files.autoSave": "off" });
    const suite = join(project, "../", `${project.split("/").at(-1) ?? ""}-suite.cjs`);
    await build({ entryPoints: [join(import.meta.dirname, "vs-code-suite.ts")], outfile: suite, bundle: true, platform: "node", format: "cjs", external: ["vscode"] });
    const window = await openWindow({});
    try {
      const log: string[] = [];
      await window.page.exposeFunction("codeAutomationLog", (type: string, args: readonly unknown[]) => log.push(`${type} ${String(args[0])}`));
      const exit = new EventEmitter();
      await window.page.exposeFunction("codeAutomationExit", (code: number) => exit.emit("exit", code));
      const ended = once(exit, "exit");
      await window.open(project, [
        ["extensionDevelopmentPath", window.uriOf(join(vsix, "../extension"))],
        ["extensionTestsPath", window.uriOf(suite)],
      ]);
      assert.deepEqual(await ended, [0], log.filter(isOurs).join("\n"));
    } finally {
      await window.close();
    }
  });

  it("shows the squiggle and the message, offers the fix and saves the file", async () => {
    const project = writeProject();
    writeSettings(project, calm);
    const window = await openWindow({ vsix: [vsix], size: [1100, 500] });
    try {
      const { page } = window;
      await window.open(project, [["openFile", window.uriOf(join(project, "Dockerfile"))]]);
      await page.locator(".squiggly-warning").first().waitFor({ timeout: 120_000 });
      await page.keyboard.press("Control+b");
      await page.keyboard.press("Control+Shift+m");
      await page.locator(".markers-panel .monaco-list-row").filter({ hasText: "Any change in `.` re-runs `npm ci`" }).first().waitFor();
      await openMenu(page);
      // docs/images/vscode.png is a copy.
      await page.screenshot({ path: join(root, ".cache/editors/vs-code.png") });
      await page.keyboard.press("Enter");
      await page.locator(".view-line").filter({ hasText: "package-lock.json" }).first().waitFor();
      await page.keyboard.press("Control+s");
      for (let attempt = 0; attempt < 100 && readFileSync(join(project, "Dockerfile"), "utf8") !== fixed; attempt += 1) await page.waitForTimeout(100);
      assert.equal(readFileSync(join(project, "Dockerfile"), "utf8"), fixed);
    } catch (error) {
      await window.page.screenshot({ path: join(root, ".cache/editors/failure.png") });
      throw error;
    } finally {
      await window.close();
    }
  });
});

/** Nothing in the window but what is to be seen. */
const calm = {
  "breadcrumbs.enabled": false,
  "chat.commandCenter.enabled": false,
  "editor.fontSize": 16,
  "editor.minimap.enabled": false,
  "problems.defaultViewMode": "tree",
  "window.commandCenter": false,
  "workbench.activityBar.location": "hidden",
  "workbench.layoutControl.enabled": false,
  "workbench.startupEditor": "none",
};

/** VS Code complains of parts that are not installed, for they are not needed. */
function isOurs(line: string): boolean {
  return line.startsWith("error ") && !/watchdog|bindings file|open-vsx|Service Worker/.test(line);
}

/** Opens the menu of quick fixes at the finding. A hover closes it, so the mouse is out of the way and the caret moves by keys. */
async function openMenu(page: Page): Promise<void> {
  await page.mouse.move(5, 5);
  for (const key of ["Control+1", "Control+Home", "ArrowDown", "ArrowDown", "Control+ArrowRight", "ArrowRight"]) await page.keyboard.press(key);
  const first = page.locator(".action-widget .monaco-list-row").first();
  for (let attempt = 0; attempt < 5; attempt += 1) {
    await page.keyboard.press("Control+.");
    const isOpen = await first.waitFor({ timeout: 2000 }).then(() => true, () => false);
    if (isOpen) return;
  }
  throw new Error("The menu of quick fixes does not open.");
}
