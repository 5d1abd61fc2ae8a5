/**
 * Whether a file of this name is taken for a Dockerfile when a directory is searched: `Dockerfile`, `Containerfile`,
 * with a suffix after `.`, `-` or `_`, or as the extension (`api.Dockerfile`, `api.dockerfile`). In lower case a suffix
 * does not count, because `dockerfile.go` and `dockerfile_test.sh` are about Dockerfiles and not such.
 */
export function isDockerfileName(name: string): boolean {
  if (isIgnoreFileName(name) || otherExtensions.test(name)) return false;
  return /^(?:Dockerfile|Containerfile)(?:[._-].+)?$|^(?:dockerfile|containerfile)$|.\.(?:[Dd]ockerfile|[Cc]ontainerfile)$/s.test(name);
}

/** Whether the name, or the path, is that of an ignore file that BuildKit reads: `.dockerignore`, `Dockerfile.dockerignore`. */
export function isDockerignoreName(name: string): boolean {
  return name.endsWith(".dockerignore");
}

/** Whether the name is that of an ignore file: those, and buildah's `.containerignore`. */
export function isIgnoreFileName(name: string): boolean {
  return /\.(?:dockerignore|containerignore)$/.test(name);
}

/** Templates, which are no Dockerfiles yet; documents, data and scripts about one; what editors and patches leave behind. */
const otherExtensions =
  /(?:\.(?:j2|jinja2?|tmpl|tpl|template|gotmpl|tt|erb|ejs|hbs|mustache|njk|liquid|m4|in|md|mdx|markdown|rst|adoc|txt|html?|ya?ml|json|lock|sh|ps1|bat|cmd|bak|orig|old|rej|diff|patch|swp|tmp)|~)$/i;
