import type { Ecosystem } from "./ecosystem.ts";
import { go } from "./go.ts";
import { npm } from "./npm.ts";
import { pip } from "./pip.ts";

/** Every record, in alphabetical order of the ids. Add a new one here and to nothing else. */
export const ecosystems: readonly Ecosystem[] = [go, npm, pip];
