import type { CacheDirectory, CommandForm, Ecosystem } from "./ecosystem.ts";
import { javaVersionProofs } from "./java-versions.ts";
import { proxyVariables } from "./proxy-variables.ts";

/** Both tools keep jars in Maven's local repository (`lein help sample`, `:local-repo`; `:mvn/local-repo` in deps.edn). */
function repository(file: string, setting: RegExp): CacheDirectory {
  return { path: "~/.m2/repository", movedIn: { [file]: setting }, usedByBuilds: true, sharing: "locked" };
}

const leinTool = { tools: ["lein"], valueFlags: [] } satisfies Partial<CommandForm>;
const PROFILES = ["with-profile", /./] as const;
const environment = [/^LEIN_/, /^CLJ_/, /^JAVA_/, "JVM_OPTS", "JDK_JAVA_OPTIONS", proxyVariables];

function tasks(...names: readonly string[]): readonly (readonly (string | RegExp)[])[] {
  return names.flatMap((name) => [[name], [...PROFILES, name]]);
}

export const lein: Ecosystem = {
  id: "lein",
  name: "Leiningen",
  kind: "language",
  commands: [
    { ...leinTool, subcommands: tasks("deps"), effect: { kind: "install", frozen: "always", lockOptional: true } },
    { ...leinTool, subcommands: tasks("uberjar", "compile", "jar", "javac", "test", "check", "ring", "do"), anyFlag: ["-o"], effect: { kind: "build", downloads: false } },
    { ...leinTool, subcommands: tasks("uberjar", "compile", "jar", "javac", "test", "check", "ring", "do"), effect: { kind: "build" } },
  ],
  files: { manifests: ["project.clj"], lockfiles: [], config: ["profiles.clj", ".lein-profiles"] },
  caches: [repository("project.clj", /:local-repo\b/)],
  hostArtifacts: ["target"],
  installsInto: [],
  traps: (files) => (/\b(?:slurp|read-string|load-file)\b/.test(files.get("project.clj") ?? "") ? [{ reason: "project.clj reads other files" }] : []),
  versionProofs: javaVersionProofs,
  environment,
  sources: [
    "https://codeberg.org/leiningen/leiningen/src/branch/main/doc/TUTORIAL.md",
    "https://codeberg.org/leiningen/leiningen/src/branch/main/sample.project.clj",
    "https://hub.docker.com/_/clojure",
  ],
};

const clojureTool = { tools: ["clojure", "clj"] } satisfies Partial<CommandForm>;

export const clojure: Ecosystem = {
  id: "clojure",
  name: "Clojure CLI",
  kind: "language",
  commands: [
    { ...clojureTool, anyFlag: ["-P"], effect: { kind: "install", frozen: "always", lockOptional: true } },
    // `-T:build uber`: the flag and its aliases are one word.
    { ...clojureTool, anyOperand: /^(?:uber|jar|uberjar|compile|ci)$/, effect: { kind: "build" } },
  ],
  files: { manifests: ["deps.edn"], lockfiles: [], config: [] },
  caches: [repository("deps.edn", /:mvn\/local-repo\b/)],
  hostArtifacts: ["target", ".cpcache"],
  installsInto: [".cpcache"],
  traps: (files) => [...(files.get("deps.edn") ?? "").matchAll(/:local\/root\s+"([^"\n]+)"/g)].map(([, path]) => ({ reason: `deps.edn uses the project in ${path ?? ""}` })),
  versionProofs: javaVersionProofs,
  environment,
  sources: [
    "https://clojure.org/reference/clojure_cli",
    "https://clojure.org/reference/deps_edn",
    "https://clojure.org/guides/tools_build",
  ],
};
