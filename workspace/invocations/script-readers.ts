import path from "node:path";
import { isBakeName, readBakeFile, withBakes } from "./bake-file.ts";
import type { InvocationFiles, InvocationReading } from "./invocation.ts";
import { readMakefile } from "./makefile.ts";
import { readPackageScripts } from "./package-scripts.ts";
import { readShellScript } from "./shell-script.ts";

/** A kind of file in which builds are commands, or which commands call: how it is told and read. */
export interface ScriptReader {
  /** By its path in the repository, with forward slashes. */
  readonly isOne: (file: string) => boolean;
  /** What a text of that kind has in it if it builds anything: without it nothing is parsed. */
  readonly mention: RegExp;
  readonly read: (file: string, text: string, files: InvocationFiles) => InvocationReading;
  /** Globs of such files, for editors that watch them. */
  readonly globs: readonly string[];
}

const command = /\b(?:buildx?|bud|bake)\b/i;

/** Makefiles, shell scripts, scripts of manifests and bake files; calls of bake yield the builds of the files that they name. */
export const scriptReaders: readonly ScriptReader[] = [
  {
    isOne: (file) => /^(?:GNUm|M|m)akefile(?:\.(?!md$)\w+)?$|\.mk$/.test(path.posix.basename(file)),
    mention: command,
    read: (file, text, files) => withBakes(readMakefile(file, text, files), files),
    globs: ["**/*akefile", "**/Makefile.*", "**/*.mk"],
  },
  {
    isOne: (file) => /\.(?:sh|bash)$/.test(file),
    mention: command,
    read: (file, text, files) => withBakes(readShellScript(file, text, files), files),
    globs: ["**/*.sh", "**/*.bash"],
  },
  {
    isOne: (file) => path.posix.basename(file) === "package.json",
    mention: command,
    read: (file, text, files) => withBakes(readPackageScripts(file, text, files), files),
    globs: ["**/package.json"],
  },
  { isOne: (file) => isBakeName(path.posix.basename(file)), mention: /target/, read: readBakeFile, globs: ["**/docker-bake*.hcl", "**/docker-bake*.json"] },
];
