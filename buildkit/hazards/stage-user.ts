import { accountOf, type Account } from "./accounts.ts";
import { isRegistryImage } from "./official-images.ts";
import type { RunStep, Stage } from "../model.ts";

/**
 * The repository of the image that a chain of stages starts from, as Docker Hub's own are written (`node`, also in the mirrors of
 * Google and Amazon); undefined when unknown.
 */
export function baseImage(stage: Stage): string | undefined {
  const base = stage.chain[0]?.base;
  return base?.kind === "image" ? base.reference.repository.replace(/^(?:(?:index\.)?docker\.io\/|registry(?:\.hub)?\.docker\.com\/(?=library\/)|mirror\.gcr\.io\/(?=library\/)|public\.ecr\.aws\/docker\/(?=library\/))?(?:library\/)?/, "") : undefined;
}

/** The tag of that image as written. */
export function baseTag(stage: Stage): string | undefined {
  const base = stage.chain[0]?.base;
  return base?.kind === "image" ? base.reference.tag : undefined;
}

/** Whether that image is an official one of Docker Hub. */
export function isOfficialImage(image: string): boolean {
  return !image.includes("/") && isRegistryImage(image);
}

/** Whether commands of the step run as root: as USER says, else as official images and those of Microsoft's registry start. */
export function isRoot({ user, stage }: RunStep): boolean | undefined {
  if (user?.includes("$") === true) return undefined;
  if (user !== undefined) return /^(?:root|0)(?::|$)/.test(user);
  const image = baseImage(stage);
  return image !== undefined && (isOfficialImage(image) || image.startsWith("mcr.microsoft.com/")) ? true : undefined;
}

/** The value of HOME, absolute: as ENV sets it, else as the user's account has it. Undefined for an account that the file says nothing of. */
export function homeOf(step: RunStep): string | undefined {
  if (step.script.variables.some(({ name }) => name === "HOME")) return undefined;
  const variable = step.environment.variables.get("HOME");
  if (variable !== undefined) return variable.value?.startsWith("/") === true ? variable.value.replace(/\/+$/, "") : undefined;
  if (isRoot(step) === true) return "/root";
  return accountOfUser(step)?.home;
}

/** The account of a user that is not root, as far as the file tells of it. */
export function accountOfUser(step: RunStep): Account | undefined {
  return isRoot(step) === false ? accountOf(step, baseImage(step.stage)) : undefined;
}
