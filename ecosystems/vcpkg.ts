import type { CommandForm, Ecosystem } from "./ecosystem.ts";
import { proxyVariables } from "./proxy-variables.ts";

const vcpkgTool = {
  tools: ["vcpkg"],
  valueFlags: ["--triplet", "--host-triplet", "--x-feature", "--x-install-root", "--vcpkg-root", "--overlay-ports", "--overlay-triplets", "--downloads-root"],
  directoryFlags: ["--x-manifest-root"],
} satisfies Partial<CommandForm>;

/** Keeps the packages that it has built as archives, and takes them from there; what it installs lies elsewhere. */
export const vcpkg: Ecosystem = {
  id: "vcpkg",
  name: "vcpkg",
  kind: "language",
  commands: [
    { ...vcpkgTool, subcommands: [["install"]], operands: "none", effect: { kind: "install", frozen: "always", lockOptional: true } },
    { ...vcpkgTool, subcommands: [["install"]], operands: "some", effect: { kind: "add", scope: "global" } },
  ],
  files: { manifests: ["vcpkg.json"], lockfiles: [], config: ["vcpkg-configuration.json"] },
  caches: [
    {
      path: "~/.cache/vcpkg/archives",
      variables: { VCPKG_DEFAULT_BINARY_CACHE: "", XDG_CACHE_HOME: "vcpkg/archives" },
      unsettledBy: ["VCPKG_BINARY_SOURCES"],
      sharing: "shared",
    },
  ],
  hostArtifacts: ["vcpkg_installed"],
  installsInto: ["vcpkg_installed"],
  traps: (files) => (/"overlay-(?:ports|triplets)"/.test(files.get("vcpkg-configuration.json") ?? "") ? [{ reason: "vcpkg-configuration.json names overlays, which the install reads" }] : []),
  environment: [/^VCPKG_/, /^X_VCPKG_/, /^(?:CC|CXX|CFLAGS|CXXFLAGS|LDFLAGS)$/, "XDG_CACHE_HOME", proxyVariables],
  sources: [
    "https://learn.microsoft.com/vcpkg/commands/install",
    "https://learn.microsoft.com/vcpkg/consume/binary-caching-default",
    "https://learn.microsoft.com/vcpkg/reference/vcpkg-json",
  ],
};
