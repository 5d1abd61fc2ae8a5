import { floatingBaseImages } from "../buildkit/hazards/floating-images.ts";
import { imageTitle, pinToProof } from "./edits/pin-image.ts";
import { report } from "./report.ts";
import type { DockerfileRule } from "./rule.ts";

/**
 * A base image without a fixed tag means one thing to a builder that keeps images (the old one stays for ever) and another
 * to one that resolves them (a moved tag re-runs every step): nobody can tell what the next build is made of.
 */
export default {
  meta: {
    type: "problem",
    docs: { description: "Disallow base images whose tag moves", recommended: "recommended", severity: "warn" },
    hasSuggestions: true,
    schema: false,
    messages: {
      untagged: "{{image}} has no tag, so it means `latest`: a builder that holds an old copy goes on using it, and any other re-runs every step once that tag has moved. Name a version or a digest.",
      movingTag: "The tag of {{image}} moves: a builder that holds an old copy goes on using it, and any other re-runs every step once it has moved. Name a version or a digest.",
      pin: "Use `{{image}}`, the version in {{file}} (changes the base image)",
    },
  },
  create(context) {
    const { build } = context.sourceCode;
    return {
      Dockerfile() {
        for (const floating of floatingBaseImages(build)) {
          report(context, {
            node: floating.node,
            messageId: floating.reason === "untagged" ? "untagged" : "movingTag",
            data: { image: imageTitle(floating) },
            remedies: pinToProof(floating, "pin"),
          });
        }
      },
    };
  },
} satisfies DockerfileRule<{ MessageIds: "untagged" | "movingTag" | "pin" }>;
