import type { CommandForm, Ecosystem, Trap } from "./ecosystem.ts";
import { toolVersion } from "./manifest-text.ts";
import { proxyVariables } from "./proxy-variables.ts";

const goTool = {
  tools: [/^go[\d.]*$/],
  directoryFlags: ["-C"],
  valueFlags: [
    "-asmflags", "-bench", "-benchtime", "-blockprofile", "-buildmode", "-buildvcs", "-compat", "-compiler", "-count", "-covermode", "-coverpkg",
    "-coverprofile", "-cpu", "-cpuprofile", "-exec", "-fuzz", "-gccgoflags", "-gcflags", "-go", "-installsuffix", "-ldflags",
    "-list", "-memprofile", "-mod", "-modfile", "-o", "-overlay", "-p", "-parallel", "-pgo", "-pkgdir", "-reuse", "-run", "-skip", "-tags",
    "-timeout", "-toolexec", "-vet", "-vettool",
  ],
} satisfies Partial<CommandForm>;

/** `example.com/tool@v1.2.3`: a package that the command names, whatever the project is. */
const VERSIONED = /^[^./][^@]*@./;

const modules = "/go/pkg/mod";
const objects = "~/.cache/go-build";

export const go: Ecosystem = {
  id: "go",
  name: "Go modules",
  kind: "language",
  commands: [
    // It adds sums that go.sum lacks, which is a trap below, and changes nothing else.
    { ...goTool, subcommands: [["mod", "download"]], operands: "none", effect: { kind: "install", frozen: "always", lockOptional: true } },
    { ...goTool, subcommands: [["mod", "download"]], effect: { kind: "add", scope: "global" } },
    { ...goTool, subcommands: [["mod", "tidy"], ["mod", "vendor"]], effect: { kind: "install-project" } },
    { ...goTool, subcommands: [["install"], ["run"]], anyOperand: VERSIONED, effect: { kind: "add", scope: "global" } },
    { ...goTool, subcommands: [["get"]], operandPattern: /^(?:\.|all$)/, effect: { kind: "install-project" } },
    { ...goTool, subcommands: [["get"]], effect: { kind: "add", scope: "project" } },
    {
      ...goTool,
      subcommands: [["build"], ["install"], ["test"], ["vet"], ["generate"], ["run"]],
      effect: { kind: "build" },
    },
    { ...goTool, subcommands: [["clean"]], anyFlag: ["-modcache", "--modcache"], noFlag: ["-cache", "--cache"], effect: { kind: "clean-cache", empties: [modules] } },
    { ...goTool, subcommands: [["clean"]], anyFlag: ["-modcache", "--modcache"], effect: { kind: "clean-cache" } },
    { ...goTool, subcommands: [["clean"]], anyFlag: ["-cache", "--cache"], effect: { kind: "clean-cache", empties: [objects] } },
  ],
  files: { manifests: ["go.mod"], lockfiles: ["go.sum"], config: ["go.work", "go.work.sum"] },
  manifestsFixVersions: true,
  isPinned: isPinnedModule,
  caches: [
    {
      path: modules,
      only: { images: ["golang"] },
      otherwise: "~/go/pkg/mod",
      variables: { GOMODCACHE: "", GOPATH: "pkg/mod" },
      // With a vendor directory it looks nowhere else.
      needlessWith: { "vendor/modules.txt": /^/ },
      usedByBuilds: true,
      sharing: "shared",
    },
    { path: objects, variables: { GOCACHE: "", XDG_CACHE_HOME: "go-build" }, onlyForBuilds: true, sharing: "shared" },
  ],
  bringsDependencies: /-mod[= ]vendor/,
  dependencyLayer: { declares: requiresModules, vendored: "vendor/modules.txt", searchesUp: true, download: { words: "go mod download" } },
  hostArtifacts: [],
  installsInto: [],
  traps: goTraps,
  includes: localModules,
  versionProofs: [
    { images: ["golang"], file: "go.mod", version: goVersion },
    { images: ["golang"], file: ".tool-versions", version: (text) => toolVersion(text, "golang") ?? toolVersion(text, "go") },
  ],
  environment: [/^GO/, /^CGO_/, "XDG_CACHE_HOME", proxyVariables],
  sources: [
    "https://go.dev/ref/mod#go-mod-download",
    "https://go.dev/ref/mod#go-mod-tidy",
    "https://go.dev/ref/mod#go-mod-file-replace",
    "https://go.dev/ref/mod#version-queries",
    "https://go.dev/ref/mod#workspaces",
    "https://go.dev/doc/toolchain",
    "https://pkg.go.dev/cmd/go",
    "https://hub.docker.com/_/golang",
  ],
};

