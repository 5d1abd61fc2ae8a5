import { pdm } from "../../ecosystems/pdm.ts";
import { checkTraps } from "./check-files.ts";
import { checkCommands, checkPinning } from "./check.ts";

checkCommands("PDM", [
  ["pdm install --no-self", "pdm install"],
  ["pdm install --prod --no-self --frozen-lockfile", "pdm install frozen"],
  ["pdm install --check --prod --no-editable --no-self", "pdm install frozen"],
  ["pdm sync --no-self", "pdm install frozen"],
  ["pdm sync --prod --no-editable", "pdm install-project"],
  ["pdm install", "pdm install-project"],
  ["python -m pdm install -p /app --no-self", "pdm install"],
  ["pdm update", "pdm install"],
  ["pdm add requests", "pdm add project"],
  ["pdm self add pdm-bump", "pdm add global"],
  ["pdm export -o requirements.txt", "pdm plan"],
  ["pdm build", "pdm build"],
  ["pdm cache clear", "pdm clean-cache"],
  ["pdm cache clear hashes", "-"],
  ["pdm run pytest", "-"],
  ["pdm install --dry-run", "-"],
]);

checkPinning("requirements of PDM are pinned by an exact version", [
  ["pdm add requests==2.32.0", "pinned"],
  ["pdm add requests", "unpinned"],
]);

checkTraps(pdm, [
  { name: "the project's own build", files: { "pyproject.toml": '[project]\nreadme = "README.md"\n' }, reasons: ["pyproject.toml names README.md as the readme, without which the project does not build"] },
  { name: "dependencies alone", files: { "pyproject.toml": '[project]\nreadme = "README.md"\n' }, flags: ["--no-self"], reasons: [] },
]);
