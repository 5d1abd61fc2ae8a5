import type { CommandForm, Ecosystem } from "./ecosystem.ts";
import { proxyVariables } from "./proxy-variables.ts";

const cabalTool = {
  tools: ["cabal"],
  directoryFlags: ["--project-dir"],
  valueFlags: [
    "-w", "--with-compiler", "-f", "--flags", "-j", "--builddir", "--constraint", "--cabal-file", "--config-file", "--enable-executable-stripping",
    "--ghc-options", "--index-state", "--installdir", "--install-method", "--overwrite-policy", "--project-file", "--store-dir",
  ],
} satisfies Partial<CommandForm>;

const INSTALL = [["install"], ["v2-install"], ["new-install"]];
const BUILD = [["build"], ["v2-build"], ["new-build"]];
const DEPENDENCIES = ["--only-dependencies", "--dependencies-only"];

/**
 * No directory of its own is known to be a mere cache. Its packages lie in ~/.cabal where that exists, else below the XDG
 * directories, by its version; and the store beside them holds the libraries and programs that were built.
 */
export const cabal: Ecosystem = {
  id: "cabal",
  name: "Cabal",
  kind: "language",
  commands: [
    { ...cabalTool, subcommands: [...BUILD, ...INSTALL], anyFlag: DEPENDENCIES, effect: { kind: "install", frozen: "always", lockOptional: true } },
    { ...cabalTool, subcommands: INSTALL, anyOperand: /^(?:\.|exe:|lib:|all$)/, effect: { kind: "build" } },
    { ...cabalTool, subcommands: INSTALL, operands: "none", effect: { kind: "build" } },
    { ...cabalTool, subcommands: INSTALL, operands: "some", effect: { kind: "add", scope: "global" } },
    { ...cabalTool, subcommands: [...BUILD, ["run"], ["test"], ["bench"], ["v2-test"], ["v2-run"]], effect: { kind: "build" } },
    { ...cabalTool, subcommands: [["freeze"]], effect: { kind: "plan" } },
  ],
  files: { manifests: ["*.cabal"], lockfiles: [], config: ["cabal.project", "cabal.project.freeze", "cabal.project.local", "cabal.config"] },
  isPinned: (operand) => /-\d+(?:\.\d+)*$|==\s*\d[\d.]*$/.test(operand),
  caches: [],
  hostArtifacts: ["dist-newstyle"],
  installsInto: ["dist-newstyle"],
  traps: (files) => [...files].flatMap(([path, text]) => (path.endsWith(".cabal") && /^build-type:[ \t]*Custom\b/im.test(text) ? [{ reason: `${path} is built by its own Setup.hs` }] : [])),
  includes: projectPackages,
  environment: [/^CABAL_/, /^GHC/, /^XDG_/, proxyVariables],
  sources: [
    "https://cabal.readthedocs.io/en/stable/cabal-commands.html",
    "https://cabal.readthedocs.io/en/stable/config.html#directories",
    "https://cabal.readthedocs.io/en/stable/cabal-project-description-file.html",
    "https://github.com/haskell/cabal/pull/7386",
  ],
};

/** Packages of a cabal.project: `packages: ./ ./lib/*.cabal core/`. */
function projectPackages(path: string, text: string): readonly string[] {
  if (!/(?:^|\/)cabal\.project$/.test(path)) return [];
  const list = /^packages:((?:[^\n]*)(?:\n[ \t]+[^\n]*)*)/m.exec(text)?.[1] ?? "";
  const words = list.replace(/--[^\n]*/g, "").split(/[\s,]+/).map((word) => word.replace(/^\.\//, ""));
  return words.flatMap((word) => (word === "" || word === "." || word.includes(":") ? [] : [word.endsWith(".cabal") ? word : `${word.replace(/\/+$/, "")}/*.cabal`]));
}
