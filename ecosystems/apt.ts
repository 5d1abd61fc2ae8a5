import type { CommandForm, Ecosystem } from "./ecosystem.ts";
import { proxyVariables } from "./proxy-variables.ts";

const tools = ["apt-get", "apt", "aptitude"];
const valueFlags = [
  "-o", "--option", "-c", "--config-file", "-t", "--target-release", "--default-release", "-S", "--snapshot", "-e", "--error-on",
  "-a", "--host-architecture", "-P", "--build-profiles", "--solver", "--planner", "--comment", "--with-source",
];
const simulate = ["-s", "--simulate", "--just-print", "--recon", "--no-act", "--print-uris"];

/** Without operands too: `apt-get install -f` installs what others miss, and `xargs` brings its own. */
const install = {
  tools,
  subcommands: [["install"], ["reinstall"], ["build-dep"], ["build-depends"], ["satisfy"]],
  valueFlags,
} satisfies Partial<CommandForm>;

const upgrade = {
  tools,
  subcommands: [["upgrade"], ["dist-upgrade"], ["full-upgrade"], ["safe-upgrade"], ["dselect-upgrade"]],
  valueFlags,
} satisfies Partial<CommandForm>;

const packages = "/var/cache/apt";

/** In the images of Debian and Ubuntu: removes the packages after every installation. */
const hook = "/etc/apt/apt.conf.d/docker-clean";

/** Known since apt 2.7: `apt-get install --update jq` runs the update first. */
const update = ["-U", "--update"];

/** `autoclean` keeps what can still be downloaded, and `autoremove` removes packages: neither empties the cache. */
export const apt: Ecosystem = {
  id: "apt",
  name: "APT",
  kind: "system",
  commands: [
    { tools, subcommands: [["update"]], valueFlags, noFlag: simulate, effect: { kind: "refresh-index" } },
    {
      tools: ["add-apt-repository", "apt-add-repository"],
      noFlag: ["-n", "--no-update", "-L", "--list"],
      effect: { kind: "refresh-index", incidental: true },
    },
    { ...install, anyFlag: update, noFlag: simulate, effect: { kind: "system-install", index: "fetched" } },
    { ...install, noFlag: simulate, effect: { kind: "system-install", index: "stored" } },
    { ...upgrade, anyFlag: update, noFlag: simulate, effect: { kind: "upgrade", index: "fetched" } },
    { ...upgrade, noFlag: simulate, effect: { kind: "upgrade", index: "stored" } },
    { tools, subcommands: [["clean"]], valueFlags, noFlag: simulate, effect: { kind: "clean-cache", empties: [packages] } },
    { tools, subcommands: [["distclean"], ["dist-clean"]], valueFlags, noFlag: simulate, effect: { kind: "clean-cache" } },
  ],
  caches: [
    {
      path: packages,
      contents: ["archives"],
      sharing: "locked",
      hook: {
        file: hook,
        settledBy: /docker-clean|apt\.conf|Keep-Downloaded-Packages|Post-Invoke|^\/?etc\/apt(?:\/|$)/,
        remedy: `rm -f ${hook}; echo 'Binary::apt::APT::Keep-Downloaded-Packages "true";' > /etc/apt/apt.conf.d/keep-cache`,
      },
    },
    { path: "/var/lib/apt", contents: ["lists"], sharing: "locked" },
  ],
  indexDirectory: "/var/lib/apt/lists",
  hostArtifacts: [],
  installsInto: [],
  environment: [
    "DEBIAN_FRONTEND", "DEBIAN_PRIORITY", /^DEBCONF_/, "APT_CONFIG", "DEB_BUILD_PROFILES", "ACCEPT_EULA", "TZ",
    /^(?:LANG|LANGUAGE|LC_\w+)$/, proxyVariables,
  ],
  sources: [
    "https://manpages.debian.org/unstable/apt/apt-get.8.en.html",
    "https://manpages.debian.org/unstable/aptitude/aptitude-curses.8.en.html",
    "https://manpages.debian.org/unstable/software-properties-common/add-apt-repository.1.en.html",
    "https://manpages.debian.org/unstable/debconf-doc/debconf.7.en.html",
    "https://docs.docker.com/reference/dockerfile/#run---mounttypecache",
    "https://github.com/debuerreotype/debuerreotype/blob/master/scripts/debuerreotype-minimizing-config",
  ],
};
