/** A change that cures a finding, as pure data: ESLint, the command line and the server each take what they can carry. */
export interface Remedy<MessageIds extends string = string> {
  /** The rule's message for it: imperative, with the risk in it when there is one. */
  readonly messageId: MessageIds;
  readonly data?: Readonly<Record<string, string>>;
  /** `automatic`: a cold build gives the same image (hazards.md section 6). `suggestion`: the user decides. */
  readonly safety: "automatic" | "suggestion";
  /** Edits of the linted file itself, in order, never overlapping; empty when the cure lies in another file. */
  readonly edits: readonly TextEdit[];
  /** Edits of other files. With any, the remedy is carried as a whole or not at all: never by ESLint, which knows one file. */
  readonly changes?: readonly FileChange[];
  /** Files to create, by path relative to the build context's root. An existing file is never overwritten. */
  readonly creates?: readonly CreatedFile[];
}

/** Whether it edits or creates files beside the linted one: a part of it alone would be no cure. */
export function isForSeveralFiles({ changes = [], creates = [] }: Pick<Remedy, "changes" | "creates">): boolean {
  return changes.length > 0 || creates.length > 0;
}

export interface TextEdit {
  /** Offsets in the file's text; an empty range inserts. */
  readonly range: readonly [start: number, end: number];
  readonly text: string;
}

export interface FileChange {
  /** Relative to the build context's root; an ignore file of one Dockerfile may lie outside (`../x`). */
  readonly path: string;
  /** The text that the edits were made for: they are never applied to another one. */
  readonly text: string;
  /** In order, never overlapping. */
  readonly edits: readonly TextEdit[];
}

export interface CreatedFile {
  readonly path: string;
  readonly text: string;
}
