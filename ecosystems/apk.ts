import type { CommandForm, Ecosystem } from "./ecosystem.ts";
import { proxyVariables } from "./proxy-variables.ts";

const tools = ["apk"];
const valueFlags = [
  "-t", "--virtual", "-X", "--repository", "--repository-config", "--repositories-file", "-p", "--root", "--arch", "--cache-dir",
  "--cache-max-age", "--keys-dir", "--preupgrade-depends", "--progress-fd", "--timeout", "--wait",
];
const simulate = ["-s", "--simulate"];

const add = { tools, subcommands: [["add"]], valueFlags } satisfies Partial<CommandForm>;

/**
 * Since apk-tools 2.10 every command that needs the index renews it when it is missing or older than four hours, so that
 * a lonely `apk update` is needless rather than a stale index (apk-update(8)). `cache clean` keeps what repositories still have.
 */
export const apk: Ecosystem = {
  id: "apk",
  name: "apk",
  kind: "system",
  commands: [
    { tools, subcommands: [["update"]], valueFlags, effect: { kind: "refresh-index" } },
    { ...add, anyFlag: ["--no-network"], noFlag: simulate, effect: { kind: "system-install", index: "unused" } },
    { ...add, noFlag: simulate, effect: { kind: "system-install", index: "fetched" } },
    { tools, subcommands: [["upgrade"]], valueFlags, noFlag: simulate, effect: { kind: "upgrade", index: "fetched" } },
    { tools, subcommands: [["cache", "purge"]], valueFlags, effect: { kind: "clean-cache" } },
    { tools, subcommands: [["cache", "clean"]], valueFlags, anyFlag: ["--purge"], effect: { kind: "clean-cache" } },
  ],
  // Packages are kept in the first directory alone, where it exists; images link it to the other one.
  caches: [{ path: "/etc/apk/cache", aliases: ["/var/cache/apk"], linkedBy: /\/etc\/apk\/(?:cache|config)|cache-packages|setup-apkcache|^\/?etc\/apk(?:\/|$)/, flags: { "--cache-dir": "" }, sharing: "locked" }],
  disablesCache: { flags: ["--no-cache"] },
  hostArtifacts: [],
  installsInto: [],
  environment: [
    "APK_CONFIG", "NETRC", /^HTTP_(?:AUTH|PROXY_AUTH|REFERER|USER_AGENT)$/,
    /^SSL_(?:CLIENT_(?:CERT|KEY)_FILE|NO_VERIFY_HOSTNAME)$/, proxyVariables,
  ],
  sources: [
    "https://man.archlinux.org/man/apk.8.en",
    "https://man.archlinux.org/man/apk-update.8.en",
    "https://man.archlinux.org/man/apk-cache.5.en",
    "https://man.archlinux.org/man/apk-cache.8.en",
    "https://gitlab.alpinelinux.org/alpine/apk-tools/-/blob/v2.14.0/src/database.c",
  ],
};
