import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { plan } from "../../../buildkit/plan/plan.ts";
import { agrees, describeDisagreements, type Observation } from "./experiment.ts";
import { formOf, instructionForms } from "./instruction-form.ts";
import { mutants, type Mutant } from "./mutants.ts";
import { startAll } from "./pool.ts";
import { changeKinds } from "./random-changes.ts";
import { runRandomProject, type RandomTrial } from "./random-trial.ts";
import { withLaboratories } from "./with-laboratory.ts";

/** One set that is always the same, and one that is new every time; its seed can be given to run a failure again. */
const seeds = { fixed: 1000, fresh: Number(process.env["LAYERWISE_ORACLE_SEED"] ?? Date.now() % 1_000_000_000) };
/** Projects of each set; every one is built five times, or ten when outputs of stages matter. */
const projects = Number(process.env["LAYERWISE_ORACLE_PROJECTS"] ?? 60);

describe("plan, compared with a BuildKit on random projects", function () {
  this.timeout(20 * 60_000);
  let running: Readonly<Record<keyof typeof seeds, readonly Promise<readonly RandomTrial[]>[]>> = { fixed: [], fresh: [] };
  const trials: RandomTrial[] = [];

  withLaboratories(1, ([laboratory]) => {
    if (laboratory === undefined) return;
    const numbers = Array.from({ length: projects }, (_, index) => index);
    const tasks = [seeds.fixed, seeds.fresh].flatMap((seed) => numbers.map((number) => () => runRandomProject(laboratory, seed + number)));
    const results = startAll(tasks, 4);
    for (const result of results) result.catch(() => undefined);
    running = { fixed: results.slice(0, projects), fresh: results.slice(projects) };
  });

  for (const set of ["fixed", "fresh"] as const) {
    it(`agrees from seed ${seeds[set]} on (${set})`, async () => {
      const done = (await Promise.all(running[set])).flat();
      trials.push(...done);
      assert.deepEqual(done.flatMap(describeTrial), []);
    });
  }

  it("covers every instruction form and kind of change", () => {
    const counts = instructionForms.map((form) => changeKinds.map((kind) => count(form, kind)));
    console.log(["", ...changeKinds].map((title, index) => title.padEnd(index === 0 ? 24 : 9)).join(""));
    for (const [index, form] of instructionForms.entries()) console.log(form.padEnd(24) + (counts[index] ?? []).map((number) => String(number).padEnd(9)).join(""));
    assert.deepEqual(instructionForms.filter((_, index) => counts[index]?.some((number) => number < 10)), []);
  });

  it("is decided: cached and rebuilt steps, and few that are open", () => {
    const share = (test: (each: Observation) => boolean) => compared().filter(test).length / compared().length;
    const cached = share(({ deed }) => deed === "cached");
    const rebuilt = share(({ deed }) => deed === "rebuilt");
    const open = share(({ plan }) => plan.status === "content" || plan.status === "unknown");
    console.log(`      ${trials.length} builds after a change, ${compared().length} steps: ${percent(cached)} cached, ${percent(rebuilt)} rebuilt, ${percent(open)} open`);
    assert.ok(trials.length >= 500 && cached >= 0.3 && rebuilt >= 0.3 && open < 0.05);
  });

  it("gives the same answers again", () => assert.equal(countWrong(plan), 0));
  for (const { name, answer } of mutants) {
    it(`would notice a model in which ${name}`, () => {
      const wrong = countWrong(answer);
      console.log(`      ${wrong} steps`);
      assert.ok(wrong > compared().length * 0.005);
    });
  }

  /** The steps of all builds that such a model would have been wrong about. */
  function countWrong(answer: Mutant["answer"]): number {
    return trials.flatMap(({ build, changes, observations, output }) => {
      const foretold = answer(build, changes);
      return observations.filter((each) => !agrees({ ...each, plan: foretold.get(each.step) ?? each.plan }, output));
    }).length;
  }

  function compared(): readonly Observation[] {
    return trials.flatMap(({ observations }) => observations.filter(({ plan }) => plan.status !== "not built"));
  }

  function count(form: string, kind: string): number {
    return trials.filter((trial) => trial.kind === kind).flatMap(({ observations }) => observations).filter(({ step, plan }) => plan.status !== "not built" && formOf(step) === form).length;
  }
});

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

function describeTrial({ seed, change, dockerfile, output, observations, build }: RandomTrial): readonly string[] {
  const problems = describeDisagreements(observations, output);
  const names = observations.filter(({ isNamed }) => !isNamed).map(({ name }) => `not the name in the progress: ${name}`);
  if (problems === "" && names.length === 0) return [];
  const ignore = build.context.kind === "known" ? build.context.context.ignoreFile?.text : undefined;
  return [`seed ${seed}, ${change}\n${problems}${names.join("\n")}\n${dockerfile}\n.dockerignore: ${JSON.stringify(ignore)}`];
}
