import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { temporaryFolder } from "./folder.ts";

/** Where the programs are that the Go module beside this folder pins. */
const cache = path.resolve(import.meta.dirname, "../../../.cache/buildkit");

/** Builds buildkitd and buildctl. Says why if that is not possible; minutes the first time, seconds afterwards. */
export function buildPrograms(): { readonly problem: string } | undefined {
  if (process.geteuid?.() !== 0) return { problem: "buildkitd must be started as root" };
  if (spawnSync("runc", ["--version"]).status !== 0) return { problem: "there is no runc" };
  const packages = ["buildkitd", "buildctl"].map((name) => `github.com/moby/buildkit/cmd/${name}`);
  const module = path.resolve(import.meta.dirname, "../buildkit");
  mkdirSync(cache, { recursive: true });
  const build = spawnSync("go", ["build", "-o", `${cache}/`, ...packages], { cwd: module, encoding: "utf8", timeout: 20 * 60_000, env: { ...process.env, CGO_ENABLED: "0" } });
  return build.status === 0 ? undefined : { problem: build.error?.message ?? build.stderr.trim() };
}

export const buildctl = path.join(cache, "buildctl");

/** A running BuildKit with a cache of its own. */
export interface Daemon {
  readonly address: string;
  stop(): Promise<void>;
}

/** Starts a BuildKit that has nothing yet. All images come from the registry on that port of this machine. */
export async function startDaemon(registryPort: number): Promise<Daemon> {
  const root = temporaryFolder("buildkit");
  const address = `unix://${root}/buildkitd.sock`;
  const configuration = path.join(root, "buildkitd.toml");
  writeFileSync(configuration, `[history]\ndisabled = true\n[registry."docker.io"]\nmirrors = ["127.0.0.1:${registryPort}"]\n[registry."127.0.0.1:${registryPort}"]\nhttp = true\n`);
  const log = path.join(root, "log");
  const options = ["--config", configuration, "--root", path.join(root, "state"), "--addr", address, "--oci-worker-gc=false", "--oci-worker-net=host", "--otel-socket-path", path.join(root, "otel.sock")];
  const daemon = spawn(path.join(cache, "buildkitd"), options, { stdio: ["ignore", "ignore", openSync(log, "w")], env: { ...process.env, TMPDIR: root } });
  await ready(daemon, address, log);
  return { address, stop: () => stop(daemon, root) };
}

async function ready(daemon: ChildProcess, address: string, log: string): Promise<void> {
  for (let tries = 0; tries < 150; tries += 1) {
    if (daemon.exitCode !== null) break;
    if (existsSync(address.slice("unix://".length)) && spawnSync(buildctl, ["--addr", address, "debug", "workers"]).status === 0) return;
    await sleep(200);
  }
  daemon.kill();
  throw new Error(`buildkitd does not start:\n${readFileSync(log, "utf8")}`);
}

async function stop(daemon: ChildProcess, root: string): Promise<void> {
  const ended = new Promise((resolve) => daemon.once("exit", resolve));
  daemon.kill("SIGTERM");
  await Promise.race([ended, sleep(20_000)]);
  daemon.kill("SIGKILL");
  rmSync(root, { recursive: true, force: true, maxRetries: 5 });
}
