import type { CommandForm, Ecosystem } from "./ecosystem.ts";
import { proxyVariables } from "./proxy-variables.ts";

const opamTool = {
  tools: ["opam"],
  valueFlags: ["-j", "--jobs", "--switch", "--root", "--repos", "--color", "--criteria", "--solver", "--packages"],
} satisfies Partial<CommandForm>;

const LOCAL = /^\.{0,2}\/|^\.$/;

/** The root holds compilers and libraries, which belong into the image; downloads have a directory of their own in it (2.1). */
export const opam: Ecosystem = {
  id: "opam",
  name: "opam",
  kind: "language",
  commands: [
    { ...opamTool, subcommands: [["install"]], anyFlag: ["--deps-only"], anyOperand: LOCAL, effect: { kind: "install", frozen: "always", lockOptional: true } },
    { ...opamTool, subcommands: [["install"]], anyFlag: ["--deps-only"], operands: "none", effect: { kind: "install", frozen: "always", lockOptional: true } },
    { ...opamTool, subcommands: [["install"]], anyOperand: LOCAL, effect: { kind: "install-project" } },
    { ...opamTool, subcommands: [["install"]], operands: "some", effect: { kind: "add", scope: "global" } },
    { ...opamTool, subcommands: [["upgrade"]], effect: { kind: "upgrade", index: "fetched" } },
    { ...opamTool, subcommands: [["exec", "dune", "build"]], effect: { kind: "build", downloads: false } },
    { ...opamTool, subcommands: [["clean"]], anyFlag: ["-c", "--download-cache"], effect: { kind: "clean-cache" } },
    { tools: ["dune"], subcommands: [["build"], ["install"], ["runtest"]], effect: { kind: "build", downloads: false } },
  ],
  files: { manifests: ["*.opam", "opam"], lockfiles: [], config: ["*.opam.locked", "dune-project"] },
  isPinned: (operand) => /.\.v?\d[\w.~+-]*$|=v?\d[\w.~+-]*$/.test(operand),
  caches: [{ path: "~/.opam/download-cache", variables: { OPAMROOT: "download-cache" }, flags: { "--root": "download-cache" }, sharing: "shared" }],
  hostArtifacts: ["_build", "_opam"],
  installsInto: ["_opam"],
  traps: (files) => [...files].flatMap(([path, text]) => (/opam$/.test(path) && /^pin-depends:/m.test(text) ? [{ reason: `${path} pins dependencies to other sources` }] : [])),
  environment: [/^OPAM/, /^OCAML/, proxyVariables],
  sources: [
    "https://opam.ocaml.org/doc/man/opam-install.html",
    "https://opam.ocaml.org/doc/man/opam-clean.html",
    "https://opam.ocaml.org/doc/Manual.html",
    "https://dune.readthedocs.io/en/stable/reference/cli.html",
  ],
};
