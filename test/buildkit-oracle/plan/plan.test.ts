import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { buildPrograms, startDaemon, type Daemon } from "./daemon.ts";
import { describeDisagreements, planned } from "./experiment.ts";
import { startAll } from "./pool.ts";
import { startRegistry, type Registry } from "./registry.ts";
import { runScenario, type Scenario, type Trial } from "./scenario.ts";
import { argumentScenarios } from "./scenarios/arguments.ts";
import { contextScenarios } from "./scenarios/context.ts";
import { imageScenarios } from "./scenarios/images.ts";
import { metadataScenarios } from "./scenarios/metadata.ts";
import { noteScenarios } from "./scenarios/notes.ts";
import { stageScenarios } from "./scenarios/stages.ts";

const all = [...argumentScenarios, ...metadataScenarios, ...contextScenarios, ...stageScenarios, ...imageScenarios, ...noteScenarios];
/** Those that need the builder for themselves come last. */
const scenarios = [...all.filter(({ alone }) => alone !== true), ...all.filter(({ alone }) => alone === true)];

describe("plan, compared with a BuildKit", function () {
  this.timeout(20 * 60_000);
  let daemon: Daemon | undefined;
  let registry: Registry | undefined;
  let trials: readonly Promise<readonly Trial[]>[] = [];
  const folder = mkdtempSync(path.join(tmpdir(), "layerwise-plan-"));

  before(async function () {
    const problem = buildPrograms();
    if (problem !== undefined) {
      console.log(problem.problem);
      this.skip();
    }
    const images = await startRegistry();
    registry = images;
    daemon = await startDaemon(registry.port);
    const { address } = daemon;
    const run = (scenario: Scenario) => () => runScenario({ registry: images, address, folder }, scenario);
    const together = startAll(scenarios.filter(({ alone }) => alone !== true).map(run), 4);
    const afterwards = startAll([() => Promise.allSettled(together).then(() => []), ...scenarios.filter(({ alone }) => alone === true).map(run)], 1);
    trials = [...together, ...afterwards.slice(1)];
    for (const trial of trials) trial.catch(() => undefined);
  });
  after(async () => {
    await daemon?.stop();
    await registry?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  for (const [index, scenario] of scenarios.entries()) {
    it(scenario.name, async () => {
      for (const { output, observations } of (await trials[index]) ?? []) {
        assert.equal(describeDisagreements(observations, output), "");
        assert.equal(planned(observations), scenario.expected);
        assert.deepEqual(observations.filter(({ isNamed }) => !isNamed).map(({ name }) => name), []);
      }
    });
  }
});
