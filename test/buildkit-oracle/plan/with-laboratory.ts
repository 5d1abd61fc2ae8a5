import { rmSync } from "node:fs";
import { buildPrograms, startDaemon, type Daemon } from "./daemon.ts";
import { temporaryFolder } from "./folder.ts";
import { startRegistry } from "./registry.ts";
import type { Laboratory } from "./scenario.ts";
import type { TarEntry } from "./tar.ts";

/**
 * Calls `begin` before the tests of the suite around it with as many builders as are asked for, and ends them after the
 * tests. Every image has the given files. Where no BuildKit can be had the suite is skipped and says why; in CI it fails.
 */
export function withLaboratories(count: number, begin: (laboratories: readonly Laboratory[]) => void | Promise<void>, files: readonly TarEntry[] = []): void {
  const ends: (() => Promise<void> | void)[] = [];

  before("a BuildKit", async function () {
    this.timeout(25 * 60_000);
    const problem = buildPrograms();
    if (problem !== undefined) {
      if (process.env["CI"] !== undefined) throw new Error(problem.problem);
      console.log(`      skipped: ${problem.problem}`);
      this.skip();
    }
    const folder = temporaryFolder("plan");
    ends.push(() => rmSync(folder, { recursive: true, force: true }));
    const registry = await startRegistry(files);
    ends.push(() => registry.close());
    const daemons: Daemon[] = [];
    for (let index = 0; index < count; index += 1) {
      const daemon = await startDaemon(registry.port);
      ends.push(() => daemon.stop());
      daemons.push(daemon);
    }
    await begin(daemons.map(({ address }) => ({ registry, address, folder })));
  });

  after(async function () {
    this.timeout(60_000);
    for (const end of ends.reverse()) await end();
  });
}
