import type { RunInstruction } from "../../dockerfile/nodes.ts";
import type { DockerfileRule } from "../../rules/rule.ts";

// Nothing runs here: the type checker tests that the type of rules accepts what it should, and refuses what it should.

const docs = { description: "Disallow nothing", recommended: false, severity: "info" } as const;

export const accepted = {
  meta: { type: "problem", docs, schema: [{ type: "object" }], defaultOptions: [{ deep: true }], messages: { found: "Found." } },
  create({ options: [{ deep }], sourceCode, report }) {
    return {
      Dockerfile(node) {
        if (deep && sourceCode.build.dockerfile === node) report({ messageId: "found", node });
      },
      COPY: ({ sources }) => sources.map((source) => report({ messageId: "found", node: source })),
      "RUN:exit"({ command }) {
        report({ messageId: "found", loc: command.loc });
      },
    };
  },
} satisfies DockerfileRule<{ MessageIds: "found"; RuleOptions: [{ deep: boolean }] }>;

export const anyRule: DockerfileRule = accepted;

const anyRun = (node: RunInstruction): string => node.command.form;

export const refused = {
  // @ts-expect-error the messages must be the ids of the type
  meta: { type: "problem", docs, schema: false, messages: { found: "Found.", lost: "Lost." } },
  create: ({ report }) => ({
    FROM(node) {
      // @ts-expect-error only ids of the type can be reported
      report({ messageId: "lost", node });
      // @ts-expect-error a FROM is no RUN
      anyRun(node);
    },
  }),
} satisfies DockerfileRule<{ MessageIds: "found" }>;

export const unnamed = {
  // @ts-expect-error name and address of the page follow from the file name
  meta: { type: "problem", docs: { ...docs, url: "https://example.com" }, schema: false, messages: { found: "Found." } },
  create: () => ({}),
} satisfies DockerfileRule<{ MessageIds: "found" }>;

export const undocumented = {
  // @ts-expect-error every rule says what it is for, and in which preset it is
  meta: { type: "problem", schema: false, messages: { found: "Found." } },
  create: () => ({}),
} satisfies DockerfileRule<{ MessageIds: "found" }>;
