import assert from "node:assert/strict";
import { gradle } from "../../ecosystems/gradle.ts";
import { checkIncludes, checkTraps, checkVersions } from "./check-files.ts";
import { checkCommands, invocationsOf } from "./check.ts";

checkCommands("Gradle resolves dependencies", [
  ["gradle dependencies", "gradle install frozen"],
  ["./gradlew --no-daemon dependencies", "gradle install frozen"],
  ["gradlew :app:dependencies --configuration runtimeClasspath", "gradle install frozen"],
  ["gradle -p server dependencies", "gradle install frozen"],
  ["gradle clean dependencies -x test", "gradle install frozen"],
  ["gradle dependencies --write-locks", "gradle install"],
  ["gradle dependencies --dry-run", "-"],
  ["gradle -m dependencies", "-"],
  ["gradle downloadDependencies", "-"],
  ["gradle buildEnvironment", "-"],
  ["gradle dependencyInsight --dependency dependencies-x", "-"],
]);

checkCommands("Gradle builds", [
  ["gradle build", "gradle build"],
  ["./gradlew build -x test --no-daemon", "gradle build"],
  ["gradlew clean assemble", "gradle build"],
  ["gradle :app:assembleRelease", "gradle build"],
  ["gradle bootJar", "gradle build"],
  ["gradle bootBuildImage", "gradle build"],
  ["gradle shadowJar", "gradle build"],
  ["gradle installDist -PprotoSourceDir=./proto", "gradle build"],
  ["gradle test", "gradle build"],
  ["gradle compileJava", "gradle build"],
  ["gradle jibDockerBuild", "gradle build"],
  ["gradle buildFatJar", "gradle build"],
  ["gradle dependencies build", "gradle build"],
  ["gradle -Dorg.gradle.jvmargs=-Xmx2g assemble", "gradle build"],
  ["gradle clean", "-"],
  ["gradle -x build clean", "-"],
  ["gradle wrapper", "-"],
  ["./gradlew --version", "-"],
  ["gradle tasks", "-"],
  ["gradle downloadRepos", "-"],
  ["gradle testament", "-"],
  ["gradle", "-"],
]);

describe("Gradle's flags", () => {
  it("name the project's directory", () => {
    assert.equal(invocationsOf("gradle --project-dir=server build")[0]?.directory?.value, "server");
    assert.equal(invocationsOf("gradle -p server build")[0]?.directory?.value, "server");
  });

  it("tell that nothing is downloaded", () => {
    assert.deepEqual(invocationsOf("gradle --offline build")[0]?.effect, { kind: "build", downloads: false });
  });
});

checkTraps(gradle, [
  { name: "a single project", files: { "build.gradle": 'plugins { id "java" }\ndependencies { implementation "a:b:1.0" }' }, reasons: [] },
  {
    name: "projects in Groovy",
    files: { "settings.gradle": "rootProject.name = 'x'\ninclude 'app', ':lib:core'\n// include 'old'\n" },
    reasons: ["settings.gradle includes the projects app, :lib:core"],
  },
  {
    name: "projects and builds in Kotlin",
    files: { "settings.gradle.kts": 'include(\n  ":app",\n  ":lib"\n)\nincludeBuild("build-logic")\n' },
    reasons: ["settings.gradle.kts includes the projects :app, :lib", "settings.gradle.kts includes the build of build-logic"],
  },
  {
    name: "scripts and local jars",
    files: { "build.gradle": "apply from: 'gradle/versions.gradle'\napply from: 'https://example.com/x.gradle'\nimplementation fileTree(dir: 'libs', include: '*.jar')\n" },
    reasons: ["build.gradle applies gradle/versions.gradle", "build.gradle uses files of libs"],
  },
  {
    name: "git",
    files: { "build.gradle.kts": 'val sha = providers.exec { commandLine("git", "rev-parse", "HEAD") }' },
    reasons: ["build.gradle.kts may run git rev-parse"],
  },
]);

checkIncludes(gradle, [
  ["settings.gradle", "include 'app', ':lib:core'", ["app/build.gradle*", "lib/core/build.gradle*"]],
  ["settings.gradle", "include 'app'\ninclude 'web'\n", ["app/build.gradle*", "web/build.gradle*"]],
  ["settings.gradle.kts", 'include(":app")', ["app/build.gradle*"]],
  ["build.gradle.kts", 'apply(from = "./versions.gradle.kts")', ["versions.gradle.kts"]],
  ["build.gradle", "include '**/*.java'; apply from: \"$rootDir/x.gradle\"", []],
]);

checkVersions(gradle, "amazoncorretto", [
  ["build.gradle", "java { toolchain { languageVersion = JavaLanguageVersion.of(21) } }", "21"],
  ["build.gradle.kts", "java { toolchain { languageVersion.set(JavaLanguageVersion.of(17)) } }", "17"],
  ["build.gradle.kts", "kotlin { jvmToolchain(21) }", "21"],
  ["build.gradle", "languageVersion = JavaLanguageVersion.of(17)\njvmToolchain(21)", undefined],
  ["build.gradle", "sourceCompatibility = JavaVersion.VERSION_17", undefined],
]);
