import { execFileSync } from "node:child_process";
import { copyFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

// Makes the tag of a release: `npm run release-tag -- --repo DIR`. Its tree is what npm would publish, with the hooks of
// pre-commit beside it, and without scripts and devDependencies: pre-commit installs from git and can build nothing.
const { values } = parseArgs({ options: { repo: { type: "string", default: "." } } });
const root = join(import.meta.dirname, "..");
console.log(await createReleaseTag(values.repo));

/**
 * Builds this checkout and tags its package in a repository, which may be another clone. The commit's parent is the HEAD
 * of that repository; no branch, index or work tree is touched.
 * @returns One line that names tag and commit.
 * @throws If the tag is there already, or if npm or git fail.
 */
async function createReleaseTag(repository: string): Promise<string> {
  const { version } = await readManifest(join(root, "package.json"));
  const tag = `v${String(version)}`;
  if (git(repository, "tag", "--list", tag) !== "") throw new Error(`${tag} exists already, and releases never move.`);
  const work = await mkdtemp(join(tmpdir(), "layerwise-release-"));
  try {
    const tree = await packInto(work);
    const commit = commitTree(repository, tree, join(work, "index"), `Layerwise ${tag}`);
    git(repository, "tag", "--annotate", "--message", `Layerwise ${tag}`, tag, commit);
    return `${tag} is ${commit}`;
  } finally {
    await rm(work, { recursive: true });
  }
}

/** The folder with the tree of the release. */
async function packInto(work: string): Promise<string> {
  execFileSync("npm", ["run", "build", "--silent"], { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
  const packed = execFileSync("npm", ["pack", "--ignore-scripts", "--silent", "--pack-destination", work], { cwd: root, encoding: "utf8" });
  execFileSync("tar", ["-xzf", join(work, packed.trim()), "-C", work]);
  const tree = join(work, "package");
  const { scripts, devDependencies, allowScripts, ...published } = await readManifest(join(tree, "package.json"));
  await writeFile(join(tree, "package.json"), `${JSON.stringify(published, undefined, 2)}\n`);
  await copyFile(join(root, ".pre-commit-hooks.yaml"), join(tree, ".pre-commit-hooks.yaml"));
  return tree;
}

/** Writes a folder into the repository's objects by an index of its own, and a commit of it on top of HEAD. */
function commitTree(repository: string, tree: string, index: string, message: string): string {
  const gitDirectory = git(repository, "rev-parse", "--absolute-git-dir");
  const write = (...args: readonly string[]): string =>
    execFileSync("git", ["-c", "core.autocrlf=false", "--git-dir", gitDirectory, "--work-tree", tree, ...args], {
      cwd: tree,
      env: { ...process.env, GIT_INDEX_FILE: index },
      encoding: "utf8",
    }).trim();
  write("add", "--force", "--all", ".");
  return git(repository, "commit-tree", write("write-tree"), "-p", "HEAD", "-m", message);
}

function git(repository: string, ...args: readonly string[]): string {
  return execFileSync("git", args, { cwd: repository, encoding: "utf8" }).trim();
}

async function readManifest(path: string): Promise<Record<string, unknown>> {
  return JSON.parse(await readFile(path, "utf8")) as Record<string, unknown>;
}
