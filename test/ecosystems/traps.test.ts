import assert from "node:assert/strict";
import { ecosystems } from "../../ecosystems/index.ts";

interface TrapCase {
  readonly name: string;
  readonly ecosystem: string;
  readonly files: Readonly<Record<string, string>>;
  readonly flags?: readonly string[];
  /** What each reason mentions, in order; none: no trap. */
  readonly mentions: readonly string[];
}

const cases: readonly TrapCase[] = [
  { name: "a plain package", ecosystem: "npm", files: { "package.json": '{"scripts":{"build":"tsc"},"dependencies":{"a":"^1.0.0"}}' }, mentions: [] },
  { name: "scripts of the root package", ecosystem: "npm", files: { "package.json": '{"scripts":{"postinstall":"patch-package","prepare":"husky"}}' }, mentions: ['postinstall script "patch-package"', 'prepare script "husky"'] },
  { name: "scripts that a flag switches off", ecosystem: "npm", files: { "package.json": '{"scripts":{"postinstall":"patch-package"}}' }, flags: ["--ignore-scripts"], mentions: [] },
  { name: "Berry does not run prepare", ecosystem: "yarn", files: { "package.json": '{"scripts":{"prepare":"husky","postinstall":"x"}}' }, mentions: ["postinstall"] },
  { name: "workspaces", ecosystem: "npm", files: { "package.json": '{"workspaces":["packages/*"]}' }, mentions: ["packages/*"] },
  { name: "workspaces of Yarn", ecosystem: "yarn1", files: { "package.json": '{"workspaces":{"packages":["web","api"]}}' }, mentions: ["web, api"] },
  { name: "workspaces of pnpm", ecosystem: "pnpm", files: { "package.json": "{}", "pnpm-workspace.yaml": "packages:\n  - 'apps/*'\n  # comment\n  - libs\ncatalog:\n  a: 1\n" }, mentions: ["apps/*, libs"] },
  { name: "settings of pnpm without workspaces", ecosystem: "pnpm", files: { "package.json": "{}", "pnpm-workspace.yaml": "onlyBuiltDependencies:\n  - esbuild\n" }, mentions: [] },
  { name: "the root as the only workspace", ecosystem: "pnpm", files: { "pnpm-workspace.yaml": "packages:\n  - .\n" }, mentions: [] },
  { name: "local packages", ecosystem: "npm", files: { "package.json": '{"dependencies":{"a":"file:../a","b":"^1.0.0"},"devDependencies":{"c":"link:./c"}}' }, mentions: ["a is the local package file:../a", "c is the local package link:./c"] },
  { name: "the workspace protocol", ecosystem: "pnpm", files: { "package.json": '{"dependencies":{"a":"workspace:*"}}' }, mentions: ["workspace:*"] },
  { name: "patches of pnpm", ecosystem: "pnpm", files: { "package.json": '{"pnpm":{"patchedDependencies":{"a@1.0.0":"patches/a.patch"}}}' }, mentions: ["a@1.0.0"] },
  { name: "patches in the settings of pnpm", ecosystem: "pnpm", files: { "pnpm-workspace.yaml": "patchedDependencies:\n  a@1.0.0: patches/a.patch\n" }, mentions: ["patches"] },
  { name: "patches of Bun", ecosystem: "bun", files: { "package.json": '{"patchedDependencies":{"a@1.0.0":"patches/a.patch"}}' }, mentions: ["a@1.0.0"] },
  { name: "patches of Berry", ecosystem: "yarn", files: { "package.json": '{"resolutions":{"a":"patch:a@npm:1.0.0#./.yarn/patches/a.patch"}}' }, mentions: ["a is patched"] },
  { name: "a generated client", ecosystem: "npm", files: { "package.json": '{"dependencies":{"@prisma/client":"^5.0.0"}}' }, mentions: ["@prisma/client"] },

  { name: "plain requirements", ecosystem: "pip", files: { "requirements.txt": "# -e .\nflask==3.0.2 # ./x\n--index-url https://example.com/simple\nrequests[socks] >= 2 ; python_version < '4'\n" }, mentions: [] },
  { name: "local projects in requirements", ecosystem: "pip", files: { "requirements.txt": "-e .\n./lib\n--editable=../x\nflask\n" }, mentions: ["the local .", "the local ./lib", "the local ../x"] },
  { name: "a local wheel", ecosystem: "pip", files: { "requirements.txt": "./wheels/a-1.0-py3-none-any.whl\nb @ file:///opt/b\n" }, mentions: ["a-1.0", "file:///opt/b"] },
  { name: "included requirements that are not at hand", ecosystem: "pip", files: { "requirements.txt": "-r base.txt\n-c constraints.txt\n", "base.txt": "flask" }, mentions: ["constraints.txt"] },
  { name: "a repository that can move", ecosystem: "pip", files: { "requirements.txt": "git+https://github.com/user/tool.git@main\nx @ git+https://github.com/user/x@0123456789012345678901234567890123456789\n" }, mentions: ["tool.git@main"] },
  { name: "a project with a dynamic version and a readme", ecosystem: "pip", files: { "pyproject.toml": '[project]\nname = "a"\ndynamic = ["version"]\nreadme = "README.md"\n[tool.x]\n' }, mentions: ["dynamic", "README.md"] },
  { name: "the readme of another table", ecosystem: "pip", files: { "pyproject.toml": '[project]\nname = "a"\n[tool.x]\nreadme = "README.md"\n' }, mentions: [] },
  { name: "a readme does not matter without the project", ecosystem: "uv", files: { "pyproject.toml": '[project]\nname = "a"\nreadme = "README.md"\n' }, mentions: [] },
  { name: "sources of uv", ecosystem: "uv", files: { "pyproject.toml": '[tool.uv.sources]\na = { workspace = true }\nb = { path = "../b", editable = true }\nc = { git = "https://example.com/c" }\n' }, mentions: ["b is the local project ../b", "a is a member"] },
  { name: "dynamic dependencies", ecosystem: "uv", files: { "pyproject.toml": '[project]\nname = "a"\ndynamic = ["dependencies"]\n' }, mentions: ["dynamic"] },
  { name: "path dependencies of Poetry", ecosystem: "poetry", files: { "pyproject.toml": '[tool.poetry.dependencies]\nb = {path = "../b", develop = true}\nc = "^1.0"\n' }, mentions: ["../b"] },
  { name: "the project of Poetry", ecosystem: "poetry", files: { "pyproject.toml": '[tool.poetry]\nreadme = "README.md"\n' }, mentions: ["README.md"] },
  { name: "dependencies without the project", ecosystem: "poetry", files: { "pyproject.toml": '[tool.poetry]\nreadme = "README.md"\n' }, flags: ["--no-root"], mentions: [] },
  { name: "the project in a Pipfile", ecosystem: "pipenv", files: { Pipfile: '[packages]\nx = {editable = true, path = "."}\nflask = "*"\n' }, mentions: ["x is the local project ."] },

  { name: "a plain module", ecosystem: "go", files: { "go.mod": "module m\n\ngo 1.22\n\nrequire a.b/c v1.0.0\n\nreplace x.y/z => x.y/w v1.2.3\n" }, mentions: [] },
  { name: "local modules", ecosystem: "go", files: { "go.mod": "module m\n\nreplace (\n\ta.b/c => ./c\n\td.e/f v1.0.0 => ../f\n)\n" }, mentions: ["c/go.mod", "../f/go.mod"] },
  { name: "a workspace of Go", ecosystem: "go", files: { "go.work": "go 1.22\n\nuse (\n\t.\n\t./server\n\t./tools // for CI\n)\n" }, mentions: ["server/go.mod", "tools/go.mod"] },
  { name: "a sum is missing", ecosystem: "go", files: { "go.mod": "module m\n\nrequire (\n\ta.b/c v1.0.0\n\td.e/f v1.0.0 // indirect\n)\n", "go.sum": "a.b/c v1.0.0 h1:x=\na.b/c v1.0.0/go.mod h1:y=\n" }, mentions: ["d.e/f v1.0.0"] },
  { name: "all sums are there", ecosystem: "go", files: { "go.mod": "module m\n\nrequire a.b/c v1.0.0\n", "go.sum": "a.b/c v1.0.0 h1:x=\na.b/c v1.0.0/go.mod h1:y=\n" }, mentions: [] },

  { name: "a crate needs the sources of its targets", ecosystem: "cargo", files: { "Cargo.toml": '[package]\nname = "a"\n\n[dependencies]\nserde = "1"\n' }, mentions: ["src/main.rs"] },
  { name: "a workspace of Cargo", ecosystem: "cargo", files: { "Cargo.toml": '[workspace]\nmembers = [\n  "crates/*", # all\n  "cli",\n]\n' }, mentions: ["crates/*/Cargo.toml", "cli/Cargo.toml"] },
  { name: "path dependencies", ecosystem: "cargo", files: { "Cargo.toml": '[workspace.dependencies]\na = { path = "a", version = "1" }\n\n[dependencies.b]\nversion = "1"\npath = "../b"\n' }, mentions: ["a/Cargo.toml", "../b/Cargo.toml"] },
  { name: "a build script", ecosystem: "cargo", files: { "Cargo.toml": "[workspace]\n", "build.rs": "fn main() {}" }, mentions: ["build script"] },
  { name: "a recipe needs nothing else", ecosystem: "cargo", files: { "recipe.json": "{}" }, mentions: [] },
];

