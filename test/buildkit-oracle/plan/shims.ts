import type { TarEntry } from "./tar.ts";

/** Writes the secret `output` to a file: what comes out of the step is decided by nothing in its key. */
const emit = `mkdir -p "$(dirname "$1")" && cat /run/secrets/output > "$1"`;

/**
 * A tool that leaves behind the words that it was given, the file of its -o or -O, and what other stages are to take from
 * it: the list of an image, where it has one.
 */
const tool = `name=$(basename "$0"); mkdir -p /usr/lib/shims; echo "$name $*" >> "/usr/lib/shims/$name"
last=
for word in "$@"; do case "$last" in -o|-O|--output) mkdir -p "$(dirname "$word")"; echo made > "$word" 2>/dev/null ;; esac; last=$word; done
if [ -f /usr/lib/outputs ]; then while read -r output; do [ -e "$output" ] || { mkdir -p "$(dirname "$output")"; echo made > "$output"; } 2>/dev/null; done < /usr/lib/outputs; fi`;

/** Installs what the manifests say, and builds all that is there. */
const node = `${tool}
case "$1" in
  ci|install|i) [ "$1 $name" != "ci npm" ] || [ -f package-lock.json ] || exit 1
    mkdir -p node_modules; cat package.json package-lock.json yarn.lock pnpm-lock.yaml > node_modules/.installed 2>/dev/null; true ;;
  run|build) mkdir -p dist; cat ./*.js ./*.json src/* > dist/index.js 2>/dev/null; true ;;
esac`;

const pip = `${tool}
mkdir -p /usr/lib/python
for word in "$@"; do if [ -f "$word" ]; then cat "$word" >> /usr/lib/python/installed; fi; done`;

/** An index, and packages that cannot be had without it. Cleaning up leaves no trace. */
const apt = `case "$1" in clean|autoclean) exit 0 ;; esac
${tool}
case " $* " in
  *" update "*) mkdir -p /var/lib/apt/lists; echo index > /var/lib/apt/lists/index ;;
  *" install "*) cat /var/lib/apt/lists/index >/dev/null || exit 100
    for word in "$@"; do case "$word" in -*|install) ;; *) echo "$word" > "/usr/lib/package-$word" ;; esac; done ;;
esac`;

const plainTools = ["node", "go", "cargo", "mvn", "gradle", "bundle", "composer", "dotnet", "make", "gcc", "git", "curl", "corepack", "uv", "poetry", "apk", "python", "python3", "rustup"];

/** The tools of Dockerfiles, as little as a build needs to go on and to leave traces. */
export const shims: readonly TarEntry[] = [
  script("emit", emit),
  script("npm", node),
  script("yarn", node),
  script("pnpm", node),
  script("pip", pip),
  script("pip3", pip),
  script("apt-get", apt),
  script("apt", apt),
  script("bash", 'exec sh "$@"'),
  ...plainTools.map((name) => script(name, `${tool}\ntrue`)),
];

/** A tool of no special behaviour, at that path. */
export function plainTool(path: string): TarEntry {
  return { kind: "file", path, content: `#!/bin/sh\n${tool}\ntrue\n`, mode: 0o755 };
}

function script(name: string, body: string): TarEntry {
  return { kind: "file", path: `usr/bin/${name}`, content: `#!/bin/sh\n${body}\n`, mode: 0o755 };
}
