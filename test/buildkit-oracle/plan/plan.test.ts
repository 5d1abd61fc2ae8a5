import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { buildPrograms, startDaemon, type Daemon } from "./daemon.ts";
import { describeDisagreements, done, planned } from "./experiment.ts";
import { startRegistry, type Registry } from "./registry.ts";
import { runScenario, type Laboratory } from "./scenario.ts";
import { argumentScenarios } from "./scenarios/arguments.ts";

const scenarios = [...argumentScenarios];

describe("plan, compared with a BuildKit", function () {
  this.timeout(20 * 60_000);
  let daemon: Daemon;
  let registry: Registry;
  let laboratory: Laboratory;
  const folder = mkdtempSync(path.join(tmpdir(), "layerwise-plan-"));

  before(async function () {
    const problem = buildPrograms();
    if (problem !== undefined) {
      console.log(problem.problem);
      this.skip();
    }
    registry = await startRegistry();
    daemon = await startDaemon(registry.port);
    laboratory = { registry, address: daemon.address, folder };
  });
  after(async () => {
    await daemon?.stop();
    await registry?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  for (const scenario of scenarios) {
    it(scenario.name, async () => {
      for (const { output, observations } of await runScenario(laboratory, scenario)) {
        assert.equal(describeDisagreements(observations, output), "");
        assert.equal(planned(observations), scenario.expected);
        assert.deepEqual(observations.filter(({ isNamed }) => !isNamed).map(({ name }) => name), []);
        assert.ok(done(observations).length > 0);
      }
    });
  }
});
