/** A change that cures a finding, as pure data: ESLint, the command line and the server each take what they can carry. */
export interface Remedy<MessageIds extends string = string> {
  /** The rule's message for it: imperative, with the risk in it when there is one. */
  readonly messageId: MessageIds;
  readonly data?: Readonly<Record<string, string>>;
  /** `automatic`: a cold build gives the same image (hazards.md section 6). `suggestion`: the user decides. */
  readonly safety: "automatic" | "suggestion";
  /** Edits of the Dockerfile itself, in order, never overlapping; empty when the cure lies in another file. */
  readonly edits: readonly TextEdit[];
  /** Files to create, by path relative to the build context's root. An existing file is never overwritten. */
  readonly creates?: readonly CreatedFile[];
}

export interface TextEdit {
  /** Offsets in the Dockerfile; an empty range inserts. */
  readonly range: readonly [start: number, end: number];
  readonly text: string;
}

export interface CreatedFile {
  readonly path: string;
  readonly text: string;
}
