import type { CommandForm, Ecosystem } from "./ecosystem.ts";
import { proxyVariables } from "./proxy-variables.ts";

const conanTool = {
  tools: ["conan"],
  manifestFlags: ["-l", "--lockfile"],
  valueFlags: [
    "-b", "--build", "-r", "--remote", "-pr", "-pr:b", "-pr:h", "-pr:a", "--profile", "--profile:build", "--profile:host", "--profile:all", "-o", "-o:b",
    "-o:h", "-o:a", "--options", "-s", "-s:b", "-s:h", "-s:a", "--settings", "-c", "-c:b", "-c:h", "-c:a", "--conf", "-cc", "--core-conf", "-g", "--generator",
    "-of", "--output-folder", "-if", "--install-folder", "-d", "--deployer", "--deployer-folder", "--requires", "--tool-requires", "--lockfile-out", "-f", "--format",
  ],
} satisfies Partial<CommandForm>;

/**
 * Has no cache that could be mounted: what it installs lies in its home, where compilers and programs read it.
 * Tried with 2.34 (`conan config home`).
 */
export const conan: Ecosystem = {
  id: "conan",
  name: "Conan",
  kind: "language",
  commands: [
    { ...conanTool, subcommands: [["install"]], anyFlag: ["--requires", "--tool-requires"], effect: { kind: "add", scope: "global" } },
    { ...conanTool, subcommands: [["install"]], operandsAre: { manifests: /(?:^|\/)conanfile\.(?:py|txt)$/ }, effect: { kind: "install", frozen: "always", lockOptional: true } },
    { ...conanTool, subcommands: [["build"], ["create"]], effect: { kind: "build" } },
    { ...conanTool, subcommands: [["lock", "create"]], effect: { kind: "plan" } },
  ],
  files: { manifests: ["conanfile.txt", "conanfile.py"], lockfiles: [], config: ["conan.lock", "conandata.yml", "profiles/"] },
  caches: [],
  hostArtifacts: ["CMakeUserPresets.json"],
  installsInto: [],
  traps: (files) => [...files].flatMap(([path, text]) => (/\bopen\(|\bload\(|exports_sources|python_requires/.test(text) && path.endsWith(".py") ? [{ reason: `${path} may read other files` }] : [])),
  environment: [/^CONAN_/, /^(?:CC|CXX|CFLAGS|CXXFLAGS|LDFLAGS)$/, proxyVariables],
  sources: [
    "https://docs.conan.io/2/reference/commands/install.html",
    "https://docs.conan.io/2/reference/environment.html",
    "https://docs.conan.io/2/reference/conanfile_txt.html",
  ],
};
