import { cabal } from "../../ecosystems/cabal.ts";
import { checkIncludes, checkTraps } from "./check-files.ts";
import { checkCommands, checkPinning } from "./check.ts";

checkCommands("Cabal", [
  ["cabal build --only-dependencies", "cabal install frozen"],
  ["cabal v2-build -j4 --dependencies-only all", "cabal install frozen"],
  ["cabal install --only-dependencies", "cabal install frozen"],
  ["cabal build exe:server", "cabal build"],
  ["cabal install exe:server --install-method=copy --installdir=/out", "cabal build"],
  ["cabal install", "cabal build"],
  ["cabal install hlint-3.8", "cabal add global"],
  ["cabal freeze", "cabal plan"],
  ["cabal update", "-"],
  ["cabal build --dry-run", "-"],
]);

checkPinning("packages of Cabal are pinned by a version", [
  ["cabal install hlint-3.8", "pinned"],
  ["cabal install hlint", "unpinned"],
]);

checkTraps(cabal, [
  { name: "a plain package", files: { "a.cabal": "name: a\nbuild-type: Simple\n" }, reasons: [] },
  { name: "its own setup", files: { "a.cabal": "name: a\nBuild-Type: Custom\n" }, reasons: ["a.cabal is built by its own Setup.hs"] },
]);

checkIncludes(cabal, [
  ["cabal.project", "packages: ./\n          ./lib/*.cabal\n          core/\nconstraints: a == 1\n", ["lib/*.cabal", "core/*.cabal"]],
  ["cabal.project", "packages: .\n", []],
  ["a.cabal", "packages: x\n", []],
]);
