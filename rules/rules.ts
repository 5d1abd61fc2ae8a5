import noBroadCopyBeforeInstall from "./no-broad-copy-before-install.ts";
import noFloatingBaseImage from "./no-floating-base-image.ts";
import requireDockerignore from "./require-dockerignore.ts";
import type { DockerfileRule } from "./rule.ts";

/** Every rule by its id, which is the name of its file. A test compares this list with the folder. */
export const rules = {
  "no-broad-copy-before-install": noBroadCopyBeforeInstall,
  "no-floating-base-image": noFloatingBaseImage,
  "require-dockerignore": requireDockerignore,
} satisfies Record<string, DockerfileRule>;