/** A full version, a pseudo-version or a commit; `@latest`, `@main` and `@v1` move. */
function isPinnedModule(operand: string): boolean {
  return /@(?:v\d+\.\d+\.\d+[\w.+-]*|[0-9a-f]{7,40})$/.test(operand);
}

/** The go.mod files of local modules that go.mod replaces others with, or that go.work uses. */
function localModules(path: string, text: string): readonly string[] {
  const pattern = path.endsWith("go.work") ? /^[ \t]*(?:use[ \t]+)?(\.{1,2}(?:\/[^\s)]*)?)[ \t]*(?:\/\/.*)?$/gm : /=>[ \t]*(\.{1,2}\/\S*)/g;
  return [...text.matchAll(pattern)].flatMap(([, directory]) =>
    directory === undefined || directory === "." ? [] : [`${directory.replace(/^\.\//, "").replace(/\/$/, "")}/go.mod`],
  );
}

/** A module without requirements, or with local ones alone, downloads nothing. */
function requiresModules(files: ReadonlyMap<string, string>): boolean {
  const text = (files.get("go.mod") ?? "").replace(/\/\/.*$/gm, "");
  const local = new Set([...text.matchAll(/^[ \t]*(?:replace[ \t]+)?(\S+)(?:[ \t]+v\S+)?[ \t]*=>[ \t]*\.{1,2}\//gm)].map(([, module]) => module));
  const required = [...text.matchAll(/^[ \t]*(?:require[ \t]+)?([^\s()]+\.[^\s()]+)[ \t]+v\d\S*[ \t\r]*$/gm)];
  return required.some(([, module]) => !local.has(module));
}

function goTraps(files: ReadonlyMap<string, string>): readonly Trap[] {
  const local = ["go.mod", "go.work"].flatMap((path) =>
    localModules(path, files.get(path) ?? "").map((manifest) => `${path} points to the local module of ${manifest}`),
  );
  return [...local, ...missingSums(files)].map((reason) => ({ reason }));
}

/** The download writes a missing sum into go.sum, and a later copy of the sources takes it away again (tried with 1.26). */
function missingSums(files: ReadonlyMap<string, string>): readonly string[] {
  const sums = files.get("go.sum");
  if (sums === undefined) return [];
  const known = new Set([...sums.matchAll(/^(\S+ v[^\s/]+)\/go\.mod h1:/gm)].map(([, module]) => module));
  const required = [...(files.get("go.mod") ?? "").matchAll(/^(?:[ \t]+|require[ \t]+)([^\s(]+ v\S+)(?:[ \t]*\/\/.*)?[ \t\r]*$/gm)];
  const replaced = /=>/.test(files.get("go.mod") ?? "");
  const missing = replaced ? undefined : required.find(([, module]) => !known.has(module));
  return missing === undefined ? [] : [`go.sum has no sum for ${missing[1]}`];
}

/** `toolchain` names the release that the project wants; `go` is the oldest that it accepts, and what it is tested with. */
function goVersion(text: string): string | undefined {
  const toolchain = /^toolchain[ \t]+go(\d+(?:\.\d+){1,2})[ \t\r]*(?:\/\/.*)?$/m.exec(text);
  const language = /^go[ \t]+(\d+(?:\.\d+){1,2})[ \t\r]*(?:\/\/.*)?$/m.exec(text);
  return toolchain?.[1] ?? language?.[1];
}
