import type { CommandForm, Ecosystem } from "./ecosystem.ts";
import { javaVersionProofs } from "./java-versions.ts";
import { proxyVariables } from "./proxy-variables.ts";

const sbtTool = {
  tools: ["sbt", "sbtn"],
  valueFlags: ["-mem", "-jvm-debug", "--sbt-version", "-sbt-version", "--sbt-dir", "-sbt-dir", "--sbt-boot", "-sbt-boot", "--ivy", "-ivy", "--java-home", "-java-home"],
} satisfies Partial<CommandForm>;

/** Tasks, also of one project (`api/assembly`), with `+` for all versions of Scala, or several in one word. */
const BUILD = /(?:^|[/;+\s])(?:[Tt]est\/)?(?:compile|test|package|packageBin|assembly|stage|dist|publish(?:Local|M2)?|nativeImage|fastLinkJS|fullLinkJS|fastOptJS|fullOptJS|docker|Docker\/\w+|universal:\w+|Universal\/\w+|pack|run)(?:$|[\s;:])/;

/** It compiles the build definition in project/ to know what to get. Coursier keeps the jars, and locks each file of its cache. */
export const sbt: Ecosystem = {
  id: "sbt",
  name: "sbt",
  kind: "language",
  commands: [
    { ...sbtTool, anyOperand: BUILD, effect: { kind: "build" } },
    { ...sbtTool, anyOperand: /(?:^|[/;+\s])(?:update|updateClassifiers|updateSbtClassifiers)(?:$|[\s;])/, effect: { kind: "install", frozen: "always", lockOptional: true } },
  ],
  files: { manifests: ["build.sbt"], lockfiles: [], config: ["project/build.properties", "project/*.sbt", "project/*.scala", ".sbtopts", ".jvmopts"] },
  caches: [
    { path: "~/.cache/coursier/v1", variables: { COURSIER_CACHE: "", XDG_CACHE_HOME: "coursier/v1" }, flags: { "-Dsbt.coursier.home": "v1" }, usedByBuilds: true, sharing: "shared" },
    { path: "~/.sbt/boot", flags: { "-Dsbt.boot.directory": "", "--sbt-boot": "", "-sbt-boot": "", "-Dsbt.global.base": "boot" }, usedByBuilds: true, sharing: "shared" },
  ],
  hostArtifacts: ["target", "project/target", "project/project"],
  installsInto: ["target", "project/target"],
  traps: (files) => [...files].flatMap(([path, text]) => (path.endsWith(".sbt") && /\bdependsOn\(|\baggregate\(|\bproject\s*\.?\s*in\s*\(?\s*file\(/.test(text) ? [{ reason: `${path} is made of several projects` }] : [])),
  versionProofs: javaVersionProofs,
  environment: [/^SBT_/, /^COURSIER_/, /^JAVA_/, "JVM_OPTS", "JDK_JAVA_OPTIONS", "XDG_CACHE_HOME", proxyVariables],
  sources: [
    "https://www.scala-sbt.org/1.x/docs/Command-Line-Reference.html",
    "https://www.scala-sbt.org/1.x/docs/Dependency-Management-Flow.html",
    "https://www.scala-sbt.org/1.x/docs/Using-Sbt.html",
    "https://get-coursier.io/docs/cache",
    "https://github.com/sbt/sbt/releases/tag/v1.3.12",
  ],
};
