/** Options of the commands that build images, as far as it must be known which of them take a value. */
export interface OptionTable {
  /** Names without dashes; letters too. */
  readonly withValue: ReadonlySet<string>;
  /** A letter and the long name that it stands for. */
  readonly letters: ReadonlyMap<string, string>;
}

/**
 * `docker build` with BuildKit and without (docker/buildx, commands/build.go; docker/cli, cli/command/image/build.go), nerdctl
 * (cmd/nerdctl/builder/builder_build.go), Podman and Buildah (containers/buildah, pkg/cli/common.go). No option takes a
 * value in one of them and none in another, so one table serves all; those with an optional value take it behind `=` only.
 */
export const buildOptions: OptionTable = {
  withValue: new Set([
    "add-host", "allow", "annotation", "arch", "attest", "authfile", "blob-cache", "build-arg", "build-arg-file", "build-context",
    "builder", "cache-from", "cache-to", "cache-ttl", "call", "cap-add", "cap-drop", "cert-dir", "cgroup-parent", "cgroupns",
    "cpp-flag", "cpu-period", "cpu-quota", "cpu-shares", "cpuset-cpus", "cpuset-mems", "creds", "cw", "decryption-key", "device", "dns",
    "dns-option", "dns-search", "env", "file", "format", "from", "group-add", "hooks-dir", "ignorefile", "iidfile", "ipc", "isolation",
    "jobs", "label", "layer-label", "logfile", "manifest", "memory", "memory-swap", "metadata-file", "network", "no-cache-filter", "os",
    "os-feature", "os-version", "output", "pid", "platform", "policy", "print", "progress", "project", "provenance", "retry", "retry-delay",
    "runtime", "runtime-flag", "sbom", "sbom-image-output", "sbom-merge-strategy", "sbom-output", "sbom-purl-output",
    "sbom-scanner-command", "sbom-scanner-image", "secret", "security-opt", "shm-size", "sign-by", "source-date-epoch",
    "source-policy-file", "ssh", "tag", "target", "timestamp", "ulimit", "unsetenv", "unsetlabel", "userns", "userns-gid-map",
    "userns-gid-map-group", "userns-uid-map", "userns-uid-map-user", "uts", "variant", "volume",
  ]),
  letters: new Map([
    ["f", "file"], ["t", "tag"], ["o", "output"], ["m", "memory"], ["c", "cpu-shares"], ["v", "volume"], ["q", "quiet"], ["D", "debug"],
  ]),
}; // prettier-ignore

/** `docker buildx bake` (docker/buildx, commands/bake.go). */
export const bakeOptions: OptionTable = {
  withValue: new Set(["allow", "builder", "call", "file", "list", "metadata-file", "progress", "provenance", "sbom", "set", "var"]),
  letters: new Map([["f", "file"], ["D", "debug"]]),
}; // prettier-ignore

/** What may stand before the subcommand (docker/cli, cli/flags/options.go; containers/podman, cmd/podman/root.go; nerdctl, root.go). */
export const globalOptions: OptionTable = {
  withValue: new Set([
    "config", "context", "host", "log-level", "tlscacert", "tlscert", "tlskey", "builder", "address", "namespace", "snapshotter",
    "data-root", "cni-path", "cni-netconfpath", "cgroup-manager", "hosts-dir", "connection", "conmon", "events-backend", "identity",
    "imagestore", "module", "network-cmd-path", "network-config-dir", "out", "root", "runroot", "runtime", "runtime-flag", "ssh",
    "storage-driver", "storage-opt", "tmpdir", "url", "volumepath", "registries-conf",
  ]),
  letters: new Map([["c", "context"], ["H", "host"], ["l", "log-level"], ["n", "namespace"], ["a", "address"]]),
}; // prettier-ignore
