import { checkCommands, checkPinning } from "./check.ts";

checkCommands("Poetry installs what the project asks for", [
  ["poetry install --no-root", "poetry install frozen"],
  ["poetry install --no-root --only main --no-interaction", "poetry install frozen"],
  ["poetry -C server install --no-root", "poetry install frozen"],
  ["poetry sync --no-root", "poetry install frozen"],
  ["python -m poetry install --no-root", "poetry install frozen"],
  ["poetry install $(test $ENV = production && echo --no-dev) --no-root", "poetry install frozen"],
  ["poetry install", "poetry install-project"],
  ["poetry install --only main", "poetry install-project"],
  ["poetry update", "poetry install"],
  ["poetry install --dry-run --no-root", "-"],
  ["poetry config virtualenvs.create false", "-"],
  ["poetry run pytest", "-"],
  ["poetry --version", "-"],
]);

checkCommands("Poetry does other things", [
  ["poetry add flask", "poetry add project"],
  ["poetry self add poetry-plugin-export", "poetry add global"],
  ["poetry export -f requirements.txt --output requirements.txt", "poetry plan"],
  ["poetry lock --no-update", "poetry plan"],
  ["poetry build -f wheel", "poetry build"],
  ["poetry cache clear --all .", "poetry clean-cache"],
  ["poetry cache list", "-"],
]);

checkPinning("requirements of Poetry are pinned by an exact version", [
  ["poetry self add poetry-plugin-export==1.8.0", "pinned"],
  ["poetry add flask@3.0.2", "pinned"],
  ["poetry add flask@latest flask@^3.0", "unpinned unpinned"],
]);
