import type { CommandForm, Ecosystem, Effect, Trap } from "./ecosystem.ts";
import { proxyVariables } from "./proxy-variables.ts";

const condaTool = {
  tools: ["conda", "mamba", "micromamba"],
  manifestFlags: ["-f", "--file"],
  valueFlags: [
    "-n", "--name", "-p", "--prefix", "-r", "--root-prefix", "-c", "--channel", "--channel-priority", "--clone", "--experimental",
    "--platform", "--repodata-fn", "--revision", "--rc-file", "--solver", "--subdir",
  ],
} satisfies Partial<CommandForm>;

const INSTALL = [["install"], ["create"], ["update"], ["upgrade"], ["env", "create"], ["env", "update"]];

/** There is no lockfile that an install would rewrite. */
const unlocked: Effect = { kind: "install", frozen: "always", lockOptional: true };

/** Conda, and mamba and micromamba, which take the same words. */
export const conda: Ecosystem = {
  id: "conda",
  name: "conda",
  kind: "language",
  commands: [
    { ...condaTool, subcommands: INSTALL, anyFlag: ["-f", "--file"], effect: unlocked },
    { ...condaTool, subcommands: [["env", "create"], ["env", "update"]], operands: "none", effect: unlocked },
    { ...condaTool, subcommands: [["install"], ["create"]], operands: "some", effect: { kind: "add", scope: "global" } },
    { ...condaTool, subcommands: [["update"], ["upgrade"]], effect: { kind: "upgrade", index: "fetched" } },
    // Here -f has no value.
    {
      tools: condaTool.tools,
      subcommands: [["clean"]],
      anyFlag: ["-a", "--all", "-p", "--packages", "-t", "--tarballs"],
      effect: { kind: "clean-cache" },
    },
    {
      tools: ["conda-lock"],
      valueFlags: condaTool.valueFlags,
      subcommands: [["install"]],
      operandsAre: "manifests",
      files: { manifests: ["conda-lock.yml"], lockfiles: [], config: [".condarc"] },
      effect: { kind: "install", frozen: "always" },
    },
  ],
  files: { manifests: ["environment.yml", "environment.yaml"], lockfiles: [], config: [".condarc"] },
  isPinned: (operand) => /^[^=<>!~|,*]+(?:==\d[\w.+!]*|=\d+(?:\.\w+){2,})(?:=[\w.]+)?$/.test(operand),
  caches: [
    {
      path: "/opt/conda/pkgs",
      only: {
        images: [
          "continuumio/anaconda3", "continuumio/miniconda3", "condaforge/miniforge3", "condaforge/mambaforge", "mambaorg/micromamba",
        ],
      },
      variables: { CONDA_PKGS_DIRS: "", MAMBA_ROOT_PREFIX: "pkgs" },
      sharing: "locked",
    },
  ],
  hostArtifacts: [],
  installsInto: [],
  installsAt: { paths: ["/opt/conda", "/opt/conda/envs"], variables: ["MAMBA_ROOT_PREFIX", "CONDA_PREFIX"], tool: { path: "/opt/conda", images: ["continuumio/anaconda3", "continuumio/miniconda3", "condaforge/miniforge3", "condaforge/mambaforge"] } },
  traps: (files) => [...files].flatMap(([path, text]) => (/\.ya?ml$/.test(path) ? pipTraps(path, text) : [])),
  includes: requirementFiles,
  environment: [/^CONDA_/, /^MAMBA_/, /^PIP_/, proxyVariables],
  sources: [
    "https://docs.conda.io/projects/conda/en/latest/commands/env/create.html",
    "https://docs.conda.io/projects/conda/en/latest/user-guide/configuration/settings.html#pkgs-dirs",
    "https://docs.conda.io/projects/conda/en/latest/user-guide/concepts/pkg-specs.html#package-match-specifications",
    "https://mamba.readthedocs.io/en/latest/user_guide/micromamba.html",
    "https://micromamba-docker.readthedocs.io/en/latest/quick_start.html",
    "https://conda.github.io/conda-lock/",
    "https://github.com/conda/conda/issues/13055",
  ],
};

/** Requirements files in the `pip:` section of an environment, which pip reads from the environment's directory. */
function requirementFiles(path: string, text: string): readonly string[] {
  if (!/\.ya?ml$/.test(path)) return [];
  return itemsOf(text).flatMap((item) => /^(?:-r|-c|--requirement|--constraint)[ =]*([^\s:]+)$/.exec(item)?.[1]?.replace(/^\.\//, "") ?? []);
}

function pipTraps(path: string, text: string): readonly Trap[] {
  return itemsOf(text)
    .map((item) => item.replace(/^(?:-e|--editable)[ =]+/, ""))
    .flatMap((item): readonly Trap[] => {
      if (/^(?:\.{1,2}(?:$|[/[])|\/|file:)/.test(item)) return [{ reason: `${path} installs the local ${item}`, needsSources: true }];
      return /^(?:-r|-c|--requirement|--constraint)\b/.test(item) ? [{ reason: `${path} includes ${item.replace(/^\S+\s+/, "")}` }] : [];
    });
}

/** Items of all lists, unquoted and without comments. */
function itemsOf(text: string): readonly string[] {
  const items = [...text.matchAll(/^[ \t]*-[ \t]+(.*)$/gm)].map(([, item]) => (item ?? "").replace(/(?:^|\s)#.*$/, "").trim());
  return items.map((item) => item.replace(/^(["'])(.*)\1$/, "$2"));
}
