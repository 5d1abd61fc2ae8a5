import { checkCommands, checkPinning } from "./check.ts";

checkCommands("Nimble", [
  ["nimble install -y --depsOnly", "nimble install frozen"],
  ["nimble install -d -y", "nimble install frozen"],
  ["nimble install -y", "nimble install-project"],
  ["nimble install -y jester", "nimble add global"],
  ["nimble build -d:release -y", "nimble build"],
  ["nimble list -i", "-"],
]);

checkPinning("packages of Nimble are pinned by a version", [
  ["nimble install jester@0.6.0", "pinned"],
  ["nimble install jester", "unpinned"],
]);
