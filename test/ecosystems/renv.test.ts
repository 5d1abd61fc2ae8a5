import assert from "node:assert/strict";
import { renv } from "../../ecosystems/renv.ts";
import { checkCommands } from "./check.ts";

checkCommands("R", [
  [`R -e "renv::restore()"`, "renv install frozen"],
  [`R --vanilla -s -e 'renv::restore(prompt = FALSE)'`, "renv install frozen"],
  [`Rscript -e 'install.packages("renv")' -e 'renv::restore()'`, "renv install frozen"],
  [`Rscript -e 'remotes::install_deps(dependencies = TRUE)'`, "renv install frozen"],
  [`Rscript -e 'pak::local_install_deps()'`, "renv install frozen"],
  [`R -e "install.packages(c('shiny', 'dplyr'))"`, "renv add global"],
  [`R -q -e "remotes::install_github('r-lib/cli')"`, "renv add global"],
  ["install2.r --error shiny", "renv add global"],
  [`R -e "shiny::runApp()"`, "-"],
  ["Rscript install.R", "-"],
  ["R --version", "-"],
]);

describe("the cache of renv", () => {
  const needed = (settings: string): boolean | undefined => renv.caches[0]?.neededAtRunTime?.(new Map(), settings);
  it("is what the library links to", () => assert.equal(needed("R -e renv::restore()"), true));
  it("is copied from without links", () => assert.equal(needed("RENV_CONFIG_CACHE_SYMLINKS=FALSE"), false));
  it("is not needed by an isolated project", () => assert.equal(needed("R -e renv::restore(); renv::isolate()"), false));
});
