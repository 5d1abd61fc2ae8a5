import type { CacheDirectory, CommandForm, Ecosystem } from "./ecosystem.ts";
import { proxyVariables } from "./proxy-variables.ts";

const valueFlags = [
  "-c", "--config", "-d", "--debuglevel", "-e", "--errorlevel", "-x", "--exclude", "--excludepkgs", "--repo", "--repoid",
  "--enablerepo", "--enable-repo", "--disablerepo", "--disable-repo", "--from-repo", "--repofrompath", "--enableplugin",
  "--enable-plugin", "--disableplugin", "--disable-plugin", "--installroot", "--releasever", "--forcearch", "--setopt",
  "--setvar", "--downloaddir", "--destdir", "--color", "--comment",
];
const installs = [
  ["install"], ["in"], ["localinstall"], ["reinstall"], ["rei"], ["downgrade"], ["dg"], ["swap"], ["builddep"], ["groupinstall"],
  ["group", "install"], ["groups", "install"], ["grp", "install"], ["module", "install"],
];
const upgrades = [
  ["upgrade"], ["update"], ["up"], ["localupdate"], ["upgrade-minimal"], ["update-minimal"], ["up-min"],
  ["distro-sync"], ["distrosync"], ["dsync"], ["group", "upgrade"], ["groupupdate"],
];

/** They delete packages once these are installed; microdnf takes no other word for it (`dnf_context_set_keep_cache`). */
const keptBy = { flag: "--setopt=keepcache=1" };

/** Fedora has had dnf 5 under the name of dnf since Fedora 41; elsewhere dnf is still dnf 4. */
export const dnf = record("dnf", "DNF", ["dnf", "dnf4", "dnf-3"], [fedoraElse("/var/cache/dnf", keptBy)]);

export const dnf5 = record("dnf5", "DNF 5", ["dnf5"], [{ path: "/var/cache/libdnf5", sharing: "locked", keptBy }]);

/** Yum itself until RHEL 7 and Amazon Linux 2, later another name of dnf 4. */
export const yum = record("yum", "YUM", ["yum"], [
  { path: "/var/cache/yum", alternatives: ["/var/cache/dnf"], sharing: "locked", keptBy },
]);

/** Another name of dnf 5 on Fedora. */
export const microdnf = record("microdnf", "microdnf", ["microdnf"], [fedoraElse("/var/cache/yum", "unknown")]);

/** Photon OS and Azure Linux. */
export const tdnf = record("tdnf", "tdnf", ["tdnf"], [{ path: "/var/cache/tdnf", sharing: "locked", keptBy: "unknown" }]);

function fedoraElse(path: string, kept: NonNullable<CacheDirectory["keptBy"]>): CacheDirectory {
  return { path: "/var/cache/libdnf5", sharing: "locked", keptBy: kept, only: { images: ["fedora", "fedora-minimal", "fedora-toolbox"], since: 41 }, otherwise: path };
}

/** All of them look at the age of their metadata and renew it when it is too old, unless told not to by `-C`. */
function record(id: string, name: string, tools: readonly string[], caches: readonly CacheDirectory[]): Ecosystem {
  const form = { tools, valueFlags } satisfies Partial<CommandForm>;
  const cacheOnly = ["-C", "--cacheonly"];
  return {
    id,
    name,
    kind: "system",
    commands: [
      { ...form, subcommands: installs, anyFlag: cacheOnly, effect: { kind: "system-install", index: "stored" } },
      { ...form, subcommands: installs, effect: { kind: "system-install", index: "fetched" } },
      { ...form, subcommands: upgrades, anyFlag: cacheOnly, effect: { kind: "upgrade", index: "stored" } },
      { ...form, subcommands: upgrades, effect: { kind: "upgrade", index: "fetched" } },
      { ...form, subcommands: [["makecache"], ["mc"], ["check-update"], ["check-upgrade"]], effect: { kind: "refresh-index" } },
      { ...form, subcommands: [["clean"]], anyOperand: /^(?:all|packages|metadata)$/, effect: { kind: "clean-cache" } },
    ],
    caches,
    hostArtifacts: [],
    installsInto: [],
    environment: [/^DNF\d$/, /^DNF_VAR_/, proxyVariables],
    sources: [
      "https://dnf.readthedocs.io/en/latest/command_ref.html#metadata-synchronization",
      "https://dnf.readthedocs.io/en/latest/conf_ref.html",
      "https://dnf5.readthedocs.io/en/latest/misc/caching.7.html",
      "https://dnf5.readthedocs.io/en/latest/changes_from_dnf4.7.html",
      "https://github.com/rpm-software-management/dnf5/blob/main/dnf5.spec",
      "https://github.com/rpm-software-management/microdnf/blob/main/dnf/dnf-main.c",
      "https://docs.redhat.com/en/documentation/red_hat_enterprise_linux/6/html/deployment_guide/sec-working_with_yum_cache",
      "https://github.com/vmware/tdnf#readme",
    ],
  };
}
