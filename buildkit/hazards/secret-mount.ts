import { baseName, joinPaths } from "../files/image-path.ts";
import type { Build, RunStep } from "../model.ts";
import type { CredentialCopy } from "./credential-copies.ts";
import { operandsOf } from "./command-words.ts";
import { stepText } from "./environment-use.ts";

/** How a RUN could be given a file for as long as it runs, instead of a layer for good. */
export interface SecretMount {
  readonly id: string;
  /** Where the copy put it, absolute. */
  readonly target: string;
  /** The RUNs that evidently use it; never empty. */
  readonly runs: readonly RunStep[];
}

/**
 * The secret mount in place of a copy, where the use is evident: an install by the package manager whose file it is, git and
 * SSH for a key, the client whose login it is. Undefined where anything else names the file, where it is a directory, and where
 * another user than root runs, who could not read the mount.
 */
export function secretMount(build: Build, { step, input, kind, how, paths, below }: CredentialCopy): SecretMount | undefined {
  const [path = ""] = paths;
  const { destination } = input;
  const name = baseName(path);
  if (how !== "named" || input.hasWildcard || input.keepsParents || step.plantedBy !== undefined || destination?.anchored !== true || isDirectory(build, path)) return undefined;
  const runs = below.filter((run) => usesIt(run, kind, path));
  const isPlain = runs.every(({ user, plantedBy }) => plantedBy === undefined && (user === undefined || /^(?:root|0)(?::|$)/.test(user)));
  if (runs.length === 0 || !isPlain || below.some((run) => stepText(run).includes(name))) return undefined;
  const target = input.isDirectory ? joinPaths(destination.path, name) : destination.path;
  return { id: name.replace(/^\W+/, "").replace(/\W+/g, "-"), target: `/${target}`, runs };
}

function isDirectory({ context }: Build, path: string): boolean {
  const known = context.kind === "known" ? context.context.kind(path) : undefined;
  return known === undefined ? /(?:^|\/)\.(?:aws|ssh|kube)$/.test(path) : known === "directory";
}

const clients: readonly (readonly [file: RegExp, programs: readonly string[]])[] = [
  [/\.aws\/credentials$/, ["aws"]],
  [/[._]netrc$/, ["curl", "wget", "git"]],
  [/\.git-credentials$/, ["git"]],
  [/kube/, ["kubectl", "helm"]],
];

function usesIt({ installs, script }: RunStep, kind: CredentialCopy["kind"], path: string): boolean {
  if (kind === "token") return installs.some(({ ecosystem, effect }) => ["install", "install-project", "add", "build"].includes(effect.kind) && ecosystem.credentials?.some((file) => path.toLowerCase().endsWith(file.path)) === true);
  const programs = clients.find(([file]) => file.test(path))?.[1] ?? [];
  if (kind === "login") return script.commands.some(({ name }) => programs.includes(name));
  if (kind !== "key") return false;
  return script.commands.some((command) => ["ssh", "scp", "sftp", "rsync"].includes(command.name) || (command.name === "git" && operandsOf(command).some(({ value }) => /^(?:clone|fetch|pull|submodule)$/.test(value))));
}
