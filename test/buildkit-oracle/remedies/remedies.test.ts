import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { describeDisagreements } from "../plan/experiment.ts";
import { startAll } from "../plan/pool.ts";
import { withLaboratories } from "../plan/with-laboratory.ts";
import { imageDifferences, type ImageFacts } from "./image.ts";
import { runRemedy, type RemedyTrial } from "./remedy-trial.ts";
import { stageSet } from "./stage-set.ts";
import { remedySubjects, type RemedySubject } from "./subjects.ts";

const subjects = await remedySubjects();

/** Rules whose point is in the keys of steps, so that BuildKit must show it. The others' lies in a cache mount or in the image alone. */
const shown = [
  "no-broad-copy-before-install", "no-early-target-arg", "no-early-volatile-arg", "no-floating-base-image", "no-floating-copy-from", "no-git-dir-in-layer",
  "no-host-artifacts-overwrite", "no-manifest-without-lockfile", "no-split-index-update", "no-unpinned-git-clone", "no-volatile-add", "no-volatile-context-path", "require-dockerignore",
];

/** Suggestions after which a build may fail, as their titles say. */
const risks: Readonly<Record<string, string>> = {
  "no-disabled-package-cache, drop: a clean-up behind a semicolon hides what fails before it": "the failure is heeded then",
};

describe("remedies, on a BuildKit", function () {
  this.timeout(20 * 60_000);
  let running: readonly Promise<RemedyTrial>[] = [];
  const trials: RemedyTrial[] = [];

  withLaboratories(1, ([laboratory]) => {
    if (laboratory === undefined) return;
    running = startAll(subjects.map((subject) => () => runRemedy(laboratory, subject)), 4);
    for (const trial of running) trial.catch(() => undefined);
  }, stageSet(subjects));

  for (const [index, subject] of subjects.entries()) {
    it(titleOf(subject), async () => {
      const trial = await running[index];
      assert.ok(trial);
      trials.push(trial);
      checkTrial(trial);
    });
  }

  it("builds most projects, and one of every rule after its remedy", () => {
    const built = trials.filter(({ original }) => original === undefined);
    for (const rule of new Set(subjects.map((subject) => subject.rule))) console.log(`      ${describeRule(rule, trials.filter(({ subject }) => subject.rule === rule))}`);
    console.log(`      ${subjects.length} remedies; ${built.length} originals built`);
    assert.ok(built.length >= subjects.length * 0.85);
    const rules = new Set(trials.filter(({ fixed }) => fixed === undefined).map(({ subject }) => subject.rule));
    assert.deepEqual(subjects.map(({ rule }) => rule).filter((rule) => !rules.has(rule)), []);
  });

  it("shows in the cache what the rules are for", () => {
    const rules = new Set(trials.filter(({ point }) => point !== undefined).map(({ subject }) => subject.rule));
    assert.deepEqual(shown.filter((rule) => !rules.has(rule)), []);
  });

  it("would notice every difference between two images", () => {
    const image = trials.find(({ images }) => images !== undefined)?.images?.before;
    assert.ok(image);
    const [name = "", facts = ""] = [...image.files].find(([path]) => path === "bin/cat") ?? [];
    const withFile = (changed: string | undefined): ImageFacts => ({ ...image, files: new Map([...image.files].flatMap(([path, own]) => (path !== name ? [[path, own]] : changed === undefined ? [] : [[path, changed]]))) });
    const others = [...facts.split(" ").map((_, index) => withFile(facts.split(" ").with(index, "other").join(" "))), withFile(undefined), ...Object.keys(image.config).map((field): ImageFacts => ({ ...image, config: { ...image.config, [field]: "other" } }))];
    assert.deepEqual(imageDifferences(image, image), []);
    for (const other of others) assert.equal(imageDifferences(image, other).length, 1);
    assert.ok(trials.some(({ subject, images }) => subject.safety === "suggestion" && images !== undefined && imageDifferences(images.before, images.after).length > 0), "no suggestion changes an image");
  });
});

function titleOf({ rule, remedy, safety, origin }: RemedySubject): string {
  return `${rule}, ${remedy}${safety === "automatic" ? " (automatic)" : ""}: ${origin}`;
}

function checkTrial({ subject, original, fixed, images, point }: RemedyTrial): void {
  if (original === undefined && risks[titleOf(subject)] === undefined) assert.equal(fixed, undefined, "the remedy breaks the build");
  if (subject.safety === "automatic" && images !== undefined) assert.deepEqual(imageDifferences(images.before, images.after), []);
  if (point === undefined) return;
  // Whether what a stage hands on comes out different is not in the hands of a project here: the suites of plan() try both.
  assert.equal(describeDisagreements(point.observations.filter(({ plan }) => plan.status !== "content"), "same"), "");
  assert.notEqual(point.deeds[0], point.deeds[1]);
}

function describeRule(rule: string, trials: readonly RemedyTrial[]): string {
  const same = trials.filter(({ subject, images }) => subject.safety === "automatic" && images !== undefined).length;
  const cured = trials.filter(({ original, fixed }) => original !== undefined && fixed === undefined).length;
  const points = trials.flatMap(({ point }) => (point === undefined ? [] : [`after ${point.name}, ${point.work} is ${point.deeds.join(", then ")}`]));
  return `${rule}: ${trials.length} remedies, ${same} images compared, ${cured} builds cured, ${points.length} seen in the cache${points[0] === undefined ? "" : ` (${points[0]})`}`;
}
