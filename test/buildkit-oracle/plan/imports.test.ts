import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { describeDisagreements, planned } from "./experiment.ts";
import { startAll } from "./pool.ts";
import { runScenario, type Trial } from "./scenario.ts";
import { importScenarios } from "./scenarios/imports.ts";
import { withLaboratories } from "./with-laboratory.ts";

describe("plan, compared with a BuildKit that imports the cache of another", function () {
  this.timeout(10 * 60_000);
  let trials: readonly Promise<readonly Trial[]>[] = [];

  withLaboratories(2, ([first, second]) => {
    if (first === undefined || second === undefined) return;
    trials = startAll(importScenarios.map((scenario) => () => runScenario(first, scenario, second)), 3);
    for (const trial of trials) trial.catch(() => undefined);
  });

  for (const [index, scenario] of importScenarios.entries()) {
    it(scenario.name, async () => {
      for (const { output, observations } of (await trials[index]) ?? []) {
        assert.equal(describeDisagreements(observations, output), "");
        assert.equal(planned(observations), scenario.expected);
      }
    });
  }
});
