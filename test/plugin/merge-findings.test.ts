import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { fixRule, lintRule, type GivenBuild } from "../support/lint-rule.ts";
import type { DockerfileRule } from "../../rules/rule.ts";
import { report } from "../../rules/report.ts";

/** Reports every built stage, with what the build passes as NOTE in its words; it offers to name the stage. */
const stages = {
  meta: {
    type: "problem",
    docs: { description: "Disallow stages", recommended: "recommended", severity: "warn" },
    fixable: "code",
    schema: false,
    messages: { stage: "A stage{{note}}.", rename: "Rename it to {{name}}" },
  },
  create(context) {
    const { build } = context.sourceCode;
    return {
      Dockerfile() {
        const passed = (name: string): string => build.options.buildArgs?.get(name) ?? "";
        for (const stage of build.stages.filter(({ isBuilt, alias }) => isBuilt && alias !== passed("DONE"))) {
          const { from } = stage;
          const name = passed("NAME");
          const remedies = name === "" || from.alias === undefined ? [] : [{ messageId: "rename" as const, data: { name }, safety: passed("RISKY") === "" ? ("automatic" as const) : ("suggestion" as const), edits: [{ range: from.alias.range, text: name }] }];
          report(context, { node: from, messageId: "stage", data: { note: passed("NOTE") }, remedies });
        }
      },
    };
  },
} satisfies DockerfileRule<{ MessageIds: "stage" | "rename" }>;

const text = "FROM a AS one\nFROM b AS two\n";

function args(name: string, values: Readonly<Record<string, string>>, others: Partial<GivenBuild> = {}): GivenBuild {
  return { name, buildArgs: new Map(Object.entries(values)), ...others };
}

function messagesOf(...builds: readonly [GivenBuild, ...GivenBuild[]]): readonly string[] {
  return lintRule(stages, { builds }, text).messages.map(({ line, message }) => `${line} ${message}`);
}

describe("findings of several builds", () => {
  it("are told once when all builds have them", () => {
    assert.deepEqual(messagesOf({}), ["2 A stage."]);
    assert.deepEqual(messagesOf({ name: "`a`" }, { name: "`b`" }), ["2 A stage."]);
  });

  it("name no build when the others do not have the stage", () => {
    assert.deepEqual(messagesOf({ name: "`a`", target: "one" }, { name: "`b`" }), ["1 A stage.", "2 A stage."]);
  });

  it("name the builds that have them when others with the stage do not", () => {
    const done = args("`c`", { DONE: "two" });
    assert.deepEqual(messagesOf({ name: "`a`" }, done), ["2 A stage. (In the build of `a`.)"]);
    assert.deepEqual(messagesOf({ name: "`a`" }, args("`b`", {}), done), ["2 A stage. (In the builds of `a` and of `b`.)"]);
    assert.deepEqual(messagesOf({ name: "`a`" }, { name: "`b`" }, { name: "`d`" }, done), ["2 A stage. (In the builds of `a` and 2 others.)"]);
    assert.deepEqual(messagesOf({}, done), ["2 A stage. (In the build of the default target.)"]);
  });

  it("are told in the words of the build with most stages when these alone differ", () => {
    const long = "FROM a AS one\nFROM one AS two\n";
    const builds = [args("`a`", { NOTE: " of a" }, { target: "one" }), args("`b`", { NOTE: " of b" })] as const;
    assert.deepEqual(lintRule(stages, { builds }, long).messages.map(({ message }) => message), ["A stage of b.", "A stage of b."]);
  });

  it("are told apart when their contexts differ", () => {
    const found = messagesOf(args("`a`", { NOTE: " of a" }, { files: { x: "" } }), args("`b`", { NOTE: " of b" }));
    assert.deepEqual(found, ["2 A stage of a. (In the build of `a`.)", "2 A stage of b. (In the build of `b`.)"]);
  });

  it("keep a fix that all builds offer", () => {
    const fixed = (...builds: readonly [GivenBuild, ...GivenBuild[]]): string => fixRule(stages, { builds }, text).output;
    const offered = (...builds: readonly [GivenBuild, ...GivenBuild[]]): readonly string[] =>
      lintRule(stages, { builds }, text).messages.flatMap(({ suggestions = [] }) => suggestions.map(({ desc }) => desc));
    const same = [args("`a`", { NAME: "x", DONE: "x" }), args("`b`", { NAME: "x", DONE: "x" })] as const;
    assert.equal(fixed(...same), "FROM a AS one\nFROM b AS x\n");
    const other = [args("`a`", { NAME: "x", DONE: "x" }), args("`b`", { NAME: "y" })] as const;
    assert.equal(fixed(...other), text);
    assert.deepEqual(offered(...other), []);
    const risky = [args("`a`", { NAME: "x" }), args("`b`", { NAME: "x", RISKY: "1" })] as const;
    assert.equal(fixed(...risky), text);
    assert.deepEqual(offered(...risky), ["Rename it to x"]);
    const alone = [args("`a`", { NAME: "x" }), args("`b`", { DONE: "two" })] as const;
    assert.equal(fixed(...alone), text);
    assert.deepEqual(offered(...alone), ["Rename it to x"]);
  });
});
