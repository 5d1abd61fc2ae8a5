import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { compareTexts, compareWords, many, type Comparison } from "./compare.ts";
import { createRandom, nastyFile, nastyWord } from "../../dockerfile/nasty.ts";
import { buildOracle } from "./oracle.ts";

/** Texts are made from this seed, so that a failure can be run again. */
const seed = Number(process.env["LAYERWISE_ORACLE_SEED"] ?? 20260901);
const rounds = Number(process.env["LAYERWISE_ORACLE_ROUNDS"] ?? 500);

describe("trees and expansions, compared with BuildKit's own parser", function () {
  this.timeout(300_000);
  const folder = mkdtempSync(path.join(tmpdir(), "layerwise-parser-"));
  let program = "";

  before(function () {
    const oracle = buildOracle(folder);
    if ("program" in oracle) {
      program = oracle.program;
      return;
    }
    if (process.env["CI"] !== undefined) throw new Error(oracle.problem);
    console.log(`      skipped, the Go program cannot be built: ${oracle.problem}`);
    this.skip();
  });
  after(() => rmSync(folder, { recursive: true }));

  it(`agree on ${rounds} random files (seed ${seed})`, () => {
    const random = createRandom(seed);
    assertAgreement(compareTexts(program, folder, "files", many(rounds, () => nastyFile(random))));
  });

  it(`agree on ${rounds} random words (seed ${seed})`, () => {
    const random = createRandom(seed);
    assertAgreement(compareWords(program, "words", many(rounds, () => nastyWord(random))));
  });
});

function assertAgreement({ total, readable, disagreements }: Comparison): void {
  assert.deepEqual(disagreements, []);
  assert(readable > total / 3, `BuildKit can read only ${readable} of ${total}, which proves little`);
}
