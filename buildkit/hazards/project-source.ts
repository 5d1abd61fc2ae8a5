import { ecosystems } from "../../ecosystems/index.ts";
import type { BuildContext } from "../files/build-context.ts";
import { findFile } from "../files/context-files.ts";
import { isWholeContext } from "../delivery.ts";
import { baseName, relativeBelow } from "../files/image-path.ts";
import type { ContextInput } from "../model.ts";

/** The extensions of files that are edited every day, in contrast to settings and scripts of the image. */
const code = /\.(?:c|cc|cpp|cs|css|cxx|ex|exs|fs|go|h|hpp|hs|html|ipynb|java|js|jsx|kt|lua|mjs|cjs|php|pl|py|rb|rs|scala|svelte|swift|ts|tsx|vue)$/;

/** Where settings and programs of the image go, and not a project. */
const systemPlace = /^(?:$|(?:etc|bin|sbin|lib\d*|usr\/(?:local\/)?(?:s?bin|etc|lib|share))(?:\/|$))/;

/**
 * Whether a copy brings sources of a program: the whole context, a directory with code in it, or a file of code. Manifests and
 * settings are none, and neither is what goes to places of the system. Where the context is not known, a directory is what
 * ends with a slash.
 */
export function isProjectSource(input: ContextInput, context: BuildContext | undefined): boolean {
  const { path, via, hasWildcard, destination } = input;
  if (path === undefined || via !== "copy") return false;
  const isSystems = destination?.anchored === true && systemPlace.test(destination.path);
  if (isWholeContext(path)) return context === undefined ? !isSystems : holdsCode(context, "") && !(isSystems && context.kind("etc") === "directory");
  if (isSystems) return false;
  if (hasWildcard) return isCode(path);
  if (context === undefined) return isCode(path) || (/\/$/.test(input.node.type === "Word" ? input.node.text : "") && !baseName(path).startsWith("."));
  return context.kind(path) === "directory" ? holdsCode(context, path) : isCode(path);
}

/** Hidden directories hold settings of tools, and plugins of them. */
function holdsCode(context: BuildContext, directory: string): boolean {
  return findFile(context, directory, (path) => isCode(path) && !/(?:^|\/)\./.test(relativeBelow(directory, path) ?? path)) !== undefined;
}

/** Whether a file is code by its name, and no manifest or settings of a tool. */
export function isCode(path: string): boolean {
  return code.test(path) && !manifestNames.has(baseName(path)) && !baseName(path).startsWith(".") && !/\.config\.\w+$/.test(path);
}

const manifestNames: ReadonlySet<string> = new Set(ecosystems.flatMap(({ files, commands }) => [files, ...commands.map((form) => form.files)].flatMap((own) => [...(own?.manifests ?? []), ...(own?.config ?? [])])));
