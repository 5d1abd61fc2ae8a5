import { floatingCopySources } from "../buildkit/hazards/floating-images.ts";
import { imageTitle, pinToProof } from "./edits/pin-image.ts";
import { report } from "./report.ts";
import type { DockerfileRule } from "./rule.ts";

/**
 * Files taken from an image without a fixed tag are whatever a builder has or finds under that name: old ones on a builder
 * that keeps images, new ones, with a re-run of all that follows, on one that resolves the tag at every build.
 */
export default {
  meta: {
    type: "problem",
    docs: { description: "Disallow copying or mounting from images whose tag moves", recommended: "recommended", severity: "warn" },
    hasSuggestions: true,
    schema: false,
    messages: {
      untagged: "{{image}} has no tag, so its files are those of `latest`: stale on a builder that holds an old copy, and on any other a re-run of all below once that tag has moved. Name a version or a digest.",
      movingTag: "The tag of {{image}} moves, and its files with it: stale on a builder that holds an old copy, and on any other a re-run of all below once it has moved. Name a version or a digest.",
      pin: "Use `{{image}}`, the version in {{file}} (changes the image)",
    },
  },
  create(context) {
    const { build } = context.sourceCode;
    return {
      Dockerfile() {
        for (const floating of floatingCopySources(build)) {
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
