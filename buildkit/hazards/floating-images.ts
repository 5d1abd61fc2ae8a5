import type { Word } from "../../dockerfile/nodes.ts";
import { ecosystems as allEcosystems } from "../../ecosystems/index.ts";
import type { BuildContext } from "../build-context.ts";
import type { ImageReference } from "../image-reference.ts";
import type { Build, ImageInput, Stage } from "../model.ts";
import { isRegistryImage } from "./official-images.ts";
import { tagMovement } from "./moving-reference.ts";

/** An image reference that names no fixed state. */
export interface FloatingImage {
  readonly node: Word;
  readonly reference: ImageReference;
  readonly stage: Stage;
  readonly reason: "untagged" | "moving-tag";
  /** The version that a file of the context wants; undefined when none, or several that differ, are named. */
  readonly proof: ProvenVersion | undefined;
}

export interface ProvenVersion {
  readonly version: string;
  /** Context path of the file that names it. */
  readonly file: string;
  /** The whole reference with that version: `node:22-alpine`. */
  readonly text: string;
}

/** Hazard B1: bases of built stages without a tag, or with one that moves. Unresolved names are passed over. */
export function floatingBaseImages(build: Build): readonly FloatingImage[] {
  return build.stages.flatMap((stage) => {
    const node = stage.from.image;
    if (stage.base.kind !== "image" || node === undefined || !stage.isBuilt) return [];
    return toFloating(build, stage, node, stage.base.reference);
  });
}

/** Hazard B2: images named by COPY --from and RUN --mount=from, each place once. */
export function floatingCopySources(build: Build): readonly FloatingImage[] {
  const found = new Map<Word, FloatingImage>();
  for (const stage of build.stages.filter(({ isBuilt }) => isBuilt)) {
    const inputs = [...stage.steps, ...stage.triggers].flatMap((step) => step.inputs);
    for (const input of inputs.filter((candidate): candidate is ImageInput => candidate.kind === "image")) {
      toFloating(build, stage, input.node, input.reference).forEach((image) => found.set(image.node, image));
    }
  }
  return [...found.values()];
}

function toFloating(build: Build, stage: Stage, node: Word, reference: ImageReference): readonly FloatingImage[] {
  if (reference.digest !== undefined || !isRegistryImage(reference.repository) || !isValidName(reference.repository)) return [];
  if (reference.tag !== undefined && tagMovement(reference.tag) !== "moving") return [];
  const context = build.context.kind === "known" ? build.context.context : undefined;
  const proof = context === undefined ? undefined : findProof(build, reference, context);
  return [{ node, reference, stage, reason: reference.tag === undefined ? "untagged" : "moving-tag", proof }];
}

/** Repositories are lower case; anything else is a placeholder to be replaced before the build (`REPLACE-ME`). */
function isValidName(repository: string): boolean {
  return /^([\w.-]+(:\d+)?\/)?[a-z0-9._/-]+$/.test(repository);
}

function findProof(build: Build, reference: ImageReference, context: BuildContext): ProvenVersion | undefined {
  const image = reference.repository.replace(/^(docker\.io\/)?(library\/)?/, "");
  const found = (build.options.ecosystems ?? allEcosystems)
    .flatMap((ecosystem) => ecosystem.versionProofs ?? [])
    .filter((proof) => proof.images.includes(image))
    .flatMap((proof) => {
      const text = context.read(proof.file);
      const version = text === undefined ? undefined : proof.version(text);
      return version === undefined ? [] : [{ version, file: proof.file }];
    });
  const [first] = found;
  if (first === undefined || found.some(({ version }) => version !== first.version)) return undefined;
  const variant = reference.tag?.replace(/^[^-]+/, "") ?? "";
  return { ...first, text: `${reference.repository}:${first.version}${variant}` };
}
