import assert from "node:assert/strict";
import { maven } from "../../ecosystems/maven.ts";
import { checkIncludes, checkTraps, checkVersions } from "./check-files.ts";
import { checkCommands, invocationsOf } from "./check.ts";

checkCommands("Maven resolves dependencies", [
  ["mvn dependency:go-offline", "maven install frozen"],
  ["./mvnw -B dependency:go-offline", "maven install frozen"],
  ["mvn -q dependency:resolve dependency:resolve-plugins", "maven install frozen"],
  ["mvn clean dependency:copy-dependencies -DoutputDirectory=lib", "maven install frozen"],
  ["mvn org.apache.maven.plugins:maven-dependency-plugin:3.6.1:go-offline", "maven install frozen"],
  ["mvn de.qaware.maven:go-offline-maven-plugin:1.2.8:resolve-dependencies", "maven install frozen"],
  ["mvn -f backend/pom.xml dependency:go-offline", "maven install frozen"],
  ["mvnd dependency:go-offline", "maven install frozen"],
  ["mvn dependency:tree", "-"],
  ["mvn dependency:analyze", "-"],
  ["mvn dependency:purge-local-repository", "-"],
]);

checkCommands("Maven builds", [
  ["mvn package", "maven build"],
  ["mvn clean package -DskipTests", "maven build"],
  ["./mvnw -B -ntp clean verify", "maven build"],
  ["mvn -Pfast install", "maven build"],
  ["mvn -P fast install", "maven build"],
  ["mvn -pl web -am package", "maven build"],
  ["mvn --batch-mode clean compile assembly:single", "maven build"],
  ["mvn -T 1C test", "maven build"],
  ["mvn spring-boot:build-image", "maven build"],
  ["mvn deploy", "maven build"],
  ["mvn dependency:go-offline package", "maven build"],
  ["mvn -o package", "maven build"],
  ["mvn clean", "-"],
  ["mvn validate", "-"],
  ["mvn -P package clean", "-"],
  ["mvn -Dgoal=package clean", "-"],
  ["mvn --version", "-"],
  ["mvn help:effective-pom", "-"],
  ["mvn", "-"],
]);

describe("Maven's flags", () => {
  it("tell that nothing is downloaded", () => {
    assert.deepEqual(invocationsOf("mvn -o package")[0]?.effect, { kind: "build", downloads: false });
    assert.deepEqual(invocationsOf("mvn -Dproto=1 package")[0]?.effect, { kind: "build" });
  });

  it("name the pom and the settings", () => {
    const [invocation] = invocationsOf("mvn -s settings.xml --file backend/pom.xml package");
    assert.deepEqual(invocation?.manifestOperands.map(({ value }) => value), ["settings.xml", "backend/pom.xml"]);
  });
});

checkTraps(maven, [
  { name: "a single project", files: { "pom.xml": "<project><artifactId>a</artifactId></project>" }, reasons: [] },
  {
    name: "modules",
    files: { "pom.xml": "<project><modules>\n<module>core</module><!-- <module>old</module> -->\n<module> web </module></modules></project>" },
    reasons: ["pom.xml lists the modules core, web, of which none can be resolved for another before it is built"],
  },
  {
    name: "a parent with a path",
    files: { "pom.xml": "<project><parent><relativePath>../parent</relativePath></parent></project>" },
    reasons: ["pom.xml inherits from ../parent"],
  },
  { name: "a parent from a repository", files: { "pom.xml": "<project><parent><relativePath/></parent></project>" }, reasons: [] },
  { name: "a parent without a path", files: { "pom.xml": "<project><parent><artifactId>a</artifactId></parent></project>" }, reasons: [] },
  {
    name: "jars of the project",
    files: { "pom.xml": "<systemPath>${project.basedir}/lib/a.jar</systemPath><url>file://${basedir}/repo</url><url>https://example.com</url>" },
    reasons: ["pom.xml uses ${project.basedir}/lib/a.jar", "pom.xml uses file://${basedir}/repo"],
  },
]);

checkIncludes(maven, [
  ["pom.xml", "<modules><module>core</module><module>web/pom-ci.xml</module></modules>", ["core/pom.xml", "web/pom-ci.xml"]],
  ["pom.xml", "<parent><relativePath>../parent/</relativePath></parent>", ["../parent/pom.xml"]],
  ["core/pom.xml", "<parent><relativePath>../pom.xml</relativePath></parent>", ["../pom.xml"]],
  ["pom.xml", "<modules><module>${extra}</module></modules>", []],
]);

checkVersions(maven, "eclipse-temurin", [
  ["pom.xml", "<properties><maven.compiler.release>21</maven.compiler.release></properties>", "21"],
  ["pom.xml", "<java.version>17</java.version><maven.compiler.release>${java.version}</maven.compiler.release>", "17"],
  ["pom.xml", "<java.version>1.8</java.version>", "8"],
  ["pom.xml", "<java.version>17</java.version><maven.compiler.release>21</maven.compiler.release>", undefined],
  ["pom.xml", "<!-- <java.version>17</java.version> -->", undefined],
  ["pom.xml", "<maven-compiler-release>21</maven-compiler-release>", undefined],
  [".java-version", "21\n", "21"],
  [".java-version", "1.8", "8"],
  [".java-version", "temurin64-17.0.2", undefined],
  [".sdkmanrc", "# ours\njava=21.0.2-tem\nmaven=3.9.6\n", "21"],
  [".tool-versions", "java temurin-21.0.2+13.0.LTS\n", "21"],
  [".tool-versions", "java openjdk-22", "22"],
  [".tool-versions", "java 17", "17"],
  [".tool-versions", "java graalvm-22.3.0+java17", undefined],
  [".tool-versions", "maven 3.9.6", undefined],
]);
