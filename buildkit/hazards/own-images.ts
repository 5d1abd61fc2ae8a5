import type { BuildContext, RepositoryFiles } from "../files/build-context.ts";
import type { ImageReference } from "../image-reference.ts";
import { baseName, directoryName, joinPaths } from "../files/image-path.ts";

/**
 * Whether the repository itself seems to build an image: beside the Dockerfile, or beside a directory above it, lies another
 * Dockerfile in a directory of the image's name (`base-notebook/Dockerfile`), or with that name in its own
 * (`Dockerfile.base-notebook`), which is not built on that image. Case, dashes and the image's namespace before the name
 * do not count: `acme/acme-base` may come from `Base/Dockerfile`.
 */
export function isBuiltHere({ repository, name }: ImageReference, context: BuildContext): boolean {
  const files = context.repository;
  if (files === undefined) return false;
  const names = namesOf(repository, name);
  const own = joinPaths(context.name, context.dockerfile);
  const isOther = (path: string): boolean => path !== own && directoryName(path) !== directoryName(own) && isAnother(files, path, repository);
  return directoriesAbove(directoryName(own)).some((directory) =>
    files.list(directory).some((entry) => {
      const path = joinPaths(directory, entry.name);
      if (entry.kind === "file") return path !== own && names.includes(plain(suffixOf(entry.name))) && isAnother(files, path, repository);
      return names.includes(plain(entry.name)) && files.list(path).some((file) => file.kind === "file" && isDockerfile(file.name) && isOther(joinPaths(path, file.name)));
    }),
  );
}

/** `acme/acme-base` → "acmebase", "base". */
function namesOf(repository: string, name: string): readonly string[] {
  const namespace = baseName(directoryName(repository));
  const [first = "", ...rest] = name.split(/[-_.]/);
  const isPrefixed = rest.length > 0 && first !== "" && plain(namespace).startsWith(plain(first));
  return [plain(name), ...(isPrefixed ? [plain(rest.join(""))] : [])];
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[-_.]/g, "");
}

/** A Dockerfile that is not built on the image, which it then would only wrap. */
function isAnother(files: RepositoryFiles, path: string, repository: string): boolean {
  const lines = files.read(path)?.split("\n");
  return lines !== undefined && !lines.some((line) => /^\s*(?:from|arg)\s/i.test(line) && line.includes(repository));
}

/** `base` of `Dockerfile.base` and `base.Dockerfile`; "" for any other file. */
function suffixOf(file: string): string {
  const match = /^(?:docker|container)file[._-](.+)$|^(.+)\.(?:docker|container)file$/i.exec(file);
  return match?.[1] ?? match?.[2] ?? "";
}

function isDockerfile(file: string): boolean {
  return /^(?:docker|container)file$/i.test(file) || suffixOf(file) !== "";
}

/** The directory itself first, the root ("") last. */
function directoriesAbove(directory: string): readonly string[] {
  return directory === "" ? [""] : [directory, ...directoriesAbove(directoryName(directory))];
}
