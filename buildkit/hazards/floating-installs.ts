import type { ShellWord } from "../../shell/command.ts";
import { pinningOf } from "../../ecosystems/match.ts";
import type { Install } from "../install.ts";

/** Packages installed by name at whatever version is newest, or an upgrade of all that is there. */
export interface FloatingInstall {
  readonly kind: "install";
  readonly install: Install;
  readonly floating: readonly ShellWord[];
}

/** Packages of the operating system are never judged by version (hazards.md section 7, DL3008); their upgrades are. */
export function findFloatingInstall(install: Install | undefined): FloatingInstall | undefined {
  if (install === undefined) return undefined;
  if (install.effect.kind === "upgrade") return { kind: "install", install, floating: [] };
  if (install.effect.kind !== "add") return undefined;
  const floating = install.operands.filter((operand) => pinningOf(install, operand) === "unpinned" && !isBounded(operand) && !isItself(install, operand));
  return floating.length > 0 ? { kind: "install", install, floating } : undefined;
}

/** A range with an upper end (`turbo@^2.10`, `tool@3`, `flask~=3.0`) is a choice, as the major version in an image's tag is. */
function isBounded({ value }: ShellWord): boolean {
  return /^.+?(@|~=|==?|<=?|:)[~^v=]?\s*\d/.test(value.replace(/[>!]=?\s*[\d.]+/g, ""));
}

/** `pip install --upgrade pip`: an installer that renews itself is not what the stage is for. */
function isItself({ ecosystem, command }: Install, { value }: ShellWord): boolean {
  const name = value.replace(/(?<=.)@.*$|[=<>~!].*$/, "");
  return name === command.name || name === ecosystem.id || ecosystem.companions?.includes(name) === true;
}
