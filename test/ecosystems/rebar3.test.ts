import { rebar3 } from "../../ecosystems/rebar3.ts";
import { checkTraps } from "./check-files.ts";
import { checkCommands } from "./check.ts";

checkCommands("Rebar3", [
  ["rebar3 get-deps", "rebar3 install frozen"],
  ["rebar3 compile --deps_only", "rebar3 install frozen"],
  ["rebar3 as prod compile -d", "rebar3 install frozen"],
  ["rebar3 compile", "rebar3 build"],
  ["rebar3 as prod release -o /out", "rebar3 build"],
  ["rebar3 as prod tar", "rebar3 build"],
  ["rebar3 upgrade --all", "rebar3 install"],
  ["rebar3 version", "-"],
]);

checkTraps(rebar3, [
  { name: "one application", files: { "rebar.config": "{deps, [cowboy]}.\n" }, reasons: [] },
  { name: "directories of applications", files: { "rebar.config": '{project_app_dirs, ["apps/*"]}.\n' }, reasons: ["rebar.config lists directories of applications"] },
]);
