import type { CommandForm, Ecosystem } from "./ecosystem.ts";
import { proxyVariables } from "./proxy-variables.ts";

const nimbleTool = { tools: ["nimble"], valueFlags: ["--nimbleDir", "--nim", "-p", "--passNim"] } satisfies Partial<CommandForm>;
const DEPENDENCIES = ["-d", "--depsOnly", "--depsonly"];

/** What it downloads it installs in the same directory, programs included (1.6): there is no cache to mount. */
export const nimble: Ecosystem = {
  id: "nimble",
  name: "Nimble",
  kind: "language",
  commands: [
    { ...nimbleTool, subcommands: [["install"]], anyFlag: DEPENDENCIES, operands: "none", effect: { kind: "install", frozen: "always", lockOptional: true } },
    { ...nimbleTool, subcommands: [["setup"], ["sync"]], effect: { kind: "install", frozen: "always", lockOptional: true } },
    { ...nimbleTool, subcommands: [["install"]], operands: "none", effect: { kind: "install-project" } },
    { ...nimbleTool, subcommands: [["install"]], operands: "some", effect: { kind: "add", scope: "global" } },
    { ...nimbleTool, subcommands: [["build"], ["c"], ["cpp"], ["test"]], effect: { kind: "build" } },
  ],
  files: { manifests: ["*.nimble"], lockfiles: ["nimble.lock"], config: ["config.nims", "nim.cfg"] },
  isPinned: (operand) => /@#?v?\d+(?:\.\d+)+$|@#[0-9a-f]{7,40}$/.test(operand),
  caches: [],
  hostArtifacts: ["nimcache", "nimbledeps"],
  installsInto: ["nimbledeps"],
  environment: [/^NIM/, proxyVariables],
  sources: ["https://nim-lang.github.io/nimble/nimble-reference.html", "https://nim-lang.github.io/nimble/use-packages.html"],
};
