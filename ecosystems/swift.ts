import type { CommandForm, Ecosystem, Trap } from "./ecosystem.ts";
import { proxyVariables } from "./proxy-variables.ts";

const swiftTool = {
  tools: ["swift"],
  directoryFlags: ["--package-path"],
  valueFlags: [
    "-c", "--configuration", "-j", "--jobs", "--arch", "--cache-path", "--config-path", "--product", "--scratch-path", "--build-path", "--sanitize",
    "--sdk", "--swift-sdk", "--target", "--toolset", "--triple", "-Xcc", "-Xcxx", "-Xlinker", "-Xswiftc", "--filter", "--skip",
  ],
} satisfies Partial<CommandForm>;

const FROZEN = { flags: ["--force-resolved-versions", "--disable-automatic-resolution", "--only-use-versions-from-resolved-file"] };

/** The cache holds copies of repositories; what builds read is checked out below .build. */
export const swift: Ecosystem = {
  id: "swift",
  name: "Swift Package Manager",
  kind: "language",
  commands: [
    { ...swiftTool, subcommands: [["package", "resolve"]], effect: { kind: "install", frozen: FROZEN, lockOptional: true } },
    { ...swiftTool, subcommands: [["package", "update"]], effect: { kind: "install", frozen: "never", lockOptional: true } },
    { ...swiftTool, subcommands: [["package", "purge-cache"]], effect: { kind: "clean-cache" } },
    { ...swiftTool, subcommands: [["build"], ["test"], ["run"]], effect: { kind: "build" } },
  ],
  files: { manifests: ["Package.swift"], lockfiles: ["Package.resolved"], config: [".swiftpm/configuration/"] },
  caches: [{ path: "~/.cache/org.swift.swiftpm", variables: { XDG_CACHE_HOME: "org.swift.swiftpm" }, flags: { "--cache-path": "" }, sharing: "shared" }],
  hostArtifacts: [".build"],
  installsInto: [".build"],
  traps: (files) => localPackages(files.get("Package.swift") ?? "").map((path): Trap => ({ reason: `Package.swift uses the package in ${path}` })),
  includes: (path, text) => (path.endsWith("Package.swift") ? localPackages(text).map((directory) => `${directory.replace(/^\.\//, "")}/Package.swift`) : []),
  environment: [/^SWIFT/, "XDG_CACHE_HOME", proxyVariables],
  sources: [
    "https://docs.swift.org/swiftpm/documentation/packagemanagerdocs/packageresolve",
    "https://docs.swift.org/swiftpm/documentation/packagemanagerdocs/resolvingpackageversions",
    "https://github.com/swiftlang/swift-package-manager/blob/main/Sources/Basics/FileSystem/FileSystem%2BExtensions.swift",
    "https://github.com/swiftlang/swift-package-manager/blob/main/Sources/CoreCommands/Options.swift",
  ],
};

function localPackages(manifest: string): readonly string[] {
  const text = manifest.replace(/^[ \t]*\/\/.*$/gm, "");
  return [...text.matchAll(/\.package\(\s*(?:name:\s*"[^"\n]*",\s*)?path:\s*"([^"\n]+)"/g)].flatMap(([, path]) => path?.replace(/\/+$/, "") ?? []);
}
