import type { VersionProof } from "./ecosystem.ts";
import { elementTexts, withoutComments } from "./xml.ts";

/** Images whose tags begin with the Java release. */
const images = ["amazoncorretto", "eclipse-temurin", "openjdk"];

/** Files that tell which Java release a project wants, Maven's own and those of version managers. */
export const javaVersionProofs: readonly VersionProof[] = [
  { images, file: "pom.xml", version: pomRelease },
  { images, file: ".java-version", version: (text) => release(text.trim()) },
  { images, file: ".sdkmanrc", version: (text) => release(/^java[ \t]*=[ \t]*([\d.]+)/m.exec(text)?.[1]) },
  { images, file: ".tool-versions", version: toolRelease },
];

/** The scripts of Gradle, which may ask for a toolchain. */
export const toolchainProofs: readonly VersionProof[] = [
  { images, file: "build.gradle", version: toolchainRelease },
  { images, file: "build.gradle.kts", version: toolchainRelease },
];

/** The release that all of the compiler's settings agree on; a setting that refers to another property says nothing. */
function pomRelease(text: string): string | undefined {
  const pom = withoutComments(text);
  const settings = ["maven.compiler.release", "maven.compiler.target", "java.version"].flatMap((name) => elementTexts(pom, name));
  return single(settings.filter((value) => !value.startsWith("${")).map(release));
}

/** `languageVersion = JavaLanguageVersion.of(21)`, `jvmToolchain(21)` (https://docs.gradle.org/current/userguide/toolchains.html). */
function toolchainRelease(text: string): string | undefined {
  const settings = text.matchAll(/\b(?:JavaLanguageVersion\.of|jvmToolchain)\(\s*["']?(\d+)["']?\s*\)/g);
  return single([...settings].map(([, version]) => release(version)));
}

/** asdf and mise write the distribution in front, whose numbers must be those of Java itself. */
function toolRelease(text: string): string | undefined {
  const distribution = "adoptopenjdk|corretto|liberica|microsoft|openjdk|oracle|sapmachine|temurin|zulu";
  return release(new RegExp(`^java[ \\t]+(?:(?:${distribution})-)?(\\d[\\d.]*)(?:[+_-]\\S*)?[ \\t\\r]*$`, "m").exec(text)?.[1]);
}

/** `21.0.2` and `21` are 21, `1.8` is 8: tags of releases are more exact than the files and differ between images. */
function release(version: string | undefined): string | undefined {
  return /^(?:1\.)?(\d+)(?:\.\d+)*$/.exec(version ?? "")?.[1];
}

function single(versions: readonly (string | undefined)[]): string | undefined {
  return new Set(versions).size === 1 ? versions[0] : undefined;
}
