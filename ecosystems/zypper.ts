import type { CommandForm, Ecosystem } from "./ecosystem.ts";
import { proxyVariables } from "./proxy-variables.ts";

const tools = ["zypper"];
const valueFlags = [
  "-c", "--config", "--userdata", "--reposd-dir", "--cache-dir", "--raw-cache-dir", "--solv-cache-dir", "--pkg-cache-dir", "-p",
  "--plus-repo", "--plus-content", "--releasever", "-R", "--root", "--installroot", "-r", "--repo", "-t", "--type", "--from",
  "--solver-focus",
];
const install = {
  tools,
  subcommands: [["install"], ["in"], ["source-install"], ["si"]],
  valueFlags,
} satisfies Partial<CommandForm>;

const upgrade = {
  tools,
  subcommands: [["update"], ["up"], ["dist-upgrade"], ["dup"], ["patch"]],
  valueFlags,
} satisfies Partial<CommandForm>;

/** The images' repositories have auto-refresh: they are renewed when they are out of date (zypper(8), "Refresh"). */
export const zypper: Ecosystem = {
  id: "zypper",
  name: "Zypper",
  kind: "system",
  commands: [
    { ...install, anyFlag: ["--no-refresh"], noFlag: ["-D"], effect: { kind: "system-install", index: "stored" } },
    { ...install, noFlag: ["-D"], effect: { kind: "system-install", index: "fetched" } },
    { ...upgrade, anyFlag: ["--no-refresh"], noFlag: ["-D"], effect: { kind: "upgrade", index: "stored" } },
    { ...upgrade, noFlag: ["-D"], effect: { kind: "upgrade", index: "fetched" } },
    { tools, subcommands: [["refresh"], ["ref"]], valueFlags, effect: { kind: "refresh-index" } },
    { tools, subcommands: [["clean"], ["cc"]], valueFlags, effect: { kind: "clean-cache" } },
  ],
  caches: [{ path: "/var/cache/zypp", sharing: "locked", keptBy: "unknown" }],
  hostArtifacts: [],
  installsInto: [],
  environment: [/^ZYPP(?:ER)?_/, proxyVariables],
  sources: [
    "https://manpages.opensuse.org/Tumbleweed/zypper/zypper.8.en.html",
    "https://github.com/openSUSE/libzypp/blob/master/zypp.conf",
  ],
};
