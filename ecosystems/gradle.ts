import type { CommandForm, Ecosystem, Trap } from "./ecosystem.ts";
import { toolchainProofs } from "./java-versions.ts";
import { proxyVariables } from "./proxy-variables.ts";

const gradleTool = {
  tools: ["gradle", "gradlew"],
  directoryFlags: ["-p", "--project-dir"],
  manifestFlags: ["-b", "--build-file", "-c", "--settings-file", "-I", "--init-script"],
  valueFlags: [
    "-D", "--system-prop", "-P", "--project-prop", "-x", "--exclude-task", "-g", "--gradle-user-home", "-F", "--dependency-verification",
    "-M", "--write-verification-metadata", "--configuration", "--console", "--include-build", "--max-workers", "--priority",
    "--project-cache-dir", "--tests", "--update-locks", "--warning-mode",
  ],
  noFlag: ["-m", "-?"],
} satisfies Partial<CommandForm>;

/** Tasks that compile, test or package, alone and with the name of a variant behind: `assembleRelease`, `jibDockerBuild`. */
const TASKS = [
  "assemble", "build(?!Environment)", "check", "classes", "compile", "distTar", "distZip", "installDist", "installBootDist",
  "installShadowDist", "jar", "jib", "nativeBuild", "nativeCompile", "publish", "quarkusBuild", "test", "testClasses", "war",
  "bootBuildImage", "bootJar", "bootWar", "fatJar", "shadowJar", "uberJar",
];
const BUILD = new RegExp(`(?:^|:)(?:${TASKS.join("|")})(?:[A-Z]\\w*)?$`);
const DEPENDENCIES = /(?:^|:)dependencies$/;

export const gradle: Ecosystem = {
  id: "gradle",
  name: "Gradle",
  kind: "language",
  commands: [
    { ...gradleTool, anyOperand: BUILD, anyFlag: ["--offline"], effect: { kind: "build", downloads: false } },
    { ...gradleTool, anyOperand: BUILD, effect: { kind: "build" } },
    { ...gradleTool, anyOperand: DEPENDENCIES, anyFlag: ["--write-locks", "--update-locks"], effect: { kind: "install", frozen: "never" } },
    { ...gradleTool, anyOperand: DEPENDENCIES, effect: { kind: "install", frozen: "always", lockOptional: true } },
  ],
  files: {
    manifests: ["settings.gradle", "settings.gradle.kts", "build.gradle", "build.gradle.kts"],
    // Gradle writes and wants lockfiles only for configurations that are locked: read if they exist.
    lockfiles: [],
    config: ["gradle.properties", "gradle/", "gradlew", "buildSrc/", "**/gradle.lockfile", "*gradle.lockfile"],
  },
  caches: [{ path: "~/.gradle", variables: { GRADLE_USER_HOME: "" }, flags: { "-g": "", "--gradle-user-home": "" }, aliases: ["/home/gradle/.gradle"], usedByBuilds: true, sharing: "locked" }],
  hostArtifacts: [".gradle", "build"],
  installsInto: [],
  buildsInto: ["build"],
  traps: (files) => [...files].flatMap(([path, text]) => (/\.gradle(?:\.kts)?$/.test(path) ? scriptTraps(path, text) : [])),
  includes: relatedScripts,
  versionProofs: toolchainProofs,
  credentials: [{ path: "gradle.properties", holds: /^[ \t]*[\w.-]*(?:[pP]assword|[tT]oken)[ \t]*[=:][ \t]*(?!\$|change|your)[\w+/=.-]{8,}[ \t]*$/m }],
  environment: [/^GRADLE_/, /^ORG_GRADLE_/, /^JAVA_/, "JDK_JAVA_OPTIONS", proxyVariables],
  sources: [
    "https://docs.gradle.org/current/userguide/command_line_interface.html",
    "https://docs.gradle.org/current/userguide/directory_layout.html",
    "https://docs.gradle.org/current/userguide/dependency_locking.html",
    "https://docs.gradle.org/current/userguide/multi_project_builds.html",
    "https://docs.gradle.org/current/userguide/composite_builds.html",
    "https://docs.spring.io/spring-boot/gradle-plugin/packaging-oci-image.html",
  ],
};

/** The scripts of projects that settings include (`include(":app", "lib:core")`), and scripts that are applied by path. */
function relatedScripts(path: string, text: string): readonly string[] {
  const script = withoutLineComments(text);
  const projects = projectsOf(path, script).map((project) => `${project.replace(/^:/, "").replaceAll(":", "/")}/build.gradle*`);
  return [...projects, ...appliedScripts(script)];
}

function scriptTraps(path: string, text: string): readonly Trap[] {
  const script = withoutLineComments(text);
  const projects = projectsOf(path, script);
  return [
    ...(projects.length === 0 ? [] : [`${path} includes the projects ${projects.join(", ")}`]),
    ...quoted(script, /\bincludeBuild[\s(]+["']([^"'$]+)["']/g).map((build) => `${path} includes the build of ${build}`),
    ...appliedScripts(script).map((applied) => `${path} applies ${applied}`),
    ...quoted(script, /\b(?:files[ \t]*\(|fileTree\b|flatDir\b)[^\n"']{0,80}["']([^"'\n]+)["']/g).map((file) => `${path} uses files of ${file}`),
    ...quoted(script, /["'](rev-parse|describe)["']/g).map((command) => `${path} may run git ${command}`),
  ].map((reason) => ({ reason }));
}

function projectsOf(path: string, script: string): readonly string[] {
  if (!/(?:^|\/)settings\.gradle/.test(path)) return [];
  const lists = quoted(script, /^[ \t]*include[\s(]+((?:["'][^"'$\n]+["'][\s,]*)+)/gm);
  return lists.flatMap((list) => quoted(list, /["']([^"']+)["']/g));
}

function appliedScripts(script: string): readonly string[] {
  return quoted(script, /\bapply[ \t(]+from[ \t]*[:=][ \t]*["']([^"'$]+)["']/g)
    .filter((path) => !path.includes("://"))
    .map((path) => path.replace(/^\.\//, ""));
}

/** What the first group of a pattern caught, each time. */
function quoted(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].flatMap(([, value]) => value ?? []);
}

function withoutLineComments(text: string): string {
  return text.replace(/(?:^|\s)\/\/.*$/gm, "");
}
