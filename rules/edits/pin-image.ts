import type { FloatingImage } from "../../buildkit/hazards/floating-images.ts";
import type { Remedy } from "./remedy.ts";

/** Names the version that the build context proves; nothing when it proves none, or a variable holds the reference. */
export function pinToProof<MessageIds extends string>({ node, reference, proof }: FloatingImage, messageId: MessageIds): readonly Remedy<MessageIds>[] {
  if (proof === undefined || node.text !== reference.text) return [];
  return [{ messageId, data: { image: proof.text, file: proof.file }, safety: "suggestion", edits: [{ range: node.range, text: proof.text }] }];
}

/** The reference as a message names it: what the user wrote, and what it stands for when a variable is in it. */
export function imageTitle({ node, reference }: FloatingImage): string {
  return node.text === reference.text ? `\`${node.text}\`` : `\`${node.text}\` (\`${reference.text}\` by default)`;
}
