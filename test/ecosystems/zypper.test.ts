import { checkCommands } from "./check.ts";

checkCommands("zypper installs, flags before and after the subcommand", [
  ["zypper in jq", "zypper system-install fetched"],
  ["zypper -n in jq", "zypper system-install fetched"],
  ["zypper --non-interactive install --no-recommends jq", "zypper system-install fetched"],
  ["zypper -n --gpg-auto-import-keys in -y jq", "zypper system-install fetched"],
  ["zypper -n install -t pattern devel_basis", "zypper system-install fetched"],
  ["zypper -n -R /target in jq", "zypper system-install fetched"],
  ["zypper --no-refresh in jq", "zypper system-install stored"],
  ["zypper in ./local.rpm", "zypper system-install fetched"],
  ["zypper in -D jq", "-"],
  ["zypper in --dry-run jq", "-"],
  ["zypper rm jq", "-"],
  ["zypper addrepo https://example.com/repo example", "-"],
  ["zypper info jq", "-"],
]);

checkCommands("zypper refreshes, upgrades and cleans", [
  ["zypper ref", "zypper refresh-index"],
  ["zypper --gpg-auto-import-keys refresh", "zypper refresh-index"],
  ["zypper -n up", "zypper upgrade fetched"],
  ["zypper update -y", "zypper upgrade fetched"],
  ["zypper -n dup", "zypper upgrade fetched"],
  ["zypper --non-interactive patch", "zypper upgrade fetched"],
  ["zypper --no-refresh dist-upgrade", "zypper upgrade stored"],
  ["zypper clean -a", "zypper clean-cache"],
  ["zypper cc", "zypper clean-cache"],
  ["zypper list-updates", "-"],
  ["zypper refs", "-"],
]);
