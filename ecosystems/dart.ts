import type { CommandForm, Ecosystem, Trap } from "./ecosystem.ts";
import { proxyVariables } from "./proxy-variables.ts";

const pubTool = { directoryFlags: ["-C", "--directory"], valueFlags: ["-o", "--output", "--target", "--target-platform", "--flavor", "--dart-define"] } satisfies Partial<CommandForm>;
const pub = { ...pubTool, tools: ["dart", "flutter"] } satisfies Partial<CommandForm>;

/** Compilers read packages where they were downloaded to; the programs that they make do not. */
export const dart: Ecosystem = {
  id: "dart",
  name: "Dart pub",
  kind: "language",
  commands: [
    { ...pub, subcommands: [["pub", "get"]], effect: { kind: "install", frozen: { flags: ["--enforce-lockfile"] }, lockOptional: true } },
    { ...pub, subcommands: [["pub", "upgrade"]], effect: { kind: "install", frozen: "never", lockOptional: true } },
    { ...pub, subcommands: [["pub", "global", "activate"]], operands: "some", effect: { kind: "add", scope: "global" } },
    { ...pub, subcommands: [["pub", "add"]], operands: "some", effect: { kind: "add", scope: "project" } },
    { ...pub, subcommands: [["pub", "cache", "clean"]], effect: { kind: "clean-cache" } },
    { ...pubTool, tools: ["dart"], subcommands: [["compile", /./], ["build"], ["run", /./]], effect: { kind: "build" } },
    { ...pubTool, tools: ["flutter"], subcommands: [["build", /./], ["test"]], effect: { kind: "build" } },
  ],
  files: { manifests: ["pubspec.yaml"], lockfiles: ["pubspec.lock"], config: ["pubspec_overrides.yaml"] },
  isPinned: (operand) => /^\d+\.\d+\.\d+[\w.+-]*$/.test(operand),
  caches: [{ path: "~/.pub-cache", variables: { PUB_CACHE: "" }, usedByBuilds: true, holdsAdded: true, sharing: "shared" }],
  hostArtifacts: [".dart_tool"],
  installsInto: [".dart_tool"],
  traps: (files) => localPackages(files.get("pubspec.yaml") ?? "").map((path): Trap => ({ reason: `pubspec.yaml uses the package in ${path}` })),
  includes: (path, text) => (path.endsWith("pubspec.yaml") ? localPackages(text).map((directory) => `${directory.replace(/^\.\//, "")}/pubspec.yaml`) : []),
  environment: [/^PUB_/, /^DART_/, /^FLUTTER_/, proxyVariables],
  sources: [
    "https://dart.dev/tools/pub/cmd/pub-get",
    "https://dart.dev/tools/pub/environment-variables",
    "https://dart.dev/tools/pub/cmd/pub-global",
    "https://dart.dev/tools/dart-compile",
    "https://hub.docker.com/_/dart",
  ],
};

function localPackages(text: string): readonly string[] {
  return [...text.matchAll(/^[ \t]+path:[ \t]*["']?([^\s"'#]+)/gm)].flatMap(([, path]) => path?.replace(/\/+$/, "") ?? []);
}
