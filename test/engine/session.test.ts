import assert from "node:assert/strict";
import { createSession, type SessionOptions } from "../../engine/session.ts";
import type { RuleEntries } from "../../engine/rule-entries.ts";

const rules: RuleEntries = { "layerwise/no-floating-base-image": "warn" };

describe("a session", () => {
  it("lints any name anywhere", () => {
    for (const file of ["/Dockerfile", "/a/node_modules/b/x", "/.git/x", "/a/[b]/{c}", "/a b/ü", "/a/.x"]) {
      assert.deepEqual(lint(file, "FROM node\n").messages.map(({ messageId }) => messageId), ["untagged"], file);
    }
  });

  it("gives the text where there are findings, and no output where nothing was fixed", () => {
    const { source, output } = lint("/Dockerfile", "FROM node\n");
    assert.deepEqual([source, output], ["FROM node\n", undefined]);
    assert.equal(lint("/Dockerfile", "FROM node:22.1.0-alpine\n").source, undefined);
  });

  it("names the configuration whose options a rule refuses", () => {
    const settingsOf: SessionOptions["settingsOf"] = () => ({ rules: { "layerwise/no-such-rule": "warn" }, contextDirectory: undefined, ignoredBy: undefined, source: { file: "/a.jsonc", name: "a.jsonc" } });
    assert.throws(() => lint("/Dockerfile", "", { settingsOf }), { name: "ConfigurationError", message: /^a\.jsonc: .*no-such-rule/ });
  });
});

function lint(file: string, text: string, options: Partial<SessionOptions> = {}) {
  const settingsOf: SessionOptions["settingsOf"] = () => ({ rules, contextDirectory: undefined, ignoredBy: undefined, source: undefined });
  const session = createSession({ cwd: "/", settingsOf, rules: {}, contextDirectory: undefined, standsAlone: true, fix: false, quiet: false, ...options });
  return session.lint(file, text, true).result;
}
