import type { Ecosystem } from "./ecosystem.ts";
import { apk } from "./apk.ts";
import { apt } from "./apt.ts";
import { dnf, dnf5, microdnf, tdnf, yum } from "./dnf.ts";
import { go } from "./go.ts";
import { npm } from "./npm.ts";
import { pacman } from "./pacman.ts";
import { pip } from "./pip.ts";
import { zypper } from "./zypper.ts";

/** Every record, in alphabetical order of the ids. Add a new one here and to nothing else. */
export const ecosystems: readonly Ecosystem[] = [apk, apt, dnf, dnf5, go, microdnf, npm, pacman, pip, tdnf, yum, zypper];
