import type { Word } from "../../dockerfile/nodes.ts";
import { ecosystems as allEcosystems } from "../../ecosystems/index.ts";
import type { BuildContext } from "../files/build-context.ts";
import type { ImageReference } from "../image-reference.ts";
import type { Build, ImageInput, Stage } from "../model.ts";
import { tagMovement } from "./moving-reference.ts";
import { isNewestInVariant, isRegistryImage, isVariant } from "./official-images.ts";
import { isBuiltHere } from "./own-images.ts";

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
  if (reference.tag !== undefined && !isMovingTag(reference.repository, reference.tag)) return [];
  if (isPassedByOwnBuild(build, node, reference) || build.options.ownImages?.has(reference.repository) === true) return [];
  const context = build.context.kind === "known" ? build.context.context : undefined;
  const proof = context === undefined ? undefined : findProof(build, reference, context);
  return [{ node, reference, stage, reason: reference.tag === undefined ? "untagged" : "moving-tag", proof }];
}

function isMovingTag(repository: string, tag: string): boolean {
  return tagMovement(tag) === "moving" || isNewestInVariant(repository, tag);
}

/** The default of an ARG for an image of this very repository: whatever builds both passes the one that it has just made. */
function isPassedByOwnBuild({ context }: Build, node: Word, reference: ImageReference): boolean {
  if (context.kind === "unknown" || !node.text.includes("$")) return false;
  const nearest = context.kind === "known" ? context.context : context.candidates[0];
  return nearest !== undefined && isBuiltHere(reference, nearest);
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
  const variant = variantOf(reference.tag ?? "");
  return variant === undefined ? undefined : { ...first, text: `${reference.repository}:${first.version}${variant}` };
}

/** `-alpine` of `lts-alpine` and `alpine`. Undefined for the variants that not every version has: releases of a distribution. */
function variantOf(tag: string): string | undefined {
  const words = tag.split("-").filter((word) => word !== "" && tagMovement(word) !== "moving");
  return words.every(isVariant) ? words.map((word) => `-${word}`).join("") : undefined;
}
