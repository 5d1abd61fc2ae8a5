import type { CommandForm, Ecosystem, Trap } from "./ecosystem.ts";
import { fieldsOf, parseJsonObject } from "./manifest-text.ts";
import { attributeValues, withoutComments } from "./xml.ts";

const dotnetTool = {
  tools: ["dotnet"],
  valueFlags: [
    "-a", "--arch", "-c", "--configuration", "-f", "--framework", "-o", "--output", "-r", "--runtime", "-s", "--source", "-v", "--verbosity",
    "-l", "--logger", "--add-source", "--artifacts-path", "--configfile", "--environment", "--filter", "--lock-file-path", "--os",
    "--packages", "--settings", "--tool-manifest", "--tool-path", "--version", "--version-suffix", "--package-directory", "--project",
  ],
} satisfies Partial<CommandForm>;

/** Projects, solutions and directories, but not MSBuild's switches: `/p:UseAppHost=false`. */
const operandsAre = { manifests: /^(?!\/(?:\w+:|m$|nologo$|restore$))/ };
const BUILD = [["build"], ["publish"], ["pack"], ["test"], ["run"]];
const nugetConfig = ["nuget.config", "NuGet.config", "NuGet.Config"];
const files = {
  manifests: ["*.sln", "*.slnx", "*.slnf", "*.csproj", "*.fsproj", "*.vbproj"],
  lockfiles: [],
  // MSBuild and NuGet look for these beside every project and above it.
  config: [
    "**/Directory.Build.props", "**/Directory.Build.targets", "**/Directory.Packages.props", "**/packages.lock.json", "global.json",
    ...nugetConfig,
  ],
};
/** `dotnet add App.csproj package Serilog`: the project may stand in between. */
const ADD_PACKAGE = [["add", "package"], ["add", /./, "package"], ["package", "add"]];
const TOOL = [["tool", /^(?:install|update)$/]];

