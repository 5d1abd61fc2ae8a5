import { conan } from "../../ecosystems/conan.ts";
import { vcpkg } from "../../ecosystems/vcpkg.ts";
import { checkTraps } from "./check-files.ts";
import { checkCommands } from "./check.ts";

checkCommands("Conan", [
  ["conan install . --build=missing -pr:h profiles/release", "conan install frozen"],
  ["conan install conanfile.txt --output-folder=build", "conan install frozen"],
  ["conan install --requires=zlib/1.3.1", "conan add global"],
  ["conan create .", "conan build"],
  ["conan profile detect", "-"],
  ["conan remote add x https://example.com", "-"],
]);

checkTraps(conan, [
  { name: "a plain recipe", files: { "conanfile.py": "class A(ConanFile):\n    requires = 'zlib/1.3.1'\n" }, reasons: [] },
  { name: "a recipe that reads files", files: { "conanfile.py": "version = load('VERSION')\n" }, reasons: ["conanfile.py may read other files"] },
]);

checkCommands("vcpkg", [
  ["vcpkg install", "vcpkg install frozen"],
  ["./vcpkg/vcpkg install --triplet x64-linux", "vcpkg install frozen"],
  ["vcpkg install zlib openssl", "vcpkg add global"],
  ["vcpkg integrate install", "-"],
  ["vcpkg install zlib --dry-run", "-"],
]);

checkCommands("ccache", [
  ["ccache gcc -c a.c", "ccache build"],
  ["ccache aarch64-linux-gnu-g++-12 -c a.cc", "ccache build"],
  ["ccache --clear", "ccache clean-cache"],
  ["ccache -M 5G", "-"],
  ["ccache --show-stats", "-"],
]);

checkTraps(vcpkg, [
  { name: "a plain manifest", files: { "vcpkg.json": '{"dependencies":["zlib"]}' }, reasons: [] },
  { name: "overlays", files: { "vcpkg-configuration.json": '{"overlay-ports":["ports"]}' }, reasons: ["vcpkg-configuration.json names overlays, which the install reads"] },
]);
