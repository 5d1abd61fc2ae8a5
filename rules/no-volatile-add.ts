import { volatileAdds, type VolatileAdd } from "../buildkit/hazards/volatile-add.ts";
import { report } from "./report.ts";
import type { DockerfileRule } from "./rule.ts";

const messageIds = { "moving-url": "url", "unversioned-url": "unversioned", git: "git" } as const satisfies Record<VolatileAdd["kind"], string>;

/**
 * ADD of a remote source is asked anew at every build and keyed by what comes back: never stale, but each change of the
 * remote re-runs everything below, and without the remote there is no build.
 */
export default {
  meta: {
    type: "problem",
    docs: { description: "Disallow ADD of remote sources that can change between builds", recommended: "recommended", severity: "warn" },
    schema: false,
    messages: {
      unversioned: "`{{source}}` names no version, and BuildKit asks for it at every build: whenever the file behind it changes, {{following}}, and without the server the build fails. Name a version and give `--checksum`.",
      url: "BuildKit asks for `{{source}}` at every build: whenever the file behind it changes, {{following}}, and without the server the build fails. Name a version and give `--checksum`.",
      git: "BuildKit looks up {{ref}} at every build: whenever its files change, {{following}}, and without the remote the build fails. Name a tag or commit after `#`.",
    },
  },
  create(context) {
    const { build } = context.sourceCode;
    return {
      Dockerfile() {
        for (const { node, kind, ref, following } of volatileAdds(build)) {
          const count = following.length;
          report(context, {
            node,
            messageId: messageIds[kind],
            data: {
              source: node.text,
              ref: ref === undefined ? "the default branch of this repository" : `\`${ref}\``,
              following: count === 0 ? "this step re-runs" : `this step and ${count} more below it re-run`,
            },
            related: following.slice(0, 1).map((step) => ({ loc: step.instruction.keyword.loc, label: "re-runs with it" })),
          });
        }
      },
    };
  },
} satisfies DockerfileRule<{ MessageIds: "url" | "unversioned" | "git" }>;

