import { stack } from "../../ecosystems/stack.ts";
import { checkIncludes } from "./check-files.ts";
import { checkCommands, checkPinning } from "./check.ts";

checkCommands("Stack", [
  ["stack build --only-dependencies", "stack install"],
  ["stack --system-ghc build --dependencies-only", "stack install"],
  ["stack build --lock-file=error-on-write --only-dependencies", "stack install frozen"],
  ["stack build --copy-bins --local-bin-path /out", "stack build"],
  ["stack install --local-bin-path /out", "stack build"],
  ["stack install hlint-3.8", "stack add global"],
  ["stack test", "stack build"],
  ["stack setup", "-"],
  ["stack exec app", "-"],
]);

checkPinning("packages of Stack are pinned by a version", [
  ["stack install hlint-3.8", "pinned"],
  ["stack install hlint", "unpinned"],
]);

checkIncludes(stack, [
  ["stack.yaml", "resolver: lts-22.0\npackages:\n- .\n- ./core # the core\n- 'web/'\nextra-deps:\n- a-1\n", ["core/package.yaml", "core/*.cabal", "web/package.yaml", "web/*.cabal"]],
  ["package.yaml", "packages:\n- core\n", []],
]);
