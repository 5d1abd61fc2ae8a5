import type { CommandForm, Ecosystem } from "./ecosystem.ts";

const tool = { tools: ["ccache"], valueFlags: ["-M", "-F", "-o", "--max-size", "--max-files", "--set-config", "-d", "--dir"] } satisfies Partial<CommandForm>;

/** Keeps what compilers have made. Most builds call it by settings of their own, which no command shows. Tried with 4.7 (`ccache -p`). */
export const ccache: Ecosystem = {
  id: "ccache",
  name: "ccache",
  kind: "language",
  commands: [
    { ...tool, subcommands: [[/^(?:[\w.]+-)*(?:cc|c\+\+|gcc|g\+\+|clang|clang\+\+|nvcc)(?:-[\d.]+)?$/]], effect: { kind: "build", downloads: false } },
    { ...tool, anyFlag: ["-C", "--clear"], operands: "none", effect: { kind: "clean-cache" } },
  ],
  caches: [{ path: "~/.cache/ccache", variables: { CCACHE_DIR: "", XDG_CACHE_HOME: "ccache" }, onlyForBuilds: true, sharing: "shared" }],
  disablesCache: { flags: [], variables: ["CCACHE_DISABLE"] },
  hostArtifacts: [],
  installsInto: [],
  environment: [/^CCACHE_/, "XDG_CACHE_HOME"],
  sources: ["https://ccache.dev/manual/latest.html#_cache_size_management", "https://ccache.dev/manual/latest.html#_location_of_the_configuration_file"],
};
