import { checkCommands, checkPinning } from "./check.ts";

checkCommands("pip installs from requirements files", [
  ["pip install -r requirements.txt", "pip install frozen"],
  ["pip install -rrequirements.txt", "pip install frozen"],
  ["pip install --requirement=requirements.txt", "pip install frozen"],
  ["pip install -Ur requirements.txt", "pip install frozen"],
  ["pip3 install --no-cache-dir -r requirements.txt -c constraints.txt", "pip install frozen"],
  ["pip3.12 install -r requirements.txt", "pip install frozen"],
  ["pip --no-cache-dir install -r requirements.txt", "pip install frozen"],
  ["python3.12 -m pip install -r requirements.txt", "pip install frozen"],
  ["python -Im pip install -r requirements.txt", "pip install frozen"],
  ["python3 -mpip install -r requirements.txt", "pip install frozen"],
  ["pip wheel --wheel-dir /wheels -r requirements.txt", "pip install frozen"],
  ["pip install --group dev", "pip install frozen"],
  ["pip-sync requirements.txt", "pip install frozen"],
  ["pip install -r requirements.txt --dry-run", "-"],
  ["pip list -r requirements.txt", "-"],
  ["python -c pip install -r requirements.txt", "-"],
  ["python manage.py -m pip install -r requirements.txt", "-"],
  ["pipenv-tool install -r requirements.txt", "-"],
]);

checkCommands("pip installs the project", [
  ["pip install .", "pip install-project"],
  ["pip install .[dev]", "pip install-project"],
  ["pip install -e .", "pip install-project"],
  ["pip install -e.", "pip install-project"],
  ["pip install --editable='.[dev]'", "pip install-project"],
  ["pip install ./lib flask", "pip install-project"],
  ["pip install /app", "pip install-project"],
  ["pip install -r requirements.txt .", "pip install-project"],
  ["python setup.py install", "pip install-project"],
  ["python setup.py --version", "-"],
  ["python -m build --wheel", "pip build"],
]);

checkCommands("pip installs what the command names", [
  ["pip install flask", "pip add global"],
  ["pip install --upgrade pip setuptools wheel", "pip add global"],
  ["pip install -c constraints.txt flask", "pip add global"],
  ["pip install --index-url https://example.com/simple torch", "pip add global"],
  ["pip install git+https://github.com/user/tool.git@main", "pip add global"],
  ["pip install -e git+https://github.com/user/tool.git#egg=tool", "pip add global"],
  ["pip install dist/tool-1.0-py3-none-any.whl", "pip add global"],
  ["pip install /wheels/*", "pip add global"],
  ["pip install", "-"],
  ["pip uninstall -y flask", "-"],
  ["pipx install poetry==1.8.3", "pip add global"],
  ["pip cache purge", "pip clean-cache"],
]);

checkPinning("requirements are pinned by an exact version", [
  ["pip install flask==3.0.2", "pinned"],
  ["pip install 'uvicorn[standard]==0.30.1'", "pinned"],
  ["pip install 'flask == 3.0.2 ; python_version > \"3\"'", "pinned"],
  ["pip install 'tool @ git+https://github.com/user/tool.git@0123456789012345678901234567890123456789'", "pinned"],
  ["pip install git+https://github.com/user/tool.git@v1.2.3#egg=tool", "pinned"],
  ["pip install tool-1.0-py3-none-any.whl", "pinned"],
  ["pip install https://example.com/tool-1.0.tar.gz", "pinned"],
  ["pip install flask 'flask>=3' 'flask~=3.0' 'flask==3.*'", "unpinned unpinned unpinned unpinned"],
  ["pip install git+https://github.com/user/tool.git", "unpinned"],
  ["pip install git+https://github.com/user/tool.git@main", "unpinned"],
  ["pip install flask==$VERSION", "unknown"],
]);
