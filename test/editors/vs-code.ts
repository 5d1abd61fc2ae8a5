import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { temporaryTree } from "../workspace/temporary-tree.ts";
import { installDebian, installNpm, npmInstall } from "./install.ts";

/** VS Code 1.99 as code-server packs it, which is the newest that runs on Node.js 20, and a driver for the browser. */
const packages = ["code-server@4.99.4", "playwright-core@1.65.1"] as const;

/** As much of Playwright as is needed here. */
export interface Page {
  goto(url: string): Promise<unknown>;
  exposeFunction(name: string, action: (...args: never[]) => unknown): Promise<void>;
  locator(selector: string): Locator;
  readonly keyboard: { press(key: string): Promise<void> };
  readonly mouse: { move(x: number, y: number): Promise<void> };
  screenshot(options: { readonly path: string }): Promise<unknown>;
  waitForTimeout(milliseconds: number): Promise<void>;
}

export interface Locator {
  first(): Locator;
  filter(options: { readonly hasText: string }): Locator;
  waitFor(options?: { readonly state?: "visible" | "hidden"; readonly timeout?: number }): Promise<void>;
  allInnerTexts(): Promise<string[]>;
  innerText(): Promise<string>;
  click(): Promise<void>;
}

interface Playwright {
  readonly chromium: { launch(options: object): Promise<{ newPage(options: object): Promise<Page>; close(): Promise<void> }> };
}

export interface Window {
  readonly page: Page;
  /** Shows a folder, with what else the address of VS Code's web page can say. */
  open(folder: string, payload: readonly (readonly [key: string, value: string])[]): Promise<void>;
  /** A path as this window knows it. */
  uriOf(file: string): string;
  close(): Promise<void>;
}

/** Installs VS Code, a browser and their driver, unless they are there. */
export function installVsCode(): void {
  installDebian({ chromium: "chromium fonts-dejavu-core", unzip: "unzip" });
  const modules = installNpm("vs-code", packages);
  const directory = join(modules, "code-server/lib/vscode");
  if (spawnSync("test", ["-d", join(directory, "node_modules")]).status !== 0) npmInstall(directory, ["--omit=dev"]);
}

/**
 * Starts VS Code and a browser that shows it.
 * @param vsix Extensions to install, as files.
 */
export async function openWindow({ vsix = [], size = [1280, 720] }: { readonly vsix?: readonly string[]; readonly size?: readonly [width: number, height: number] }): Promise<Window> {
  const modules = installNpm("vs-code", packages);
  const work = temporaryTree({ "server/": "", "data/": "", "extensions/": "", "runtime/": "" });
  const main = join(modules, "code-server/lib/vscode/out/server-main.js");
  const directories = ["--accept-server-license-terms", "--server-data-dir", join(work, "server"), "--user-data-dir", join(work, "data"), "--extensions-dir", join(work, "extensions")];
  const environment = { ...process.env, TMPDIR: join(work, "runtime"), XDG_RUNTIME_DIR: join(work, "runtime"), HOME: work };
  for (const file of vsix) {
    const { status, output } = spawnSync(process.execPath, [main, ...directories, "--install-extension", file], { env: environment, encoding: "utf8" });
    if (status !== 0) throw new Error(`VS Code refuses ${file}: ${output.join("")}`);
  }
  const port = await findPort();
  const server = spawn(process.execPath, [main, "--host", "127.0.0.1", "--port", String(port), "--without-connection-token", ...directories, "--telemetry-level", "off", "--disable-workspace-trust", "--enable-smoke-test-driver"], { env: environment, stdio: "ignore", detached: true });
  try {
    await waitForServer(port);
    const playwright = (await import(pathToFileURL(join(modules, "playwright-core/index.mjs")).href)) as Playwright;
    const browser = await playwright.chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"] });
    const page = await browser.newPage({ viewport: { width: size[0], height: size[1] } });
    const uriOf = (file: string) => `vscode-remote://127.0.0.1:${port}${file}`;
    return {
      page,
      uriOf,
      open: async (folder, payload) => void (await page.goto(`http://127.0.0.1:${port}/?folder=${encodeURIComponent(folder)}&payload=${encodeURIComponent(JSON.stringify(payload))}`)),
      async close() {
        await browser.close();
        await stop(server);
      },
    };
  } catch (error) {
    await stop(server);
    throw error;
  }
}

/** Writes settings of a project for a calm window. */
export function writeSettings(project: string, settings: object): void {
  mkdirSync(join(project, ".vscode"), { recursive: true });
  writeFileSync(join(project, ".vscode/settings.json"), JSON.stringify(settings));
}

async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.pid === undefined) return;
  const gone = once(server, "exit");
  process.kill(-server.pid, "SIGTERM");
  await gone;
}

async function findPort(): Promise<number> {
  const listener = createServer().listen(0, "127.0.0.1");
  await once(listener, "listening");
  const address = listener.address();
  listener.close();
  await once(listener, "close");
  if (address === null || typeof address === "string") throw new Error("There is no free port.");
  return address.port;
}

async function waitForServer(port: number): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    const answer = await fetch(`http://127.0.0.1:${port}/version`).catch(() => undefined);
    if (answer?.ok === true) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("VS Code's server does not answer.");
}
