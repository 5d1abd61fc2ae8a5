import { externalReads, type ExternalRead } from "../buildkit/hazards/external-read.ts";
import { addInsteadOfClone } from "./edits/add-git.ts";
import { report } from "./report.ts";
import type { DockerfileRule } from "./rule.ts";

/**
 * The key of a RUN is its text: a clone of a branch is made once and then served from the cache for ever, whatever
 * happens to the branch, while a builder without that cache gets today's.
 */
export default {
  meta: {
    type: "problem",
    docs: { description: "Disallow cloning a repository in a RUN without pinning the revision", recommended: "recommended", severity: "warn" },
    hasSuggestions: true,
    schema: false,
    messages: {
      clone: "This clone of {{what}} stays as it was when the step first ran: BuildKit caches the command, not the repository, so later commits never arrive. Pin a tag or commit, or use `ADD` with the repository's address, which looks at the remote in every build.",
      package: "`{{package}}` stays at the commit that {{what}} had when the step first ran: BuildKit caches the command, not the repository. Pin a tag or commit.",
      add: "Use `ADD {{url}}` (needs BuildKit; follows the branch at every build and leaves out `.git`)",
    },
  },
  create(context) {
    const { build, text } = context.sourceCode;
    return {
      Dockerfile() {
        for (const read of externalReads(build).filter(isClone)) {
          report(context, {
            node: { loc: context.sourceCode.locOf(read.remote.range) },
            messageId: read.step.installs.some(({ command }) => command === read.command) ? "package" : "clone",
            data: { what: branchTitle(read), package: read.remote.value },
            remedies: addInsteadOfClone(read, text, "add"),
          });
        }
      },
    };
  },
} satisfies DockerfileRule<{ MessageIds: "clone" | "package" | "add" }>;

function branchTitle({ ref, branch }: Extract<ExternalRead, { kind: "clone" }>): string {
  if (ref === undefined) return "the default branch";
  return branch === ref.value ? `\`${ref.value}\`` : `\`${ref.value}\` (\`${branch ?? ""}\` unless it is set otherwise)`;
}

function isClone(read: ExternalRead): read is Extract<ExternalRead, { kind: "clone" }> {
  return read.kind === "clone";
}
