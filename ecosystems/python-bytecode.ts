/**
 * What Python leaves beside the modules that it imports, whichever tool installs them: a package has its own directory of
 * compiled modules. https://docs.python.org/3/reference/import.html#cached-bytecode-invalidation, PEP 3147
 */
export const pythonBytecode = { artifact: "__pycache__", holds: "__init__.cpython-313.pyc", sources: "__init__.py" };
