import { deno } from "../../ecosystems/deno.ts";
import { checkIncludes, checkTraps } from "./check-files.ts";
import { checkCommands, checkPinning } from "./check.ts";

checkCommands("Deno", [
  ["deno install", "deno install"],
  ["deno install --frozen", "deno install frozen"],
  ["deno ci", "deno install frozen"],
  ["deno install --entrypoint main.ts", "deno install-project"],
  ["deno cache main.ts", "deno install-project"],
  ["deno cache --config deno.json src/deps.ts", "deno install-project"],
  ["deno install -g -n hello jsr:@std/http@1.0.0/file-server", "deno add global"],
  ["deno add jsr:@std/assert", "deno add project"],
  ["deno install npm:chalk", "deno add project"],
  ["deno compile --allow-net main.ts", "deno build"],
  ["deno task build", "deno build"],
  ["deno clean", "deno clean-cache"],
  ["deno run main.ts", "-"],
  ["deno install --help", "-"],
]);

checkPinning("modules of Deno are pinned by a full version", [
  ["deno add jsr:@std/assert@1.0.0", "pinned"],
  ["deno add jsr:@std/assert", "unpinned"],
  ["deno install -g npm:cowsay@^1.6", "unpinned"],
]);

checkTraps(deno, [
  { name: "a plain configuration", files: { "deno.json": '{"imports":{"a":"jsr:@a/a@1"}}' }, reasons: [] },
  { name: "members", files: { "deno.json": '{"workspace":["./add","./sub/"]}' }, reasons: ["deno.json lists the members add, sub"] },
  { name: "an import map", files: { "deno.jsonc": '{"importMap":"./import_map.json"}' }, reasons: ["deno.jsonc takes its imports from import_map.json"] },
]);

checkIncludes(deno, [
  ["deno.json", '{"workspace":["./add"],"importMap":"import_map.json"}', ["import_map.json", "add/deno.json*"]],
  ["package.json", '{"workspace":["./add"]}', []],
]);