describe("traps", () => {
  for (const { name, ecosystem, files, flags, mentions } of cases) {
    it(`${ecosystem}: ${name}`, () => {
      const traps = recordOf(ecosystem).traps?.(new Map(Object.entries(files)), flags ?? []) ?? [];
      assert.equal(traps.length, mentions.length, JSON.stringify(traps));
      for (const [index, mention] of mentions.entries()) assert.ok(traps[index]?.reason.includes(mention), traps[index]?.reason);
    });
  }
});

const inclusions: readonly (readonly [ecosystem: string, path: string, text: string, expected: readonly string[]])[] = [
  ["pip", "requirements.txt", "-r base.txt\n-r./dev.txt\n--constraint=c.txt\n--requirement  https://example.com/r.txt\n# -r no.txt\n", ["base.txt", "./dev.txt", "c.txt"]],
  ["pip", "requirements.txt", "-r \\\n  base.txt\n", ["base.txt"]],
  ["npm", "package.json", '{"workspaces":["packages/*","./web/","!packages/old"]}', ["packages/*/package.json", "web/package.json"]],
  ["pnpm", "pnpm-workspace.yaml", "packages: ['a', \"b/*\"]\n", ["a/package.json", "b/*/package.json"]],
  ["pnpm", "pnpm-workspace.yaml", "packages:\r\n- a\r\n- b # why\r\n", ["a/package.json", "b/package.json"]],
  ["uv", "pyproject.toml", '[tool.uv.workspace]\nmembers = ["packages/*"]\nexclude = ["packages/old"]\n', ["packages/*/pyproject.toml"]],
  ["go", "go.work", "use ./a\nuse .\n", ["a/go.mod"]],
  ["cargo", "Cargo.toml", '[dependencies]\na = { path = "./a/" }\n', ["a/Cargo.toml"]],
];

describe("included files", () => {
  for (const [ecosystem, path, text, expected] of inclusions) {
    it(`${ecosystem}: ${JSON.stringify(text)}`, () => assert.deepEqual(recordOf(ecosystem).includes?.(path, text), expected));
  }
});

describe("a cache that programs read", () => {
  const [cache] = recordOf("yarn").caches;
  it("is that of Plug'n'Play", () => assert.equal(cache?.neededAtRunTime?.(new Map([["package.json", "{}"]]), ""), true));
  it("is not that of node_modules", () =>
    assert.equal(cache?.neededAtRunTime?.(new Map([[".yarnrc.yml", "nodeLinker: node-modules\n"]]), ""), false));
});

function recordOf(id: string): (typeof ecosystems)[number] {
  const found = ecosystems.find((ecosystem) => ecosystem.id === id);
  assert.ok(found !== undefined, `there is no record ${id}`);
  return found;
}
