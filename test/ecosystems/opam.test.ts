import { opam } from "../../ecosystems/opam.ts";
import { checkTraps } from "./check-files.ts";
import { checkCommands, checkPinning } from "./check.ts";

checkCommands("opam", [
  ["opam install . --deps-only -y", "opam install frozen"],
  ["opam install -y --deps-only --with-test ./shop.opam", "opam install frozen"],
  ["opam install .", "opam install-project"],
  ["opam install dune lwt", "opam add global"],
  ["opam upgrade -y", "opam upgrade fetched"],
  ["opam exec -- dune build", "opam build"],
  ["dune build --profile release", "opam build"],
  ["opam clean --download-cache", "opam clean-cache"],
  ["opam update", "-"],
  ["opam install lwt --dry-run", "-"],
]);

checkPinning("packages of opam are pinned by a version", [
  ["opam install dune.3.16.0", "pinned"],
  ["opam install dune", "unpinned"],
]);

checkTraps(opam, [
  { name: "a plain package", files: { "shop.opam": 'depends: ["lwt"]\n' }, reasons: [] },
  { name: "pins", files: { "shop.opam": 'pin-depends: [["a.1" "git+https://example.com/a"]]\n' }, reasons: ["shop.opam pins dependencies to other sources"] },
]);
