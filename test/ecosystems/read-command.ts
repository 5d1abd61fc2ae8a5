import type { Command, ShellWord } from "../../shell/command.ts";

/**
 * The command of a line, for tests of the records alone: words end at blanks, quotes group, and what has a `$`, or an
 * unquoted `*`, `?` or `[`, is not literal. The name is the last path segment of the first word.
 */
export function readCommand(line: string): Command {
  const words = [...line.matchAll(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g)].map((match) => wordOf(match[0], match.index));
  const [first, ...args] = words;
  if (first === undefined) throw new Error("a test needs a command");
  return {
    name: first.value.replace(/^.*\//, ""),
    words: [first, ...args],
    args,
    environment: [],
    redirects: [],
    wrappers: [],
    range: [0, line.length],
    joiner: undefined,
    nesting: [],
    conditional: false,
    directory: ".",
  };
}

function wordOf(text: string, start: number): ShellWord {
  const value = text.replace(/["']/g, "");
  const bare = text.replace(/"[^"]*"|'[^']*'/g, "");
  const expanding = text.replace(/'[^']*'/g, "");
  return {
    text,
    value,
    literal: !/[$`]/.test(expanding) && !/[*?[]/.test(bare),
    variables: [...expanding.matchAll(/\$\{?(\w+)/g)].flatMap(([, name]) => name ?? []),
    range: [start, start + text.length],
  };
}