export const dotnet: Ecosystem = {
  id: "dotnet",
  name: ".NET",
  kind: "language",
  commands: [
    // Lockfiles are opt-in: locked mode needs them, otherwise restore updates those that exist.
    {
      ...dotnetTool,
      subcommands: [["restore"]],
      anyFlag: ["--locked-mode"],
      operandsAre,
      files: { ...files, lockfiles: ["**/packages.lock.json"] },
      effect: { kind: "install", frozen: "always" },
    },
    { ...dotnetTool, subcommands: [["restore"]], operandsAre, effect: { kind: "install", frozen: "never", lockOptional: true } },
    {
      ...dotnetTool,
      subcommands: [["tool", "restore"]],
      files: { manifests: [".config/dotnet-tools.json", "dotnet-tools.json"], lockfiles: [], config: nugetConfig },
      effect: { kind: "install", frozen: "always", lockOptional: true },
    },
    { ...dotnetTool, subcommands: BUILD, anyFlag: ["--no-restore", "--no-build"], operandsAre, effect: { kind: "build", downloads: false } },
    { ...dotnetTool, subcommands: BUILD, operandsAre, effect: { kind: "build" } },
    { ...dotnetTool, subcommands: TOOL, anyFlag: ["-g", "--global", "--tool-path"], operands: "some", cacheless: true, effect: { kind: "add", scope: "global" } },
    { ...dotnetTool, subcommands: TOOL, operands: "some", effect: { kind: "add", scope: "project" } },
    { ...dotnetTool, subcommands: [["workload", "install"]], operands: "some", cacheless: true, effect: { kind: "add", scope: "global" } },
    { ...dotnetTool, subcommands: ADD_PACKAGE, operands: "some", effect: { kind: "add", scope: "project" } },
    { tools: ["dotnet"], subcommands: [["nuget", "locals"]], anyFlag: ["-c", "--clear"], effect: { kind: "clean-cache" } },
  ],
  files,
  isPinned: isPinnedTool,
  caches: [{ path: "~/.nuget/packages", variables: { NUGET_PACKAGES: "" }, flags: { "--packages": "" }, movedIn: Object.fromEntries(nugetConfig.map((file) => [file, /globalPackagesFolder/])), usedByBuilds: true, sharing: "shared" }],
  dependencyLayer: {
    declares: (files) => [...files].some(([path, text]) => /\.(?:\w*proj|props|targets)$/.test(path) && /<PackageReference\s/.test(withoutComments(text))),
    // A build after it restores nothing that is there already.
    download: { words: "dotnet restore", flags: ["-r", "--runtime", "-a", "--arch", "--os", "--configfile", "-s", "--source"], switches: /^(?:-p:|\/p:|--property:)/ },
  },
  hostArtifacts: ["bin", "obj"],
  installsInto: ["obj"],
  traps: (files) => [...files].flatMap(([path, text]) => projectTraps(path, text)),
  includes: referencedProjects,
  versionProofs: [{ images: ["mcr.microsoft.com/dotnet/sdk"], file: "global.json", version: sdkVersion }],
  // Every variable with a valid name is a property for MSBuild.
  credentials: [{ path: "nuget.config", holds: /key="(?:ClearTextPassword|Password)"[ \t]+value="(?!%|\$)[^"]{6,}"/i }],
  environment: [/^[A-Za-z_]/],
  sources: [
    "https://learn.microsoft.com/dotnet/core/tools/dotnet-restore",
    "https://learn.microsoft.com/dotnet/core/tools/dotnet-publish",
    "https://learn.microsoft.com/dotnet/core/tools/dotnet-tool-install",
    "https://learn.microsoft.com/dotnet/core/tools/global-json",
    "https://learn.microsoft.com/nuget/consume-packages/managing-the-global-packages-and-cache-folders",
    "https://learn.microsoft.com/nuget/consume-packages/package-references-in-project-files#locking-dependencies",
    "https://learn.microsoft.com/visualstudio/msbuild/customize-by-directory",
    "https://learn.microsoft.com/visualstudio/msbuild/how-to-use-environment-variables-in-a-build",
  ],
};

/** `--version 8.0.1`, `[8.0.1]` and `Tool@8.0.1` are one version, `8.*` is not. */
function isPinnedTool(operand: string, flags: readonly string[]): boolean {
  const version = flags.includes("--version") ? flags[flags.indexOf("--version") + 1] : operand.split("@")[1];
  return /^\[?\d+(?:\.\d+){1,3}(?:[-+][\w.+-]+)?\]?$/.test(version ?? "");
}

/** The projects of a solution, the projects that a project refers to, and files that it imports from a known place. */
function referencedProjects(path: string, text: string): readonly string[] {
  if (path.endsWith(".sln")) return projectsIn(text, /^Project\([^)\n]*\)\s*=\s*"[^"\n]*"\s*,\s*"([^"\n]+proj)"/gm);
  if (path.endsWith(".slnf")) return projectsIn(text.replaceAll("\\\\", "/"), /"([^"\n]+proj)"/g);
  const xml = withoutComments(text);
  return [
    ...attributeValues(xml, "Project", "Path"),
    ...attributeValues(xml, "ProjectReference", "Include").flatMap((value) => value.split(";")),
    ...importsOf(xml),
  ]
    .map((value) => slashes(value.trim()))
    .filter((value) => value !== "" && !value.includes("$("));
}

function projectsIn(solution: string, pattern: RegExp): readonly string[] {
  return [...solution.matchAll(pattern)].flatMap(([, project]) => (project === undefined ? [] : [slashes(project)]));
}

function importsOf(xml: string): readonly string[] {
  return attributeValues(xml, "Import", "Project").map((value) => value.replace(/^\$\(MSBuildThisFileDirectory\)[\\/]?/, ""));
}

function projectTraps(path: string, text: string): readonly Trap[] {
  if (!/\.(?:\w*proj|props|targets)$/.test(path)) return [];
  const xml = withoutComments(text);
  const imports = importsOf(xml).map((file) => `${path} imports ${file}`);
  const references = attributeValues(xml, "ProjectReference", "Include")
    .filter((value) => /[*$]/.test(value))
    .map((value) => `${path} refers to the projects ${value}`);
  return [...imports, ...references].map((reason) => ({ reason }));
}

function slashes(path: string): string {
  return path.replaceAll("\\", "/").replace(/^\.\//, "");
}

/** The feature band that global.json allows always has these two numbers, unless it may roll to another minor or major. */
function sdkVersion(text: string): string | undefined {
  const { version, rollForward } = fieldsOf(parseJsonObject(text)["sdk"]);
  if (typeof version !== "string" || /minor|major/i.test(String(rollForward))) return undefined;
  return /^(\d+\.\d+)\.\d+/.exec(version)?.[1];
}
