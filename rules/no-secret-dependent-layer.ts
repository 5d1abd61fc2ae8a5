import { secretReads } from "../buildkit/hazards/secret-reads.ts";
import { report } from "./report.ts";
import type { DockerfileRule } from "./rule.ts";

/**
 * Neither the value of a secret nor what it opens is in a cache key. A step that fetches private content, and has nothing else
 * in its key that changes, goes on with what the old secret got.
 */
export default {
  meta: {
    type: "problem",
    docs: { description: "Disallow fetching private content in a step that nothing re-runs", recommended: "strict", severity: "warn" },
    schema: false,
    messages: {
      frozen: "`{{subject}}` is fetched once: neither {{secret}} nor the content behind it is in the cache key of this step, and nothing else in the key changes. Name a version, or declare an ARG above that is passed anew when it is to be fetched again.",
    },
  },
  create(context) {
    const { build } = context.sourceCode;
    return {
      Dockerfile() {
        for (const { command, mount, subject } of secretReads(build)) {
          const id = mount.options.get("id")?.value?.text;
          const secret = mount.type === "ssh" ? "the SSH key" : id === undefined ? "the secret" : `the value of the secret \`${id}\``;
          report(context, {
            node: { loc: context.sourceCode.locOf(command.range) },
            messageId: "frozen",
            data: { subject: subject.text, secret },
            related: [{ loc: mount.flag.loc, label: "opens it, and is in no key" }],
          });
        }
      },
    };
  },
} satisfies DockerfileRule<{ MessageIds: "frozen" }>;
