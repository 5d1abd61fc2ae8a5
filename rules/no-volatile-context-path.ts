import { unfilteredCopy, unfilteredPattern, type UnfilteredCopy } from "../buildkit/hazards/unfiltered-paths.ts";
import { addToIgnoreFile } from "../buildkit/ignore-addition.ts";
import { addPatterns, listOf } from "./edits/change-ignore-file.ts";
import { report } from "./report.ts";
import type { DockerfileRule } from "./rule.ts";

/**
 * An ignore file is there, but a copy of the whole context still takes in what changes without the project: version
 * control, results of local builds, this very Dockerfile. Each such change re-runs the copy and all below it.
 */
export default {
  meta: {
    type: "problem",
    docs: { description: "Disallow copying files that change while the project does not", recommended: "recommended", severity: "warn", changesOtherFiles: true },
    schema: false,
    messages: {
      ignore: "Add {{patterns}} to {{ignoreFile}} (leaves every build that reads it without them)",
      volatile: "`{{source}}` takes in {{paths}}: {{change}} re-runs this step{{below}}. Add {{patterns}} to {{ignoreFile}}{{unless}}.",
    },
  },
  create(context) {
    const { build } = context.sourceCode;
    return {
      Dockerfile() {
        const copy = unfilteredCopy(build);
        if (copy === undefined) return;
        const { input, paths, below, ignoreFile, others } = copy;
        const patterns = [...new Set(paths.map(unfilteredPattern))];
        const addition = addToIgnoreFile(build, patterns);
        report(context, {
          node: input.node,
          messageId: "volatile",
          data: {
            source: input.node.type === "Word" ? input.node.text : "",
            paths: listOf(paths.map(({ path }) => path)),
            change: changeOf(paths),
            below: below.length === 0 ? "" : ` and ${below.length === 1 ? "the RUN" : `${below.length} RUNs`} below it`,
            patterns: listOf(patterns),
            ignoreFile: ignoreFile.path,
            unless: paths.some(({ kind }) => kind === "version-control") ? ", unless the build reads its version from there" : "",
          },
          related: others.map(({ node }) => ({ loc: node.loc, label: "takes them in as well" })),
          remedies: addition === undefined ? [] : [addPatterns("ignore", addition)],
        });
      },
    };
  },
} satisfies DockerfileRule<{ MessageIds: "volatile" | "ignore" }>;

function changeOf(paths: UnfilteredCopy["paths"]): string {
  const kinds = new Set(paths.map(({ kind }) => kind));
  if (kinds.has("version-control")) return "every commit, fetch or switch of branches";
  return kinds.has("host-artifact") ? "every install or build on the host" : "any edit in there";
}
