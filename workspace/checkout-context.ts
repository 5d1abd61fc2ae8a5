import path from "node:path";

import type { BuildContext } from "../buildkit/files/build-context.ts";
import { diskContext, type DiskContextOptions } from "./disk-context.ts";
import { isGitIgnored, readGitIgnore, type GitIgnores } from "./git-ignores.ts";
import { ancestors } from "./paths.ts";

/**
 * A directory of the repository as a builder gets it that fetches the repository by itself (`docker build <git URL>`,
 * build-push-action without `context`): no ignore file is applied, and what git ignores is not there, nor is `.git`.
 * Source: BuildKit's `dockerui` reads ignore files for local contexts only; buildx and build-push-action document it.
 */
export function checkoutContext(options: DiskContextOptions): BuildContext {
  const { root, repository } = options;
  const disk = diskContext(options);
  const ignores = new Map<string, GitIgnores | undefined>();

  function ignoresOf(directory: string): GitIgnores | undefined {
    if (ignores.has(directory)) return ignores.get(directory);
    const outer = directory === repository || ancestors(directory, repository).length === 1 ? undefined : ignoresOf(path.dirname(directory));
    const own = readGitIgnore(directory, outer);
    ignores.set(directory, own);
    return own;
  }

  function isAbsent(contextPath: string): boolean {
    const names = contextPath.split("/");
    return contextPath !== "" && names.some((name, index) => {
      const file = path.join(root, ...names.slice(0, index + 1));
      const isDirectory = disk.kind(names.slice(0, index + 1).join("/")) === "directory";
      return name === ".git" || isGitIgnored(file, isDirectory, ignoresOf(path.dirname(file)));
    });
  }

  return {
    name: disk.name,
    dockerfile: disk.dockerfile,
    ignoreFile: undefined,
    isCheckout: true,
    kind: (contextPath) => (isAbsent(contextPath) ? undefined : disk.kind(contextPath)),
    isIgnored: () => false,
    followLinks: disk.followLinks,
    list: (directory) => (isAbsent(directory) ? [] : disk.list(directory).filter(({ name }) => !isAbsent(directory === "" ? name : `${directory}/${name}`))),
    read: (contextPath) => (isAbsent(contextPath) ? undefined : disk.read(contextPath)),
    ...(disk.repository && { repository: disk.repository }),
  };
}
