import { credentialCopies, type CredentialCopy } from "../buildkit/hazards/credential-copies.ts";
import { secretMount } from "../buildkit/hazards/secret-mount.ts";
import type { Build } from "../buildkit/model.ts";
import { stageTitle } from "../buildkit/stage.ts";
import { mountSecret } from "./edits/mount-secret.ts";
import type { Remedy } from "./edits/remedy.ts";
import { report } from "./report.ts";
import type { DockerfileRule } from "./rule.ts";

type MessageIds = "delivered" | "builder" | "data" | "mount";

const subjects: Readonly<Record<CredentialCopy["kind"], string>> = {
  environment: "local settings, which often hold secrets",
  key: "a private key",
  login: "the login of a client",
  token: "a token or password",
  data: "what the application writes when it runs",
};

/**
 * A secret in a layer is in the image for everybody who gets it, whatever later steps remove; and whenever it is renewed, the
 * copy and all that follows run again.
 */
export default {
  meta: {
    type: "problem",
    docs: { description: "Disallow copying credentials and data of a running application", recommended: "recommended", severity: "warn" },
    hasSuggestions: true,
    schema: false,
    messages: {
      delivered: "{{source}} {{what}}: whoever gets the image can read it, even if a later step removes it, and each change of it re-runs this step{{below}}. {{advice}}",
      builder: "{{source}} {{what}}: each change of it re-runs this step{{below}}, and it stays in the cache of {{stage}}. {{advice}}",
      data: "{{source}} {{what}}: each change of it re-runs this step{{below}}, and everybody who gets the image has a copy. {{advice}}",
      mount: "Mount `{{path}}` as a secret (build with `--secret id={{id}},src={{path}}`)",
    },
  },
  create(context) {
    const { build, text } = context.sourceCode;
    return {
      Dockerfile() {
        for (const copy of credentialCopies(build)) {
          const { input, kind, isDelivered, below, step } = copy;
          const count = below.length === 0 ? "" : ` and ${below.length === 1 ? "the RUN" : `${below.length} RUNs`} below it`;
          report(context, {
            node: input.node,
            messageId: kind === "data" ? "data" : isDelivered ? "delivered" : "builder",
            data: { source: input.node.type === "Word" ? `\`${input.node.text}\`` : "This", what: whatOf(copy), below: count, stage: stageTitle(step.stage), advice: adviceOf(build, copy) },
            remedies: remedyOf(build, text, copy),
          });
        }
      },
    };
  },
} satisfies DockerfileRule<{ MessageIds: MessageIds }>;

/** `holds a private key`, `takes in .env with DB_PASSWORD in it` */
function whatOf({ kind, how, paths, variables, input }: CredentialCopy): string {
  const seen = variables.slice(0, 3).map((name) => `\`${name}\``).join(", ");
  if (how === "named" && paths[0] === input.path) return seen === "" ? `holds ${subjects[kind]}` : `holds local settings with ${seen}`;
  const listed = paths.slice(0, 3).map((path) => `\`${path}\``).join(", ");
  const all = paths.length > 3 ? `${listed} and ${paths.length - 3} more` : listed;
  return seen === "" ? `takes in ${all} with ${subjects[kind]}` : `takes in ${all} with ${seen} in ${paths.length === 1 ? "it" : "them"}`;
}

function adviceOf(build: Build, { how, kind, paths }: CredentialCopy): string {
  const ignoreFile = build.context.kind === "known" ? (build.context.context.ignoreFile?.path ?? ".dockerignore") : ".dockerignore";
  if (how === "within") return `Add ${paths.slice(0, 3).map((path) => `\`${path}\``).join(", ")} to ${ignoreFile}.`;
  if (kind === "environment") return "Pass them when the container starts, or mount them as a secret in the RUN that reads them.";
  if (kind === "data") return "Keep it on a volume.";
  return "Mount it as a secret in the RUN that reads it (`--mount=type=secret`).";
}

function remedyOf(build: Build, text: string, copy: CredentialCopy): readonly Remedy<MessageIds>[] {
  const mount = secretMount(build, copy);
  const { node, path = "" } = copy.input;
  const edits = mount === undefined || node.type !== "Word" ? [] : mountSecret(text, copy.step.instruction, node, mount);
  return mount === undefined || edits.length === 0 ? [] : [{ messageId: "mount", data: { path, id: mount.id }, safety: "suggestion", edits }];
}
