import { knownContext, type IgnoreFileUse } from "../ignore-use.ts";
import { baseName, directoryName, joinPaths } from "../files/image-path.ts";

/** An ignore file that no build reads. */
export type MisplacedIgnore =
  /** A `.dockerignore` where nothing is built: the Dockerfile beside it has another context. */
  | { readonly kind: "directory"; readonly dockerfile: string; /** Relative to the repository, "." for its root. */ readonly context: string }
  /** It has not the name that belongs to the Dockerfile beside it. */
  | { readonly kind: "name"; readonly dockerfile: string; readonly expected: string };

const extension = ".dockerignore";

/**
 * Hazard D5. A directory is told only when the contexts of all Dockerfiles in it are known and are others, and no Dockerfile
 * of the repository may have it as context. Source: cache-semantics 6, P1b.
 */
export function misplacedIgnore(use: IgnoreFileUse): MisplacedIgnore | undefined {
  const name = baseName(use.path);
  return name === extension ? inOtherDirectory(use) : underOtherName(name.slice(0, -extension.length), use);
}

function inOtherDirectory({ path, builds, others, isComplete }: IgnoreFileUse): MisplacedIgnore | undefined {
  const directory = directoryName(path);
  if (builds.length > 0 || !isComplete || directory === "") return undefined;
  const contexts = others.flatMap((build) => knownContext(build) ?? []);
  if (contexts.some((context) => context.name === directory)) return undefined;
  const beside = contexts.map(({ name, dockerfile }) => ({ context: name, dockerfile: joinPaths(name, dockerfile) })).filter(({ dockerfile }) => directoryName(dockerfile) === directory);
  const [first] = beside;
  return first && { kind: "directory", dockerfile: baseName(first.dockerfile), context: first.context };
}

/** `prod.dockerignore` beside `Dockerfile.prod` or `prod.Dockerfile`; `dockerfile.dockerignore` beside `Dockerfile`. */
function underOtherName(name: string, { neighbours }: IgnoreFileUse): MisplacedIgnore | undefined {
  if (neighbours.includes(name)) return undefined;
  const wanted = name.toLowerCase();
  const meant = neighbours.filter((other) => {
    if (!/^(?:docker|container)file\b|\.(?:docker|container)file$/i.test(other) || other.endsWith(extension)) return false;
    return other.toLowerCase() === wanted || other.replace(/^(?:docker|container)file[._-]|\.(?:docker|container)file$/i, "").toLowerCase() === wanted;
  });
  const [dockerfile] = meant;
  if (dockerfile === undefined || meant.length > 1 || neighbours.includes(`${dockerfile}${extension}`)) return undefined;
  return { kind: "name", dockerfile, expected: `${dockerfile}${extension}` };
}
