import { checkCommands, checkPinning } from "./check.ts";

checkCommands("Pipenv", [
  ["pipenv install", "pipenv install"],
  ["pipenv install --dev", "pipenv install"],
  ["pipenv install --system --deploy", "pipenv install frozen"],
  ["pipenv install --ignore-pipfile", "pipenv install frozen"],
  ["pipenv sync", "pipenv install frozen"],
  ["pipenv install -r requirements.txt", "pipenv install"],
  ["python3 -m pipenv install --deploy", "pipenv install frozen"],
  ["pipenv install flask", "pipenv add project"],
  ["pipenv install -e .", "pipenv install-project"],
  ["pipenv update", "pipenv install"],
  ["pipenv requirements", "pipenv plan"],
  ["pipenv lock --dev", "pipenv plan"],
  ["pipenv --clear", "pipenv clean-cache"],
  ["pipenv run pytest", "-"],
  ["pipenv --rm", "-"],
  ["pipenv install --help", "-"],
]);

checkPinning("requirements of Pipenv are pinned by an exact version", [
  ["pipenv install flask==3.0.2", "pinned"],
  ["pipenv install flask", "unpinned"],
]);
