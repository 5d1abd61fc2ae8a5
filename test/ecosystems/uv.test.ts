import { checkCommands, checkPinning } from "./check.ts";

checkCommands("uv installs what the project asks for", [
  ["uv sync --no-install-project", "uv install"],
  ["uv sync --frozen --no-install-project --no-dev", "uv install frozen"],
  ["uv sync --locked --no-install-workspace --package web", "uv install frozen"],
  ["uv sync --only-group lint", "uv install"],
  ["uv --directory server sync --no-install-project", "uv install"],
  ["uv sync --extra dev --no-install-project", "uv install"],
  ["python -m uv sync --no-install-project", "uv install"],
  ["uv sync", "uv install-project"],
  ["uv sync --frozen --no-dev", "uv install-project"],
  ["uv sync --dry-run", "-"],
  ["uv sync --check", "-"],
  ["uv venv", "-"],
  ["uv python install 3.12", "-"],
]);

checkCommands("uv takes the place of pip", [
  ["uv pip install -r requirements.txt", "uv install frozen"],
  ["uv pip install --system --requirement requirements.txt", "uv install frozen"],
  ["uv pip install -r pyproject.toml --extra web", "uv install frozen"],
  ["uv pip sync requirements.txt", "uv install frozen"],
  ["uv pip install .", "uv install-project"],
  ["uv pip install -e .[dev]", "uv install-project"],
  ["uv pip install flask", "uv add global"],
  ["uv pip list", "-"],
  ["uv pip compile requirements.in -o requirements.txt", "uv plan"],
]);

checkCommands("uv does other things", [
  ["uv tool install ruff", "uv add global"],
  ["uv tool install .", "uv install-project"],
  ["uv tool run ruff check", "-"],
  ["uvx ruff check", "-"],
  ["uv add flask", "uv add project"],
  ["uv export --frozen --output-file requirements.txt", "uv plan"],
  ["uv lock", "uv plan"],
  ["uv run manage.py collectstatic", "uv build"],
  ["uv run --no-sync manage.py collectstatic", "uv build"],
  ["uv build --wheel", "uv build"],
  ["uv cache prune --ci", "uv clean-cache"],
  ["uv cache dir", "-"],
]);

checkPinning("requirements of uv are pinned by an exact version", [
  ["uv tool install ruff==0.6.9", "pinned"],
  ["uv pip install ruff", "unpinned"],
  ["uv pip install ruff==$VERSION", "unknown"],
]);
