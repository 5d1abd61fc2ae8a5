import { conda } from "../../ecosystems/conda.ts";
import { checkIncludes, checkTraps } from "./check-files.ts";
import { checkCommands, checkPinning } from "./check.ts";

checkCommands("conda, mamba and micromamba install from files", [
  ["conda env create -f environment.yml", "conda install frozen"],
  ["conda env update -n base --file=environment.yml", "conda install frozen"],
  ["conda env create", "conda install frozen"],
  ["mamba env create -p /opt/env -f /tmp/environment.yml", "conda install frozen"],
  ["micromamba install -y -n base -f /tmp/env.yaml", "conda install frozen"],
  ["micromamba create -f env.yaml", "conda install frozen"],
  ["conda install --yes --file requirements.txt", "conda install frozen"],
  ["conda create -n x --file explicit.txt", "conda install frozen"],
  ["conda-lock install -n base conda-lock.yml", "conda install frozen"],
  ["conda env list", "-"],
  ["conda env export -f environment.yml", "-"],
  ["conda install --dry-run --file requirements.txt", "-"],
  ["conda activate base", "-"],
]);

checkCommands("conda installs what the command names, upgrades and cleans", [
  ["conda install -y -c conda-forge numpy", "conda add global"],
  ["mamba install --yes 'numpy=1.26.4'", "conda add global"],
  ["mamba create --yes -p /opt/env python", "conda add global"],
  ["conda update -n base conda", "conda upgrade fetched"],
  ["conda upgrade --all -y", "conda upgrade fetched"],
  ["conda clean -afy", "conda clean-cache"],
  ["mamba clean --all -f -y", "conda clean-cache"],
  ["conda clean --tarballs", "conda clean-cache"],
  ["conda create -n x", "-"],
  ["conda clean --index-cache", "-"],
  ["conda config --add channels conda-forge", "-"],
  ["conda run -n base pip install x", "-"],
  ["conda list --full-name python", "-"],
]);

checkPinning("packages are pinned by a full version", [
  ["conda install numpy==1.26.4", "pinned"],
  ["conda install numpy=1.26.4", "pinned"],
  ["conda install numpy=1.26.4=py312_0", "pinned"],
  ["conda install conda-forge::numpy==1.26", "pinned"],
  ["conda install numpy=1.26", "unpinned"],
  ["conda install 'numpy>=1.26.4'", "unpinned"],
  ["conda install nodejs=20.*", "unknown"],
  ["conda install 'nodejs=20.*'", "unpinned"],
  ["conda install numpy", "unpinned"],
  ["conda install numpy=$VERSION", "unknown"],
]);

const environment = "name: x\ndependencies:\n  - python=3.12\n  - pip\n  - pip:\n      - -r requirements.txt # ours\n      - flask==3.0.2\n";

checkTraps(conda, [
  { name: "a plain environment", files: { "environment.yml": "channels:\n  - conda-forge\n  - ./not-here\n".replace("  - ./not-here\n", "") }, reasons: [] },
  { name: "requirements of pip", files: { "environment.yml": environment }, reasons: ["environment.yml includes requirements.txt"] },
  { name: "the project itself", files: { "environment.yml": "dependencies:\n- pip:\n  - -e .\n  - './lib'\n" }, reasons: ["environment.yml installs the local .", "environment.yml installs the local ./lib"] },
]);

checkIncludes(conda, [
  ["environment.yml", environment, ["requirements.txt"]],
  ["environment.yml", "- pip:\n  - '-c ./constraints.txt'\n  - -r https://example.com/r.txt\n", ["constraints.txt"]],
]);
