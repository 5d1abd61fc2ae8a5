import type { CommandForm, Ecosystem } from "./ecosystem.ts";
import { proxyVariables } from "./proxy-variables.ts";

const pacmanTool = {
  tools: ["pacman"],
  valueFlags: [
    "-b", "--dbpath", "-r", "--root", "--arch", "--assume-installed", "--cachedir", "--color", "--config", "--gpgdir",
    "--hookdir", "--ignore", "--ignoregroup", "--logfile", "--overwrite", "--print-format", "--sysroot",
  ],
  noFlag: ["--print", "--search", "--info", "--list", "--groups", "--downloadonly", "--clean"],
} satisfies Partial<CommandForm>;

/** The subcommand is made of flags, mostly short ones in a cluster. -U installs files, their dependencies by the stored index. */
export const pacman: Ecosystem = {
  id: "pacman",
  name: "pacman",
  kind: "system",
  commands: [
    { ...pacmanTool, operands: "some", shortFlags: letters("Sy"), effect: { kind: "system-install", index: "fetched" } },
    { ...pacmanTool, operands: "some", anyFlag: ["--refresh"], effect: { kind: "system-install", index: "fetched" } },
    { ...pacmanTool, operands: "some", shortFlags: letters("Su"), effect: { kind: "system-install", index: "stored" } },
    { ...pacmanTool, shortFlags: letters("Syu"), effect: { kind: "upgrade", index: "fetched" } },
    { ...pacmanTool, shortFlags: letters("Su"), effect: { kind: "upgrade", index: "stored" } },
    { ...pacmanTool, shortFlags: letters("Sy"), noFlag: [...pacmanTool.noFlag, "--sysupgrade"], effect: { kind: "refresh-index" } },
    { ...pacmanTool, anyFlag: ["--refresh"], noFlag: [...pacmanTool.noFlag, "--sysupgrade"], effect: { kind: "refresh-index" } },
    { ...pacmanTool, anyFlag: ["--refresh"], effect: { kind: "upgrade", index: "fetched" } },
    { ...pacmanTool, anyFlag: ["--sysupgrade"], effect: { kind: "upgrade", index: "stored" } },
    { ...pacmanTool, shortFlags: letters("S"), effect: { kind: "system-install", index: "stored" } },
    { ...pacmanTool, shortFlags: letters("U"), effect: { kind: "system-install", index: "stored" } },
    { ...pacmanTool, anyFlag: ["--sync", "--upgrade"], effect: { kind: "system-install", index: "stored" } },
    // A single -c keeps what is installed.
    { tools: ["pacman"], shortFlags: /^(?=.*S)(?=.*c.*c)/, effect: { kind: "clean-cache" } },
  ],
  caches: [{ path: "/var/cache/pacman/pkg", sharing: "locked" }],
  indexDirectory: "/var/lib/pacman/sync",
  hostArtifacts: [],
  installsInto: [],
  environment: [proxyVariables],
  sources: ["https://man.archlinux.org/man/pacman.8.en", "https://man.archlinux.org/man/pacman.conf.5.en"],
};

/** All of these letters, and none of those that search, list, print, download or clean instead of installing. */
function letters(wanted: string): RegExp {
  return new RegExp(`^${[...wanted].map((letter) => `(?=.*${letter})`).join("")}(?!.*[silgpwc])`);
}
