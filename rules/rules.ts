import type { DockerfileRule } from "./rule.ts";

/** Every rule by its id, which is the name of its file. A test compares this list with the folder. */
export const rules = {} satisfies Record<string, DockerfileRule>;
