import { unfilteredCopy, type UnfilteredCopy, type UnfilteredPath } from "../buildkit/hazards/unfiltered-paths.ts";
import { report } from "./report.ts";
import type { DockerfileRule } from "./rule.ts";

/**
 * An ignore file is there, but a copy of the whole context still takes in what changes without the project: version
 * control, results of local builds, this very Dockerfile. Each such change re-runs the copy and all below it.
 */
export default {
  meta: {
    type: "problem",
    docs: { description: "Disallow copying files that change while the project does not", recommended: "recommended", severity: "warn" },
    schema: false,
    messages: {
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
        report(context, {
          node: input.node,
          messageId: "volatile",
          data: {
            source: input.node.type === "Word" ? input.node.text : "",
            paths: listOf(paths.map(({ path }) => path)),
            change: changeOf(paths),
            below: below.length === 0 ? "" : ` and ${below.length === 1 ? "the RUN" : `${below.length} RUNs`} below it`,
            patterns: listOf([...new Set(paths.map(patternOf))]),
            ignoreFile: ignoreFile.path,
            unless: paths.some(({ kind }) => kind === "version-control") ? ", unless the build reads its version from there" : "",
          },
          related: others.map(({ node }) => ({ loc: node.loc, label: "takes them in as well" })),
        });
      },
    };
  },
} satisfies DockerfileRule<{ MessageIds: "volatile" }>;

function changeOf(paths: UnfilteredCopy["paths"]): string {
  const kinds = new Set(paths.map(({ kind }) => kind));
  if (kinds.has("version-control")) return "every commit, fetch or switch of branches";
  return kinds.has("host-artifact") ? "every install or build on the host" : "any edit in there";
}

/** A name that begins with a dot or an underscore means the same at every depth; others may not. */
function patternOf({ path, kind }: UnfilteredPath): string {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return kind === "host-artifact" && path.includes("/") ? `**/${name}` : path;
}

function listOf(names: readonly string[]): string {
  const shown = names.slice(0, names.length > 4 ? 3 : 4).map((name) => `\`${name}\``);
  if (names.length > 4) return `${shown.join(", ")} and ${names.length - 3} more`;
  return shown.length < 2 ? shown.join("") : `${shown.slice(0, -1).join(", ")} and ${shown.at(-1) ?? ""}`;
}
