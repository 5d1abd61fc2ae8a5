import assert from "node:assert/strict";
import { dnf, dnf5, microdnf, yum } from "../../ecosystems/dnf.ts";
import { checkCommands } from "./check.ts";

checkCommands("dnf and its relatives install", [
  ["dnf install -y jq", "dnf system-install fetched"],
  ["dnf -y --nodocs --setopt=install_weak_deps=false install jq", "dnf system-install fetched"],
  ["dnf --setopt keepcache=1 install jq", "dnf system-install fetched"],
  ["dnf install --disableplugin=subscription-manager jq", "dnf system-install fetched"],
  ["dnf install -y $PACKAGES", "dnf system-install fetched"],
  ["dnf in jq", "dnf system-install fetched"],
  ["dnf group install 'Development Tools'", "dnf system-install fetched"],
  ["dnf groupinstall -y 'Development Tools'", "dnf system-install fetched"],
  ["dnf module install nodejs:22", "dnf system-install fetched"],
  ["dnf builddep -y jq.spec", "dnf system-install fetched"],
  ["dnf -C install jq", "dnf system-install stored"],
  ["dnf5 install jq", "dnf5 system-install fetched"],
  ["yum -y install jq", "yum system-install fetched"],
  ["yum localinstall -y ./local.rpm", "yum system-install fetched"],
  ["microdnf install jq", "microdnf system-install fetched"],
  ["tdnf install -y jq", "tdnf system-install fetched"],
  ["dnf remove jq", "-"],
  ["dnf download jq", "-"],
  ["dnf config-manager --add-repo https://example.com/x.repo", "-"],
  ["dnf module enable nodejs:22", "-"],
  ["yum-config-manager --enable install", "-"],
  ["rpm -i ./local.rpm", "-"],
]);

checkCommands("dnf and its relatives refresh, upgrade and clean", [
  ["dnf makecache", "dnf refresh-index"],
  ["dnf check-update", "dnf refresh-index"],
  ["tdnf makecache", "tdnf refresh-index"],
  ["dnf -y upgrade --refresh", "dnf upgrade fetched"],
  ["yum update -y", "yum upgrade fetched"],
  ["yum update -y openssl", "yum upgrade fetched"],
  ["microdnf -y update", "microdnf upgrade fetched"],
  ["dnf distro-sync", "dnf upgrade fetched"],
  ["dnf clean all", "dnf clean-cache"],
  ["dnf clean --disableplugin=subscription-manager all", "dnf clean-cache"],
  ["yum clean packages", "yum clean-cache"],
  ["dnf clean expire-cache", "-"],
  ["dnf list updates", "-"],
]);

describe("the caches of dnf and its relatives", () => {
  it("are those of dnf 5 on Fedora", () => {
    for (const { caches } of [dnf, microdnf]) {
      assert.equal(caches[0]?.path, "/var/cache/libdnf5");
      assert.deepEqual(caches[0].only, { images: ["fedora", "fedora-minimal", "fedora-toolbox"], since: 41 });
    }
  });

  it("are older ones elsewhere", () => {
    assert.equal(dnf.caches[0]?.otherwise, "/var/cache/dnf");
    assert.equal(microdnf.caches[0]?.otherwise, "/var/cache/yum");
    assert.deepEqual(yum.caches.map(({ path, alternatives }) => [path, alternatives]), [["/var/cache/yum", ["/var/cache/dnf"]]]);
  });

  it("do not depend on the image where the name tells the version", () => {
    assert.deepEqual(dnf5.caches.map(({ path, otherwise }) => [path, otherwise]), [["/var/cache/libdnf5", undefined]]);
  });
});
