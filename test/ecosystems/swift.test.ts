import { swift } from "../../ecosystems/swift.ts";
import { checkIncludes, checkTraps } from "./check-files.ts";
import { checkCommands } from "./check.ts";

checkCommands("Swift", [
  ["swift package resolve", "swift install"],
  ["swift package resolve --force-resolved-versions", "swift install frozen"],
  ["swift package --package-path api resolve", "swift install"],
  ["swift package update", "swift install"],
  ["swift build -c release --static-swift-stdlib", "swift build"],
  ["swift test", "swift build"],
  ["swift package purge-cache", "swift clean-cache"],
  ["swift --version", "-"],
  ["swift package describe", "-"],
]);

const manifest = 'let package = Package(dependencies: [\n  .package(url: "https://example.com/a.git", from: "1.0.0"),\n  // .package(path: "old"),\n  .package(name: "b", path: "./libs/b"),\n])\n';

checkTraps(swift, [
  { name: "remote packages", files: { "Package.swift": '.package(url: "https://example.com/a.git", from: "1.0.0")' }, reasons: [] },
  { name: "a local package", files: { "Package.swift": manifest }, reasons: ["Package.swift uses the package in ./libs/b"] },
]);

checkIncludes(swift, [["Package.swift", manifest, ["libs/b/Package.swift"]]]);
