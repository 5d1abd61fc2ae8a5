import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { describeDisagreements, planned } from "./experiment.ts";
import { startAll } from "./pool.ts";
import { runScenario, type Scenario, type Trial } from "./scenario.ts";
import { argumentScenarios } from "./scenarios/arguments.ts";
import { contextScenarios } from "./scenarios/context.ts";
import { imageScenarios } from "./scenarios/images.ts";
import { metadataScenarios } from "./scenarios/metadata.ts";
import { noteScenarios } from "./scenarios/notes.ts";
import { stageScenarios } from "./scenarios/stages.ts";
import { withLaboratories } from "./with-laboratory.ts";

const all = [...argumentScenarios, ...metadataScenarios, ...contextScenarios, ...stageScenarios, ...imageScenarios, ...noteScenarios];

/** Those that need the builder for themselves come last. */
const scenarios = [...all.filter(({ alone }) => alone !== true), ...all.filter(({ alone }) => alone === true)];

describe("plan, compared with a BuildKit", function () {
  this.timeout(20 * 60_000);
  let trials: readonly Promise<readonly Trial[]>[] = [];
  let steps = 0;

  withLaboratories(1, ([laboratory]) => {
    if (laboratory === undefined) return;
    const run = (scenario: Scenario) => () => runScenario(laboratory, scenario);
    const together = startAll(scenarios.filter(({ alone }) => alone !== true).map(run), 4);
    const last = startAll([() => Promise.allSettled(together).then(() => []), ...scenarios.filter(({ alone }) => alone === true).map(run)], 1);
    trials = [...together, ...last.slice(1)];
    for (const trial of trials) trial.catch(() => undefined);
  });
  after(() => console.log(`      ${scenarios.length} scenarios, ${steps} steps`));

  it("knows at least 150 scenarios of different names", () => {
    assert.ok(scenarios.length >= 150);
    assert.deepEqual(scenarios.map(({ name }) => name).filter((name, index, names) => names.indexOf(name) !== index), []);
  });

  for (const [index, scenario] of scenarios.entries()) {
    it(scenario.name, async () => {
      for (const { output, observations } of (await trials[index]) ?? []) {
        steps += observations.length;
        assert.equal(describeDisagreements(observations, output), "");
        if (scenario.expected !== undefined) assert.equal(planned(observations), scenario.expected);
        assert.deepEqual(observations.filter(({ isNamed }) => !isNamed).map(({ name }) => name), []);
      }
    });
  }
});
