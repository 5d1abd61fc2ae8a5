import { checkCommands, checkPinning } from "./check.ts";

checkCommands("cpanm and its like", [
  ["cpanm --installdeps .", "cpanm install frozen"],
  ["cpanm -n --quiet --installdeps --with-develop .", "cpanm install frozen"],
  ["cpanm .", "cpanm install-project"],
  ["cpanm --notest Mojolicious", "cpanm add global"],
  ["cpm install -g", "cpanm install frozen"],
  ["carton install --deployment", "cpanm install frozen"],
  ["carton install", "cpanm install"],
  ["cpanm --version", "-"],
  ["carton exec prove", "-"],
]);

checkPinning("modules of cpanm are pinned by a version", [
  ["cpanm Mojolicious@9.35", "pinned"],
  ["cpanm Mojolicious", "unpinned"],
]);
