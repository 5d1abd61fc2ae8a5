import { mix } from "../../ecosystems/mix.ts";
import { checkIncludes, checkTraps, checkVersions } from "./check-files.ts";
import { checkCommands, checkPinning } from "./check.ts";

checkCommands("Mix installs", [
  ["mix deps.get", "mix install"],
  ["mix deps.get --only prod", "mix install"],
  ["mix deps.get --only $MIX_ENV --check-locked", "mix install frozen"],
  ["mix deps.compile", "mix install frozen"],
  ["mix do deps.get --only prod, deps.compile", "mix install"],
  ["mix do deps.get + deps.compile", "mix install"],
  ["mix deps.update --all", "mix install"],
  ["mix local.hex --force", "mix add global"],
  ["mix local.rebar --force", "mix add global"],
  ["mix archive.install hex phx_new 1.7.10 --force", "mix add global"],
  ["mix archive.install hex phx_new", "mix add global"],
  ["mix deps", "-"],
  ["mix deps.clean --all", "-"],
  ["mix ecto.migrate", "-"],
  ["mix assets.setup", "-"],
  ["mix --version", "-"],
]);

checkCommands("Mix builds", [
  ["mix compile", "mix build"],
  ["mix release", "mix build"],
  ["mix release shop --overwrite", "mix build"],
  ["mix phx.digest", "mix build"],
  ["mix assets.deploy", "mix build"],
  ["mix do deps.get, compile", "mix build"],
  ["mix do clean", "-"],
]);

checkPinning("archives are pinned by a version", [
  ["mix archive.install hex phx_new 1.7.10", ""],
  ["mix archive.install https://example.com/phx_new-1.7.10.ez", "pinned"],
  ["mix archive.install hex phx_new", "unpinned"],
]);

checkTraps(mix, [
  { name: "a plain project", files: { "mix.exs": 'defp deps do\n  [{:phoenix, "~> 1.7"}, {:x, git: "https://example.com/x", path: nil}]\nend' }, reasons: [] },
  {
    name: "packages of the project",
    files: { "mix.exs": '[{:core, path: "../core"},\n{:web,\n path: "./web/"}]\n# {:old, path: "../old"}' },
    reasons: ["mix.exs uses the package in ../core", "mix.exs uses the package in ./web/"],
  },
  {
    name: "files and commands",
    files: { "apps/a/mix.exs": 'version: File.read!("VERSION"), sha: System.cmd("git", ["rev-parse"])' },
    reasons: ["apps/a/mix.exs reads VERSION", "apps/a/mix.exs runs a command"],
  },
]);

checkIncludes(mix, [
  ["mix.exs", '[{:core, path: "../core"}, {:web, only: :dev, path: "./web/"}]', ["../core/", "web/"]],
  ["config/config.exs", '{:x, path: "y"}', []],
]);

checkVersions(mix, "elixir", [
  [".tool-versions", "erlang 27.0\nelixir 1.17.2-otp-27\n", "1.17.2"],
  [".tool-versions", "elixir 1.17.2", "1.17.2"],
  [".tool-versions", "elixir main-otp-27", undefined],
  [".tool-versions", "erlang 27.0", undefined],
]);
