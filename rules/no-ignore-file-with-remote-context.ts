import { unreadIgnore } from "../buildkit/hazards/unread-ignore.ts";
import { listOf } from "./edits/change-ignore-file.ts";
import { report } from "./report.ts";
import type { IgnoreFileRule } from "./rule.ts";

/**
 * BuildKit applies ignore files to directories that a client sends. What the builder fetches from git by itself, as
 * `docker/build-push-action` has it do without `context`, it takes as it is.
 */
export default {
  language: "dockerignore",
  meta: {
    type: "problem",
    docs: { description: "Disallow builds from git that copy what an ignore file keeps out of all others", recommended: "recommended", severity: "warn" },
    schema: false,
    messages: {
      unread: "In the build of {{build}}, the builder fetches the repository by itself and applies no ignore file: the copy of the whole context in `{{dockerfile}}` takes in {{paths}} all the same, and a commit that changes {{one}} re-runs it{{below}}. Check out the repository in that job and give the build `context: {{context}}`.",
    },
  },
  create(context) {
    const { ast, use } = context.sourceCode;
    return {
      IgnoreFile() {
        const unread = unreadIgnore(ast, use);
        if (unread === undefined) return;
        const { node, paths, below, names } = unread;
        const [name = "", ...others] = names;
        report(context, {
          node,
          messageId: "unread",
          data: {
            build: others.length === 0 ? name : `${name}, and in ${others.length} more`,
            dockerfile: unread.context.dockerfile,
            paths: listOf(paths),
            one: paths.length === 1 ? "it" : "one of them",
            below: below.length === 0 ? "" : ` and ${below.length === 1 ? "the RUN" : `${below.length} RUNs`} below it`,
            context: unread.context.name,
          },
        });
      },
    };
  },
} satisfies IgnoreFileRule<{ MessageIds: "unread" }>;
