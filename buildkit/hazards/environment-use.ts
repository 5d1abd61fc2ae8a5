import type { Instruction } from "../../dockerfile/nodes.ts";
import type { Command } from "../../shell/command.ts";
import type { Install } from "../install.ts";
import type { RunStep, Step } from "../model.ts";

/** Whether a step reads a variable: it names it, it may read it without saying so, or it certainly does not. */
export type EnvironmentUse = "named" | "possible" | "none";

/**
 * Programs that read nothing from the environment but what their manuals name (locale, home, `TMPDIR`, a terminal), so that
 * an argument of the build means nothing to them. What is not listed may read anything.
 */
const indifferentPrograms: ReadonlySet<string> = new Set(
  (
    "[ [[ : true false test cd pwd set shopt trap umask exit return shift local export unset read wait ulimit command type hash sleep " +
    "echo printf cat tee head tail tr cut sort uniq wc grep egrep fgrep sed awk gawk paste comm diff cmp xargs find which basename dirname readlink realpath date seq expr id whoami uname nproc getconf arch " +
    "mkdir rmdir rm mv cp ln touch chmod chown chgrp install mktemp truncate dd du df ls stat sync file mknod setcap getcap setfacl " +
    "useradd adduser groupadd addgroup usermod groupmod userdel deluser groupdel delgroup chpasswd passwd chsh getent " +
    "tar gzip gunzip zcat bzip2 bunzip2 xz unxz zstd unzip zip ar cpio dpkg-deb rpm2cpio rpm dpkg " +
    "curl wget git gpg gpgv gpgconf dirmngr openssl ssh-keyscan ssh-keygen sha1sum sha224sum sha256sum sha384sum sha512sum shasum md5sum b2sum base64 " +
    "ldconfig update-ca-certificates update-ca-trust update-alternatives alternatives locale-gen localedef update-locale ln strip chroot a2enmod a2dismod a2ensite debconf-set-selections dpkg-reconfigure dpkg-divert dpkg-architecture apt-mark apt-cache apt-config apt-key systemctl fc-cache " +
    "objcopy objdump ranlib nm readelf strings patchelf nvprune"
  ).split(" "),
);

/**
 * Compilers of C and C++: a source cannot see the environment, and the compiler reads what its manual names (paths, its own
 * settings, the time to stamp with). https://gcc.gnu.org/onlinedocs/gcc/Environment-Variables.html
 */
const compilers = /^(?:[\w.]+-)*(?:cc|c\+\+|gcc|g\+\+|clang|clang\+\+)(?:-[\d.]+)?$/;
const readByCompilers = /PATH$|^(?:GCC|CCC|CLANG|SUNPRO|LC)_|^(?:LANG|TMPDIR|SOURCE_DATE_EPOCH|DEPENDENCIES_OUTPUT)$/;

/** Asked for its statistics it reads its own settings alone; with a compiler behind it, it builds. */
const compilerCache = "sccache";

/** How a step uses any of the variables. COPY and WORKDIR use what their words name; RUN is given all and may say nothing. */
export function environmentUse(step: Step, arg: string): EnvironmentUse {
  if (step.kind !== "run") return step.args.includes(arg) ? "named" : "none";
  const names = carriersOf(step, arg);
  if (names.some((name) => mentions(stepText(step), name))) return "named";
  if (!step.script.complete || step.script.commands.length === 0) return "possible";
  return step.script.commands.every((command) => isIndifferent(step, command, names)) ? "none" : "possible";
}

/** The variables of the step's environment whose values the argument decides, its own name first. */
export function carriersOf(step: Step, arg: string): readonly string[] {
  const derived = [...step.environment.variables.values()].filter(({ args }) => args.includes(arg)).map(({ name }) => name);
  return [...new Set([arg, ...derived])];
}

/** Whether a text names the variable, with or without a dollar sign (`printenv X`, `os.environ["X"]`). */
export function mentions(text: string, name: string): boolean {
  return /^\w+$/.test(name) && new RegExp(`(?<!\\w)${name}(?!\\w)`).test(text);
}

/**
 * The first command of the step that is worth not running again: it installs or downloads. The project's own build is none,
 * since it may well read the argument.
 */
export function expensiveCommand(step: RunStep): Command | undefined {
  const isCostly = (command: Command): boolean => {
    const install = step.installs.find((candidate) => candidate.command === command);
    return install === undefined ? isDownload(command) : ["install", "add", "system-install", "upgrade"].includes(install.effect.kind);
  };
  const costly = step.script.commands.filter(isCostly);
  return costly.find((command) => !isDownload(command)) ?? costly[0];
}

/** All that a RUN hands to the shell, its here-documents included. */
export function stepText({ instruction }: RunStep): string {
  return instructionText(instruction);
}

/** An instruction as BuildKit reads it, with the bodies of its here-documents. */
export function instructionText({ text, heredocs }: Instruction): string {
  return [text, ...heredocs.map((heredoc) => heredoc.text)].join("\n");
}

function isDownload({ name, args }: Command): boolean {
  if (name === "git") return args.some(({ value }) => value === "clone");
  return (name === "curl" || name === "wget") && args.some(({ value, literal }) => !literal || /^https?:\/\//i.test(value));
}

function isIndifferent(step: RunStep, command: Command, names: readonly string[]): boolean {
  const install = step.installs.find((candidate) => candidate.command === command);
  if (install !== undefined) return isIndifferentInstall(install, names);
  if (step.installs.some((other) => other.ecosystem.kind === "system" && other.command.name === command.name)) return true;
  const [word] = command.words;
  if (compilers.test(command.name)) return !names.some((name) => readByCompilers.test(name));
  if (command.name === compilerCache) return command.args.every(({ value }) => value.startsWith("-"));
  return indifferentPrograms.has(command.name) && /^(\/(usr\/)?(local\/)?s?bin\/)?[^/$]+$/.test(word.value);
}

/** Installs run no code of the project that is made for the argument; what the tool itself reads is on record. */
function isIndifferentInstall({ effect, ecosystem }: Install, names: readonly string[]): boolean {
  if (["build", "install-project", "plan"].includes(effect.kind)) return false;
  return !names.some((name) => ecosystem.environment.some((pattern) => (typeof pattern === "string" ? pattern === name : pattern.test(name))));
}
