import type { CommandForm, Ecosystem } from "./ecosystem.ts";
import { proxyVariables } from "./proxy-variables.ts";

/** `R -e '…'` and `Rscript -e '…'`: what is meant stands in the expression. */
const expression = { tools: [/^R(?:script)?$/], operandFlags: ["-e"] } satisfies Partial<CommandForm>;
const ADD = /\b(?:install\.packages|install_(?:bioc|bitbucket|cran|git|github|gitlab|local|svn|url|version)|BiocManager::install|pak::(?:pkg_install|pak)|renv::install)\(/;

/** R's own installer keeps no downloads. renv's library is made of links into its cache, unless it is told to copy. */
export const renv: Ecosystem = {
  id: "renv",
  name: "renv",
  kind: "language",
  commands: [
    { ...expression, anyOperand: /\brenv::restore\(/, effect: { kind: "install", frozen: "always" } },
    {
      ...expression,
      anyOperand: /\b(?:remotes|devtools|pak)::(?:local_)?install(?:_dev)?_deps\(/,
      files: { manifests: ["DESCRIPTION"], lockfiles: [], config: [".Rprofile"] },
      effect: { kind: "install", frozen: "always", lockOptional: true },
    },
    { ...expression, anyOperand: ADD, effect: { kind: "add", scope: "global" } },
    { tools: [/^install(?:2|Github|Bioc|Deps|Url)?\.r$/], operands: "some", valueFlags: ["-d", "--deps", "-n", "--ncpus", "-r", "--repos", "-l", "--libloc", "-t", "--type"], effect: { kind: "add", scope: "global" } },
  ],
  files: { manifests: ["renv.lock"], lockfiles: ["renv.lock"], config: [".Rprofile", "renv/activate.R", "renv/settings.json", "renv/settings.dcf"] },
  caches: [
    {
      path: "~/.cache/R/renv/cache",
      variables: { RENV_PATHS_CACHE: "", RENV_PATHS_ROOT: "cache", XDG_CACHE_HOME: "R/renv/cache" },
      sharing: "shared",
      neededAtRunTime: (_, settings) => !/RENV_CONFIG_CACHE_SYMLINKS\W+(?:false|0)|RENV_CONFIG_CACHE_ENABLED\W+(?:false|0)|\bisolate\(/i.test(settings),
    },
  ],
  hostArtifacts: ["renv/library", "renv/staging"],
  installsInto: ["renv/library"],
  environment: [/^RENV_/, /^R_/, /^XDG_/, proxyVariables],
  sources: [
    "https://rstudio.github.io/renv/reference/restore.html",
    "https://rstudio.github.io/renv/reference/paths.html",
    "https://rstudio.github.io/renv/reference/config.html",
    "https://rstudio.github.io/renv/articles/docker.html",
    "https://stat.ethz.ch/R-manual/R-devel/library/utils/html/install.packages.html",
    "https://remotes.r-lib.org/",
  ],
};
