import { listOf } from "../../buildkit/describe.ts";
import { displayPath } from "../formats/text.ts";
import type { TextOptions } from "../terminal/layout.ts";
import { hang } from "../terminal/wrap.ts";
import type { LoadedBuild } from "./load-build.ts";

/** What an answer is about. */
export interface Frame {
  /** Paths from the working directory; `context` is null when it is not known. */
  readonly dockerfile: string;
  readonly context: string | null;
  /** Sentences for people. */
  readonly notes: readonly string[];
}

/** @param notes What is to be said beside the doubt that there may be about the context, and what could not be read of it. */
export function frameOf({ file, context, contextDoubt, unreadable }: LoadedBuild, notes: readonly string[], cwd: string): Frame {
  const closed = unreadable().map((directory) => displayPath(directory, cwd));
  return {
    dockerfile: displayPath(file, cwd),
    context: context === undefined ? null : displayPath(context.root, cwd),
    notes: [
      ...(contextDoubt === undefined ? [] : [contextDoubt]),
      ...(closed.length === 0 ? [] : [`cannot read ${listOf(closed, 3)}: nothing below is counted, and a build fails there unless the ignore file keeps it out`]),
      ...notes,
    ],
  };
}

/** The first lines of an answer: `Dockerfile · context . · target build`, and the notes. */
export function formatFrame({ dockerfile, context, notes }: Frame, more: readonly string[], { columns }: TextOptions): readonly string[] {
  const parts = [dockerfile, ...(context === null ? [] : [`context ${context}`]), ...more];
  return [...hang("", parts.join(" · "), columns), ...notes.flatMap((note) => hang("note: ", note, columns, 2))];
}
