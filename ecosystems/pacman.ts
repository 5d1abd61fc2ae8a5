import type { CommandForm, Ecosystem } from "./ecosystem.ts";
import { proxyVariables } from "./proxy-variables.ts";

const form: Pick<CommandForm, "tools" | "valueFlags" | "noFlag"> = {
  tools: ["pacman"],
  valueFlags: ["-b", "--dbpath", "-r", "--root", "--arch", "--assume-installed", "--cachedir", "--color", "--config", "--gpgdir", "--hookdir", "--ignore", "--ignoregroup", "--logfile", "--overwrite", "--print-format", "--sysroot"],
  noFlag: ["--print", "--search", "--info", "--list", "--groups", "--downloadonly", "--clean"],
};
/** Searches, lists, prints, downloads or cleans instead of installing. */
const query = "(?!.*[silgpwc])";

/** The subcommand is a cluster of short flags, or long ones; -U installs files, whose dependencies come from the stored index. */
export const pacman: Ecosystem = {
  id: "pacman",
  name: "pacman",
  kind: "system",
  commands: [
    { ...form, operands: "some", shortFlags: new RegExp(`^(?=.*S)(?=.*y)${query}`), effect: { kind: "system-install", index: "fetched" } },
    { ...form, operands: "some", anyFlag: ["--refresh"], effect: { kind: "system-install", index: "fetched" } },
    { ...form, shortFlags: new RegExp(`^(?=.*S)(?=.*u)(?=.*y)${query}`), effect: { kind: "upgrade", index: "fetched" } },
    { ...form, anyFlag: ["--sysupgrade"], effect: { kind: "upgrade", index: "fetched" } },
    { ...form, operands: "none", shortFlags: new RegExp(`^(?=.*S)(?=.*y)${query}`), effect: { kind: "refresh-index" } },
    { ...form, operands: "none", anyFlag: ["--refresh"], effect: { kind: "refresh-index" } },
    { ...form, operands: "none", shortFlags: new RegExp(`^(?=.*S)(?=.*u)${query}`), effect: { kind: "upgrade", index: "stored" } },
    { ...form, operands: "some", shortFlags: new RegExp(`^(?=.*[SU])${query}`), effect: { kind: "system-install", index: "stored" } },
    { ...form, operands: "some", anyFlag: ["--sync", "--upgrade"], effect: { kind: "system-install", index: "stored" } },
    { ...form, noFlag: [], shortFlags: /^(?=.*S)(?=.*c.*c)/, effect: { kind: "clean-cache" } },
  ],
  caches: [{ path: "/var/cache/pacman/pkg", sharing: "locked" }],
  hostArtifacts: [],
  installsInto: [],
  environment: [proxyVariables],
  sources: ["https://man.archlinux.org/man/pacman.8.en", "https://man.archlinux.org/man/pacman.conf.5.en"],
};
