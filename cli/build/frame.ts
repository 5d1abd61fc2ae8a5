import { listOf } from "../../buildkit/plan/describe.ts";
import { displayPath } from "../formats/text.ts";
import type { TextOptions } from "../terminal/layout.ts";
import { hang } from "../terminal/wrap.ts";
import type { LoadedBuild } from "./load-build.ts";

/** What an answer is about. */
export interface Frame {
  /** Paths from the working directory; `context` is null when it is not known. */
  readonly dockerfile: string;
  readonly context: string | null;
  /** Where the repository says that it is built so. */
  readonly build: readonly string[];
  /** Sentences for people. */
  readonly notes: readonly string[];
}

/** @param notes What is to be said beside the doubt that there may be about the context, and what could not be read of it. */
export function frameOf({ file, context, contextDoubt, names, buildDoubt, unreadable }: LoadedBuild, notes: readonly string[], cwd: string): Frame {
  const closed = unreadable().map((directory) => displayPath(directory, cwd));
  return {
    dockerfile: displayPath(file, cwd),
    context: context === undefined ? null : displayPath(context.root, cwd),
    build: names,
    notes: [
      ...(buildDoubt === undefined ? [] : [buildDoubt]),
      ...(context?.context.isCheckout === true ? ["the builder fetches the repository by itself: no ignore file is applied, and what git ignores is not there"] : []),
      ...(contextDoubt === undefined ? [] : [contextDoubt]),
      ...(closed.length === 0 ? [] : [`cannot read ${listOf(closed, 3)}: nothing below is counted, and a build fails there unless the ignore file keeps it out`]),
      ...notes,
    ],
  };
}

/** The first lines of an answer: `Dockerfile · context . · target build`, where it is built so, and the notes. */
export function formatFrame({ dockerfile, context, build, notes }: Frame, more: readonly string[], { columns }: TextOptions): readonly string[] {
  const parts = [dockerfile, ...(context === null ? [] : [`context ${context}`]), ...more];
  return [...hang("", parts.join(" · "), columns), ...(build.length === 0 ? [] : hang("build: ", listOf(build, 3), columns, 2)), ...notes.flatMap((note) => hang("note: ", note, columns, 2))];
}
