import type { Command, ShellWord } from "../../shell/command.ts";
import { pathBelow, resolveImagePath, type ImagePath } from "../files/image-path.ts";
import type { RunStep } from "../model.ts";
import { sourceNeeds } from "./source-free.ts";

/** How a RUN that installs packages of the operating system lies to the sources that were copied before. */
export type SystemWork =
  /** Nothing in it looks at them: it could run first. `isPlain`: package managers at work, and nothing else. */
  | { readonly kind: "whole"; readonly isPlain: boolean }
  /** It begins with packages, and goes on to commands that may read them. */
  | { readonly kind: "leading" }
  /** The packages may depend on them, or are taken away again at the end. */
  | { readonly kind: "bound" };

/** Programs that look at no file of the project unless a word names one. */
const systemPrograms = /^(?:curl|wget|gpg|tee|dpkg|dpkg-reconfigure|debconf-set-selections|apt-key|apt-mark|apt-cache|update-ca-certificates|update-alternatives|update-locale|locale-gen|localedef|ldconfig|ln|mkdir|install|rm|mv|cp|chmod|chown|touch|cat|sed|grep|printf|echo|test|\[|command|which|type|yes|uname|lsb_release|id|useradd|groupadd|usermod|adduser|addgroup|passwd|chpasswd|fc-cache|rpm|setcap|sleep|nproc|arch|getconf|tr|cut|sort|head|tail|a2(?:en|dis)(?:mod|site|conf)|docker-php-(?:ext-(?:install|enable|configure)|source)|export|unset|:|true|set)$/;

const shells = /^(?:sh|bash|dash|ash)$/;

/** Judges a RUN against the places that sources were copied to. */
export function systemWorkOf(step: RunStep, copied: readonly (ImagePath | undefined)[]): SystemWork {
  const { commands, complete } = step.script;
  if (!complete) return { kind: "bound" };
  const needs = sourceNeeds(step);
  const isBlind = (command: Command, index: number): boolean => namesNone(step, command, copied) && (needs[index]?.kind !== "unknown" || isSystemCommand(command));
  const last = commands.findLastIndex((command) => installsPackages(step, command));
  if (!commands.slice(0, last + 1).every(isBlind)) return { kind: "bound" };
  const rest = commands.slice(last + 1);
  if (rest.some((command) => removesPackages(step, command))) return { kind: "bound" };
  if (!rest.every((command, index) => isBlind(command, last + 1 + index))) return { kind: "leading" };
  return { kind: "whole", isPlain: needs.every((need) => need.kind === "harmless" || (need.kind === "none" && need.install.ecosystem.kind === "system")) };
}

function installsPackages(step: RunStep, command: Command): boolean {
  return step.installs.some((install) => install.command === command && install.effect.kind === "system-install");
}

/** A tool of the operating system's packages in a form that installs, refreshes and cleans nothing: `apk del .build-deps`. */
function removesPackages(step: RunStep, command: Command): boolean {
  const isTool = step.installs.some((install) => install.ecosystem.kind === "system" && install.command.name === command.name);
  return isTool && !step.installs.some((install) => install.command === command);
}

/** A program of the system, or a shell that runs what another one fetched. */
function isSystemCommand({ name, args, joiner }: Command): boolean {
  if (shells.test(name)) return joiner === "|" && args.every(({ value }) => /^-/.test(value));
  return systemPrograms.test(name) && args.every((word) => !isRelativePath(word));
}

/** A word that is neither a flag nor absolute, and has a slash or an extension: it may be a file of the project. */
function isRelativePath({ value }: ShellWord): boolean {
  return !/^[-/~$]|:\/\//.test(value) && /^\.{1,2}(?:\/|$)|^[\w.-]+\/|^[\w-]+\.\w{1,5}$|^\*/.test(value);
}

/** No word or redirect leads to what was copied. */
function namesNone(step: RunStep, { words, redirects }: Command, copied: readonly (ImagePath | undefined)[]): boolean {
  const texts = [...words, ...redirects.flatMap(({ target }) => target ?? [])].flatMap(({ value }) => value.split(/[=,:"'\s]+/)).filter((text) => text.startsWith("/"));
  const paths = texts.map((text) => resolveImagePath(step.directory, text));
  return paths.every((path) => copied.every((place) => place === undefined || place.path === "" || pathBelow(place, path) === undefined));
}
