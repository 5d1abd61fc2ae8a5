import type { CommandForm, Ecosystem, Trap } from "./ecosystem.ts";
import { javaVersionProofs } from "./java-versions.ts";
import { proxyVariables } from "./proxy-variables.ts";
import { elementContent, elementTexts, withoutComments } from "./xml.ts";

const mavenTool = {
  tools: ["mvn", "mvnw", "mvnd"],
  manifestFlags: ["-f", "--file", "-s", "--settings", "-gs", "--global-settings"],
  valueFlags: [
    "-D", "--define", "-P", "--activate-profiles", "-pl", "--projects", "-rf", "--resume-from", "-T", "--threads", "-l", "--log-file",
    "-b", "--builder", "-t", "--toolchains", "-gt", "--global-toolchains", "--color",
  ],
} satisfies Partial<CommandForm>;

const PHASES = [
  "generate-sources", "process-sources", "generate-resources", "process-resources", "compile", "process-classes",
  "generate-test-sources", "process-test-sources", "generate-test-resources", "process-test-resources", "test-compile",
  "process-test-classes", "test", "prepare-package", "package", "pre-integration-test", "integration-test",
  "post-integration-test", "verify", "install", "deploy", "site",
];
/** Goals that package what was compiled, or run the phases that do. */
const PACKAGE = [
  "assembly:single", "jib:build", "jib:buildTar", "jib:dockerBuild", "native:compile", "native:compile-no-fork", "quarkus:build",
  "spring-boot:build-image", "spring-boot:build-image-no-fork", "spring-boot:process-aot", "spring-boot:repackage",
];
const RESOLVE = [
  /(?:^|:)(?:maven-)?dependency(?:-plugin)?(?::[\d.]+)?:(?:go-offline|resolve|resolve-plugins|resolve-sources|sources|copy-dependencies)$/,
  /(?:^|:)go-offline-maven-plugin(?::[\d.]+)?:resolve-dependencies$/,
];
const BUILD = new RegExp(`^(?:${[...PHASES, ...PACKAGE].join("|")})$`);

export const maven: Ecosystem = {
  id: "maven",
  name: "Maven",
  kind: "language",
  commands: [
    { ...mavenTool, anyOperand: BUILD, anyFlag: ["-o", "--offline"], effect: { kind: "build", downloads: false } },
    { ...mavenTool, anyOperand: BUILD, effect: { kind: "build" } },
    // Maven has no lockfile.
    ...RESOLVE.map((anyOperand): CommandForm => ({ ...mavenTool, anyOperand, effect: { kind: "install", frozen: "always", lockOptional: true } })),
  ],
  files: { manifests: ["pom.xml"], lockfiles: [], config: [".mvn/", "mvnw"] },
  caches: [{ path: "~/.m2/repository", flags: { "-Dmaven.repo.local": "" }, movedIn: { ".mvn/maven.config": /maven\.repo\.local/, "settings.xml": /<localRepository>/ }, usedByBuilds: true, sharing: "locked" }],
  hostArtifacts: ["target"],
  installsInto: [],
  buildsInto: ["target"],
  traps: (files) => [...files].flatMap(([path, text]) => (/(?:^|\/)pom\.xml$|\.pom$/.test(path) ? pomTraps(path, text) : [])),
  includes: relatedPoms,
  versionProofs: javaVersionProofs,
  credentials: [{ path: "settings.xml", holds: /<(?:password|privateKey)>(?![ \t]*\$)[^<{]{6,}<\//i }],
  environment: [/^MAVEN_/, /^MVNW_/, /^JAVA_/, "JDK_JAVA_OPTIONS", proxyVariables],
  sources: [
    "https://maven.apache.org/guides/introduction/introduction-to-the-lifecycle.html",
    "https://maven.apache.org/plugins/maven-dependency-plugin/",
    "https://maven.apache.org/pom.html#Inheritance",
    "https://maven.apache.org/configure.html",
    "https://github.com/qaware/go-offline-maven-plugin#readme",
    "https://docs.spring.io/spring-boot/maven-plugin/build-image.html",
  ],
};

/** The poms of modules, which may be named by their directory, and of a parent with a path of its own. */
function relatedPoms(_path: string, text: string): readonly string[] {
  const pom = withoutComments(text);
  return [...modulesOf(pom), ...parentOf(pom)].map((path) => (path.endsWith(".xml") ? path : `${path.replace(/\/+$/, "")}/pom.xml`));
}

function modulesOf(pom: string): readonly string[] {
  return [...elementTexts(pom, "module"), ...elementTexts(pom, "subproject")].filter(isKnownPath);
}

/** Without `<relativePath>` Maven looks at ../pom.xml first, which need not be there. */
function parentOf(pom: string): readonly string[] {
  return elementTexts(elementContent(pom, "parent"), "relativePath").filter(isKnownPath);
}

function isKnownPath(path: string): boolean {
  return path !== "" && !path.includes("${");
}

function pomTraps(path: string, text: string): readonly Trap[] {
  const pom = withoutComments(text);
  const modules = modulesOf(pom);
  const local = [...elementTexts(pom, "systemPath"), ...elementTexts(pom, "url").filter((url) => url.startsWith("file:"))];
  const list = `${path} lists the modules ${modules.join(", ")}, of which none can be resolved for another before it is built`;
  return [
    ...(modules.length === 0 ? [] : [list]),
    ...parentOf(pom).map((parent) => `${path} inherits from ${parent}`),
    ...local.map((file) => `${path} uses ${file}`),
  ].map((reason) => ({ reason }));
}
