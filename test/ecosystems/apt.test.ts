import { checkCommands } from "./check.ts";

checkCommands("apt refreshes its index", [
  ["apt-get update", "apt refresh-index"],
  ["apt update", "apt refresh-index"],
  ["aptitude update", "apt refresh-index"],
  ["apt-get -qq -y update", "apt refresh-index"],
  ["apt-get update -qqy --fix-missing", "apt refresh-index"],
  ["apt-get -o Acquire::Retries=3 update", "apt refresh-index"],
  ["apt-get -o=Acquire::Retries=3 --allow-releaseinfo-change update", "apt refresh-index"],
  ["/usr/bin/apt-get update", "apt refresh-index"],
  ["add-apt-repository -y ppa:deadsnakes/ppa", "apt refresh-index"],
  ["apt-add-repository universe", "apt refresh-index"],
  ["add-apt-repository --no-update ppa:deadsnakes/ppa", "-"],
  ["apt-key add -", "-"],
  ["apt-cache update", "-"],
  ["apt-file update", "-"],
  ["apt-get --help update", "-"],
  ["pip update", "-"],
]);

checkCommands("apt installs by the stored index", [
  ["apt-get install -y jq", "apt system-install stored"],
  ["apt-get -y install jq", "apt system-install stored"],
  ["apt-get -qqy --no-install-recommends install jq", "apt system-install stored"],
  ["apt-get -o Dpkg::Options::=--force-confold install -y jq", "apt system-install stored"],
  ["apt-get -oDebug::pkgProblemResolver=yes install jq", "apt system-install stored"],
  ["apt-get install -y --no-install-recommends ./local.deb", "apt system-install stored"],
  ["apt-get install -y -t bookworm-backports golang", "apt system-install stored"],
  ["apt-get -t bookworm-backports install -y golang", "apt system-install stored"],
  ["apt-get install -y $PACKAGES", "apt system-install stored"],
  ["apt install jq=1.6-2.1", "apt system-install stored"],
  ["aptitude -y install jq", "apt system-install stored"],
  ["apt-get reinstall jq", "apt system-install stored"],
  ["apt-get build-dep -y jq", "apt system-install stored"],
  ["apt-get satisfy 'jq (>= 1.6)'", "apt system-install stored"],
  ["apt-get install -f -y", "apt system-install stored"],
  ["apt-get install -s jq", "-"],
  ["apt-get install --print-uris jq", "-"],
  ["apt-get remove install", "-"],
  ["apt-get purge -y --auto-remove jq", "-"],
  ["apt-get source jq", "-"],
  ["apt-get download jq", "-"],
  ["apt-mark manual jq", "-"],
  ["dpkg -i ./local.deb", "-"],
  ["echo apt-get install jq", "-"],
]);

checkCommands("apt updates first when asked to", [
  ["apt-get install --update -y jq", "apt system-install fetched"],
  ["apt -U install jq", "apt system-install fetched"],
  ["apt full-upgrade -U -y", "apt upgrade fetched"],
]);

checkCommands("apt upgrades", [
  ["apt-get upgrade -y", "apt upgrade stored"],
  ["apt upgrade -yq", "apt upgrade stored"],
  ["apt-get -y dist-upgrade", "apt upgrade stored"],
  ["apt full-upgrade", "apt upgrade stored"],
  ["aptitude safe-upgrade", "apt upgrade stored"],
  ["apt list --upgradable", "-"],
]);

checkCommands("apt empties its cache", [
  ["apt-get clean", "apt clean-cache"],
  ["apt-get clean -y", "apt clean-cache"],
  ["apt-get dist-clean", "apt clean-cache"],
  ["apt-get autoclean", "-"],
  ["apt-get autoremove -y", "-"],
]);
