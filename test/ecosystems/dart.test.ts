import { dart } from "../../ecosystems/dart.ts";
import { checkIncludes, checkTraps } from "./check-files.ts";
import { checkCommands, checkPinning } from "./check.ts";

checkCommands("pub", [
  ["dart pub get", "dart install"],
  ["dart pub get --enforce-lockfile", "dart install frozen"],
  ["flutter pub get", "dart install"],
  ["dart pub upgrade", "dart install"],
  ["dart pub global activate dart_frog_cli", "dart add global"],
  ["dart pub add http", "dart add project"],
  ["dart pub cache clean -f", "dart clean-cache"],
  ["dart compile exe bin/server.dart -o bin/server", "dart build"],
  ["flutter build web --release", "dart build"],
  ["dart format .", "-"],
  ["dart pub get --dry-run", "-"],
]);

checkPinning("tools of pub are pinned by a version behind the name", [["dart pub global activate melos 6.0.0", "unpinned pinned"]]);

checkTraps(dart, [
  { name: "hosted packages", files: { "pubspec.yaml": "dependencies:\n  http: ^1.0.0\n" }, reasons: [] },
  { name: "a local package", files: { "pubspec.yaml": "dependencies:\n  core:\n    path: ../core/\n" }, reasons: ["pubspec.yaml uses the package in ../core"] },
]);

checkIncludes(dart, [["pubspec.yaml", "dependencies:\n  core:\n    path: ./packages/core\n", ["packages/core/pubspec.yaml"]]]);
