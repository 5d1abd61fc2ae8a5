import { ignoreFileText, unfilteredContext, type UnfilteredContext } from "../buildkit/hazards/missing-ignore-file.ts";
import type { Remedy } from "./edits/remedy.ts";
import { report } from "./report.ts";
import type { DockerfileRule } from "./rule.ts";

type MessageIds = "missing" | "overwritten" | "create";

const ignoreFileName = ".dockerignore";

/**
 * Without an ignore file a broad COPY takes in the version control directory, the host's build results and this very
 * Dockerfile: a commit, a local build or an edited comment re-runs it and all that follows, and all of it is sent.
 */
export default {
  meta: {
    type: "problem",
    docs: { description: "Require an ignore file where the whole build context is copied", recommended: "recommended", severity: "warn", changesOtherFiles: true },
    schema: false,
    messages: {
      missing: "{{source}} takes in the whole build context{{context}}, and no ignore file filters it: all of it is sent, and a change in {{unwanted}} re-runs this step{{followers}}. Create {{path}}.",
      overwritten: "{{source}} puts `{{installed}}` of the host, once it is there, where `{{install}}` has installed: no ignore file keeps it out. Create {{path}}.",
      create: "Create {{path}}",
    },
  },
  create(context) {
    const { build } = context.sourceCode;
    return {
      Dockerfile() {
        const found = unfilteredContext(build);
        if (found === undefined) return;
        const { input, context: directory, overwrite } = found;
        const name = directory?.name ?? ".";
        const path = name === "." ? ignoreFileName : `${name}/${ignoreFileName}`;
        report(context, {
          node: input.node,
          messageId: overwrite === undefined ? "missing" : "overwritten",
          data: {
            source: input.node.type === "Word" ? `\`${input.node.text}\`` : "This mount",
            context: name === "." ? "" : ` \`${name}\``,
            unwanted: nameUnwanted(found),
            installed: overwrite?.path ?? "",
            install: overwrite?.made.command.words.slice(0, 4).map(({ text }) => text).join(" ") ?? "",
            followers: found.hasFollowers ? " and all below it" : "",
            path: directory === undefined ? `${ignoreFileName} at the context's root` : path,
          },
          remedies: directory === undefined ? [] : [createIgnoreFile(path, ignoreFileText(build, directory))],
        });
      },
    };
  },
} satisfies DockerfileRule<{ MessageIds: MessageIds }>;

function createIgnoreFile(path: string, text: string): Remedy<MessageIds> {
  return { messageId: "create", data: { path }, safety: "suggestion", edits: [], creates: [{ path: ignoreFileName, text }] };
}

/** `.git`, `node_modules` or this Dockerfile */
function nameUnwanted({ context, unwanted, holdsDockerfile }: UnfilteredContext): string {
  const names = context === undefined ? ["local build results"] : unwanted.map((name) => `\`${name}\``);
  const all = [...names, ...(holdsDockerfile ? ["this Dockerfile"] : [])];
  const last = all.at(-1) ?? "any file";
  return all.length < 2 ? last : `${all.slice(0, -1).join(", ")} or ${last}`;
}
