import { ecosystems } from "../../ecosystems/index.ts";
import type { Command } from "../../shell/command.ts";
import { isManifestInstall, type Install } from "../install.ts";
import type { RunStep } from "../model.ts";

/** What one command of a RUN needs of the project's sources. */
export type SourceNeed =
  /** A package manager at work on manifests, on its own index, or on packages that the command names. */
  | { readonly kind: "none"; readonly install: Install }
  /** Changes only the shell's own state or paths outside the project: `set -eux`, `rm -rf /var/lib/apt/lists/*`. */
  | { readonly kind: "harmless" }
  /** Makes something of its own, without a look at the project: `python -m venv`, `mkdir`, settings of a package manager. */
  | { readonly kind: "preparation" }
  /** Anything else may read the sources. */
  | { readonly kind: "unknown" };

/** For each command of the step, in order, whether it could run before the sources are copied. */
export function sourceNeeds(step: RunStep): readonly SourceNeed[] {
  return step.script.commands.map((command) => sourceNeed(step, command));
}

/** Whether the whole step is the work of package managers and could run before the sources are copied. */
export function isSourceFree(step: RunStep): boolean {
  return canRunBeforeSources(step) && sourceNeeds(step).every((need) => need.kind !== "preparation");
}

/** Whether the whole step could run before the sources are copied; false when its script is not understood. */
export function canRunBeforeSources(step: RunStep): boolean {
  const needs = sourceNeeds(step);
  return step.script.complete && needs.length > 0 && needs.every((need) => need.kind !== "unknown");
}

function sourceNeed(step: RunStep, command: Command): SourceNeed {
  const install = step.installs.find((candidate) => candidate.command === command);
  if (install !== undefined) return needsNoSources(install) ? { kind: "none", install } : { kind: "unknown" };
  if (isHarmless(command) || isRemoval(step, command)) return { kind: "harmless" };
  return isPreparation(command) ? { kind: "preparation" } : { kind: "unknown" };
}

function needsNoSources(install: Install): boolean {
  if (isManifestInstall(install)) return true;
  const hasPathOperand = install.operands.some((operand) => /^[./]/.test(operand.value) || !operand.literal);
  switch (install.effect.kind) {
    case "add":
      return install.effect.scope === "global" && !hasPathOperand;
    case "system-install":
      return !hasPathOperand;
    case "refresh-index":
    case "upgrade":
    case "clean-cache":
      return true;
    default:
      return false;
  }
}

function isHarmless(command: Command): boolean {
  if (command.redirects.some(({ target }) => target !== undefined && !target.value.startsWith("/dev/"))) return false;
  if (["set", "true", ":", "echo", "cd", "nproc", "uname", "arch"].includes(command.name)) return true;
  return command.name === "rm" && command.args.every(({ value }) => value.startsWith("-") || /^\/(var\/(lib|cache)|tmp|root\/\.)/.test(value));
}

/** Packages of the operating system go away again (`apk del`): a tool that the same RUN has installed some with. */
function isRemoval({ installs }: RunStep, { name, args }: Command): boolean {
  const isTool = installs.some(({ ecosystem, command }) => ecosystem.kind === "system" && command.name === name);
  return isTool && args.some(({ value }) => /^(?:del|remove|purge|autoremove|erase|rm)$/.test(value));
}

function isPreparation({ name, args, redirects }: Command): boolean {
  const [first = "", second = ""] = args.map(({ value }) => value);
  if (redirects.some(({ target }) => target !== undefined && !target.value.startsWith("/dev/"))) return false;
  if (["export", "unset", "mkdir", "adduser", "addgroup", "useradd", "groupadd", "virtualenv"].includes(name)) return true;
  if (name === "source" || name === ".") return /(^|\/)bin\/activate$/.test(first);
  return (first === "-m" && second === "venv") || (["config", "set", "enable"].includes(first) && isTool(name));
}

function isTool(name: string): boolean {
  return ecosystems.some(({ commands }) => commands.some(({ tools }) => tools.includes(name)));
}
