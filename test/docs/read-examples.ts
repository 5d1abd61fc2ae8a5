/** One fenced Dockerfile, or ignore file, of a rule's page. */
export interface Example {
  readonly kind: "correct" | "incorrect";
  readonly text: string;
  /** The build context: path → text, from the comment above the block. */
  readonly files: Readonly<Record<string, string>>;
  /** The path of an ignore file, from a comment before that one. */
  readonly file: string | undefined;
}

const block = /(?:<!-- file: (.*) -->\n)?(?:<!-- context: (.*) -->\n)?```(?:dockerfile|dockerignore) (correct|incorrect)\n([^]*?)```/g;

/**
 * The examples of a page in order. A block is fenced as `dockerfile correct` or `dockerfile incorrect`, or the same with
 * `dockerignore`; a comment `<!-- context: package.json, .nvmrc=22, src/ -->` directly above lists the files of its build
 * context, in whose texts `\n` is a line end. A comment `<!-- file: api.Dockerfile.dockerignore -->` before it names an ignore file.
 */
export function readExamples(page: string): readonly Example[] {
  return [...page.matchAll(block)].map(([, file, context = "", kind, text = ""]) => ({
    kind: kind === "correct" ? "correct" : "incorrect",
    text,
    file,
    files: Object.fromEntries(context.split(", ").filter((entry) => entry !== "").map(toFile)),
  }));
}

/** JSON manifests without a text of their own are empty objects. */
function toFile(entry: string): [string, string] {
  const [, path = "", text] = /^([^=]*)(?:=(.*))?$/.exec(entry) ?? [];
  return [path, text?.replaceAll("\\n", "\n") ?? (path.endsWith(".json") ? "{}" : "")];
}
