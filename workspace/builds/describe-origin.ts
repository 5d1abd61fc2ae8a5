import path from "node:path";

import type { InvocationOrigin } from "../invocations/invocation.ts";
import { toSlashes } from "../paths.ts";

/** What messages call a build: "`deploy/compose.yaml`, service `web`". Paths are relative to the repository (absolute). */
export function describeOrigin({ kind, file, name }: InvocationOrigin, repository: string): string {
  const place = `\`${toSlashes(path.relative(repository, file))}\``;
  return name === "" ? place : `${place}, ${words[kind]} \`${name}\``;
}

const words: Readonly<Record<InvocationOrigin["kind"], string>> = {
  compose: "service",
  bake: "target",
  workflow: "job",
  gitlab: "job",
  makefile: "target",
  "package-script": "script",
  "shell-script": "function",
};
