import { sbt } from "../../ecosystems/sbt.ts";
import { checkTraps } from "./check-files.ts";
import { checkCommands } from "./check.ts";

checkCommands("sbt", [
  ["sbt update", "sbt install frozen"],
  ["sbt compile", "sbt build"],
  ["sbt clean stage", "sbt build"],
  ["sbt api/assembly", "sbt build"],
  ["sbt 'set test in assembly := {}' clean assembly", "sbt build"],
  ["sbt -Dsbt.rootdir=true \"project api\" Universal/packageZipTarball", "sbt build"],
  ["sbt ';clean ;update ;compile'", "sbt build"],
  ["sbt sbtVersion", "-"],
  ["sbt --version", "-"],
]);

checkTraps(sbt, [
  { name: "one project", files: { "build.sbt": 'name := "a"\n' }, reasons: [] },
  { name: "several projects", files: { "build.sbt": "lazy val api = project.in(file(\"api\")).dependsOn(core)\n" }, reasons: ["build.sbt is made of several projects"] },
]);
