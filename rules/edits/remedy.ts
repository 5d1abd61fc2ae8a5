/** A change that cures a finding, as pure data: ESLint, the command line and the server each take what they can carry. */
export interface Remedy {
  /** Imperative, with the risk in it when there is one: "Copy package.json first (may break: …)". */
  readonly title: string;
  /** `automatic`: a cold build gives the same image (hazards.md section 6). `suggestion`: the user decides. */
  readonly safety: "automatic" | "suggestion";
  /** Edits of the Dockerfile itself, in order, never overlapping. */
  readonly edits: readonly TextEdit[];
  /** Other files of the repository to create, paths relative to the build context's root. Never overwrites. */
  readonly creates: readonly { readonly path: string; readonly text: string }[];
}

export interface TextEdit {
  /** Offsets in the Dockerfile; an empty range inserts. */
  readonly range: readonly [start: number, end: number];
  readonly text: string;
}
