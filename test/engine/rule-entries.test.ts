import assert from "node:assert/strict";
import { keepErrorRules, mergeRules, type RuleEntries } from "../../engine/rule-entries.ts";

describe("rule entries", () => {
  const merged: readonly [name: string, layers: RuleEntries[], result: RuleEntries][] = [
    ["none", [], {}],
    ["different rules are joined", [{ a: "warn" }, { b: "error" }], { a: "warn", b: "error" }],
    ["the later severity counts", [{ a: "warn" }, { a: "off" }], { a: "off" }],
    ["a severity leaves options", [{ a: ["warn", { deep: true }] }, { a: "error" }], { a: ["error", { deep: true }] }],
    ["a severity in a list leaves options", [{ a: ["warn", 1, 2] }, { a: ["error"] }], { a: ["error", 1, 2] }],
    ["options replace options", [{ a: ["warn", 1, 2] }, { a: ["error", 3] }], { a: ["error", 3] }],
    ["options stay through several severities", [{ a: ["warn", 1] }, { a: "off" }, { a: "error" }], { a: ["error", 1] }],
  ];
  for (const [name, layers, result] of merged) {
    it(`merge: ${name}`, () => assert.deepEqual(mergeRules(layers), result));
  }

  it("keep what reports errors", () => {
    assert.deepEqual(keepErrorRules({ a: "error", b: "warn", c: "off", d: ["error", 1], e: ["warn", 1], f: 2, g: 1 }), { a: "error", d: ["error", 1], f: 2 });
  });
});
