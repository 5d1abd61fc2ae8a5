import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import type { Ecosystem } from "../../ecosystems/ecosystem.ts";
import { ecosystems } from "../../ecosystems/index.ts";

/** Texts that nobody writes on purpose, which no record may fail on. */
const broken = ["", "{", "null", "[]", '{"scripts":[],"dependencies":7,"workspaces":{"packages":"x"}}', "[[[", "=\n=", "\u0000", "-r", "packages:\n  -", "["];

/** Beginnings of what the records look for, to be repeated without an end. */
const repeated = ["\n", " ", "[", "a = {", "path = \"a\" ", "\"a\",", "- a\n", "packages:\n", "=> .", "-r ", "a==1 ,", "#", "@"];

describe("every record", () => {
  it("has an id of its own", () => {
    const ids = ecosystems.map(({ id }) => id);
    assert.deepEqual(ids, [...new Set(ids)]);
  });

  it("is listed in the order of the ids", () => {
    const ids = ecosystems.map(({ id }) => id);
    assert.deepEqual(ids, ids.toSorted());
  });

  it("is listed at all", async () => {
    const directory = new URL("../../ecosystems/", import.meta.url);
    const modules: readonly object[] = await Promise.all(readdirSync(directory).map((file) => import(new URL(file, directory).href)));
    const found = modules.flatMap((module): unknown[] => Object.values(module)).flatMap(recordId);
    assert.deepEqual(found.toSorted(), ecosystems.map(({ id }) => id));
  });

  for (const ecosystem of ecosystems) {
    it(`${ecosystem.id} names its sources`, () => {
      assert.ok(ecosystem.sources.length > 0);
      for (const source of ecosystem.sources) assert.equal(new URL(source).protocol, "https:");
    });
    it(`${ecosystem.id} survives broken manifests`, () => readManifests(ecosystem, broken));
    it(`${ecosystem.id} survives long ones in proportional time`, () => {
      const start = performance.now();
      readManifests(ecosystem, repeated.map((piece) => piece.repeat(50_000 / piece.length)));
      assert.ok(performance.now() - start < 5000);
    });
  }
});

/** The id of a record, found by its shape: a module may be loaded twice, under two addresses. */
function recordId(value: unknown): readonly string[] {
  const isRecord = typeof value === "object" && value !== null && "hostArtifacts" in value && "id" in value;
  return isRecord && typeof value.id === "string" ? [value.id] : [];
}

function readManifests(ecosystem: Ecosystem, texts: readonly string[]): void {
  const { files, traps, includes, applies, caches, versionProofs = [] } = ecosystem;
  const names = [...(files?.manifests ?? []), ...(files?.lockfiles ?? []), ...(files?.config ?? [])];
  for (const text of texts) {
    const map = new Map(names.map((name) => [name, text]));
    for (const trap of traps?.(map) ?? []) assert.notEqual(trap.reason, "");
    for (const name of names) assert.ok(Array.isArray(includes?.(name, text) ?? []));
    assert.equal(typeof (applies?.(map) ?? true), "boolean");
    for (const cache of caches) assert.equal(typeof (cache.neededAtRunTime?.(map, text) ?? true), "boolean");
    for (const proof of versionProofs) assert.equal(proof.version(text), undefined);
  }
}
