import type { Command } from "../../shell/command.ts";
import type { RunStep } from "../model.ts";
import { chainSteps } from "../stage.ts";
import { flagValue, operandsOf } from "./command-words.ts";

/** What a Dockerfile tells of a user that is not root. */
export interface Account {
  readonly uid: string | undefined;
  readonly gid: string | undefined;
  /** Absolute, as /etc/passwd has it. */
  readonly home: string | undefined;
}

/** Accounts that official images bring along, by image and name. Source: the Dockerfile of the image. */
const imageAccounts: ReadonlyMap<string, Account> = new Map([["node:node", { uid: "1000", gid: "1000", home: "/home/node" }]]);

/**
 * The account that USER names: by its numbers, by the `useradd` or `adduser` of an earlier step, or one of the base image.
 * `image` is the repository that the stage starts from. Undefined for a user that the file says nothing of.
 */
export function accountOf({ user, stage, instruction }: RunStep, image: string | undefined): Account | undefined {
  const [name = "", group] = user?.split(":") ?? [];
  if (name === "" || name.includes("$")) return undefined;
  const isNumber = /^\d+$/.test(name);
  const earlier = chainSteps(stage).filter((step) => step.kind === "run" && step.instruction.range[0] < instruction.range[0]);
  const created = earlier.flatMap((step) => (step.kind === "run" ? step.script.commands.flatMap((command) => creates(command, step) ?? []) : []));
  const known = created.findLast((account) => (isNumber ? account.uid === name : account.name === name)) ?? imageAccounts.get(`${image ?? ""}:${name}`);
  if (isNumber) return { uid: name, gid: group !== undefined && /^\d+$/.test(group) ? group : undefined, home: known?.home };
  return known === undefined ? undefined : { uid: known.uid, gid: known.gid, home: known.home };
}

const shadowFlags = ["-b", "-c", "-d", "-e", "-f", "-g", "-G", "-k", "-K", "-p", "-R", "-P", "-s", "-u", "-Z"];
const adduserFlags = ["-h", "-g", "-s", "-G", "-u", "-k", "--home", "--shell", "--uid", "--gid", "--ingroup", "--gecos", "--comment", "--conf", "--firstuid", "--lastuid"];
const longFlags = ["--base-dir", "--comment", "--home-dir", "--home", "--expiredate", "--inactive", "--gid", "--groups", "--skel", "--key", "--password", "--root", "--shell", "--uid"];

/**
 * The account that a command creates. `useradd` (shadow) takes -d for the home and -g for a group; both kinds of `adduser`
 * (Debian's, BusyBox's) put homes below /home. The home of a system account differs from one distribution to the next.
 */
function creates(command: Command, { environment }: RunStep): (Account & { readonly name: string }) | undefined {
  const isShadow = command.name === "useradd";
  if (!isShadow && command.name !== "adduser") return undefined;
  const text = (flags: readonly string[]): string | undefined => {
    const word = flagValue(command.args, flags);
    if (word === undefined || word.literal) return word?.value;
    const [variable] = word.variables;
    return variable !== undefined && /^\$\{?\w+\}?$/.test(word.value) ? environment.variables.get(variable)?.value : undefined;
  };
  const operands = operandsOf(command, isShadow ? [...shadowFlags, ...longFlags] : adduserFlags);
  const name = operands[0]?.literal === true ? operands[0].value : operands[0]?.variables[0] === undefined ? undefined : environment.variables.get(operands[0].variables[0])?.value;
  if (name === undefined || command.conditional) return undefined;
  const home = text(isShadow ? ["-d", "--home-dir", "--home"] : ["-h", "--home"]);
  const isSystem = command.args.some(({ value }) => /^(?:--system|-[a-zA-Z]*[rS][a-zA-Z]*)$/.test(value));
  const uid = text(["-u", "--uid"]);
  return { name, uid: uid !== undefined && /^\d+$/.test(uid) ? uid : undefined, gid: undefined, home: home?.startsWith("/") === true ? home : isSystem || home !== undefined ? undefined : `/home/${name}` };
}
