/** Makes texts that are hard to parse, the same ones for the same seed. */

export type Random = () => number;

/** Numbers from 0 to 1 (xorshift). */
export function createRandom(seed: number): Random {
  let state = seed | 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

const keywords = [
  "FROM", "RUN", "COPY", "ADD", "ENV", "LABEL", "ARG", "CMD", "ENTRYPOINT", "HEALTHCHECK", "HEALTHCHECK CMD", "ONBUILD", "ONBUILD RUN", "ONBUILD COPY",
  "SHELL", "USER", "WORKDIR", "VOLUME", "EXPOSE", "STOPSIGNAL", "MAINTAINER", "run", "Copy", "FOO", "RUN", "COPY", "ENV",
];

const pieces = [
  "a", "b", "./c", "--mount=type=cache,target=/x", "--mount=type=bind,\"source=a,b\"", "--mount='type=bind,\"source=a,b\"'", "--mount=\\\"a=b\\\"", "--from=x",
  "--link", "--link=false", "--link=", "--chown=\"a b\"", "--", "--x", "--interval=5s", "--interval=x", "--retries=-1", "--network=host", "--network=", "--device=a,required",
  "--mount=", "--mount=from=$X", "--platform=linux/amd64", "--mount=type=cache,,target=", "<<EOF", "<<-EOF", "<<\"EOF\"", "<<'E F'", "3<<EOF", "<< EOF", "<<", "<<<EOF", "<<EOF>x",
  "<<X", "'<<EOF'", "\"<<EOF\"", "<<E\"O\"F", "<<\\EOF", "${X:-<<EOF}", "a${X:-b c}", "$X<<EOF", "<<$X", "${X", "${X@Q}", "a=1", "b=\"x y\"", "c=z\\ w", "d='q", "e=\"",
  "=f", "g=", "h='a\\'b'", "i=\"a\\\"b\"", "j", "[\"a\", \"b\"]", "[\"a\",", "\"b\"]", "[\"a\", 1]", "[]", "[ \"\\u0041\\n\" ]", "['a']", "[\"a\"] x", "AS", "as", "name", "Name-1", "1name",
  "NONE", "none", "CMD", "cmd", "\\", "\\\\", "`", "``", "#", "# c", "é", "\u00a0", "\u0085", "\ufeff", "\v", "\f", "\r", "\t", "&&", "|", ";", "\"", "'", "$X", "${X}", "${X:+y}", "😀", "\u2028",
];

const lineEnds = ["\n", "\n", "\n", "\n", "\r\n", "\r\n", "\r\r\n", "\r"];
const joints = [" \\", " \\", "\\", " \\ \t", "\\\\", " `", "`", " ` ", " \\\r"];
const interludes = ["", "  ", "# comment", "  # comment \\", "\t", "\\", "EOF", "\tEOF", "EOF ", "E F", "X", "\"EOF\"", "FROM x", "body \\", "#", "\u00a0"];
const heads = [
  "", "", "", "\ufeff", "# escape=`\n", "# escape=\\\n", "#escape = ` \n", "# syntax=a/b:1 x\n# escape=`\n", "\n# escape=`\n", "# c\n# escape=`\n", "  # syntax=x\n# check=skip=all\n",
  "# Escape=`\r\n", "# escape=`\n# escape=`\n", "# escape=x\n", "# escape= \n", "# escape=\n", "#!/bin/sh\n# syntax=x\n# escape=`\n", "# foo=bar\n# escape=`\n", "# check=a\n# syntax=b \n",
];

/** A few lines of instructions, each made of pieces, with continuation lines, comments and here-documents. */
export function nastyFile(random: Random): string {
  let text = pick(random, heads) + (random() < 0.8 ? "FROM a\n" : "");
  const instructions = 1 + Math.floor(random() * 4);
  for (let count = 0; count < instructions; count++) text += nastyInstruction(random);
  return random() < 0.2 ? text.trimEnd() : text;
}

/** The text with some characters left out, doubled or replaced by pieces. */
export function mangle(text: string, random: Random): string {
  let mangled = text;
  const changes = 1 + Math.floor(random() * 6);
  for (let count = 0; count < changes; count++) {
    const at = Math.floor(random() * (mangled.length + 1));
    const until = random() < 0.5 ? at : at + Math.floor(random() * 3);
    mangled = mangled.slice(0, at) + (random() < 0.3 ? "" : pick(random, [...pieces, ...lineEnds, ...joints, "\\\n"])) + mangled.slice(until);
  }
  return mangled;
}

const plainPieces = [
  "a", "b/c", "x", ".", "-c", "$A", "${A}", "$B", "${B}", "$EMPTY", "${U}", "$U", "*", "?", "/", " ", "é", "😀", "[", "(", "\\\\", "\\$", "\\\"", "\\*", "\\?", "'x y'", "''", "'*\\'", "\"$A z\"",
  "\"\\$A \\\\ \\q\"", "\"'\"", "$", "$$", "$1", "$12a", "<", "<<", "<< a", "$_é", "`", "`$", "\n", "\u2003",
];
const oddPieces = ["}", "\\", "\\}", "\\/", "\\a", "'", "\"", "${", "${}", "${:}", "${A:", "${A^}", "${a", "${A:#b}", "$@", "$-", "${?}", "\ufeff"];
const openers = [":-", ":+", "-", "+", ":?", "?", "#", "##", "%", "%%", "/", "//"];

/** A word of plain texts, quotes, references in references, and now and then something that BuildKit refuses. */
export function nastyWord(random: Random, depth = 0): string {
  const count = 1 + Math.floor(random() * 4);
  const parts = Array.from({ length: count }, () => {
    if (random() < 0.03) return pick(random, oddPieces);
    return random() < 0.3 && depth < 4 ? nastyReference(random, depth) : pick(random, plainPieces);
  });
  return parts.join("");
}

function nastyReference(random: Random, depth: number): string {
  const opener = pick(random, openers);
  const name = pick(random, ["A", "B", "EMPTY", "U", "_é"]);
  const replacement = opener.startsWith("/") ? `/${nastyWord(random, depth + 2)}` : "";
  return `\${${name}${opener}${nastyWord(random, depth + 1)}${replacement}}`;
}

function nastyInstruction(random: Random): string {
  let text = (random() < 0.1 ? pick(random, ["  ", "\t", "\\\n", " \\ \n\n", "\u00a0"]) : "") + pick(random, keywords);
  const count = Math.floor(random() * 6);
  for (let index = 0; index < count; index++) {
    text += random() < 0.9 ? pick(random, [" ", " ", " ", "\t", "  ", ""]) : pick(random, joints) + pick(random, lineEnds);
    if (random() < 0.1) text += pick(random, interludes) + pick(random, lineEnds);
    text += pick(random, pieces);
  }
  text += pick(random, lineEnds);
  while (random() < 0.4) text += pick(random, interludes) + pick(random, lineEnds);
  return text + (text.includes("<<") && random() < 0.8 ? `x\n${pick(random, ["EOF", "\tEOF", "EOF\r", "E F", "X"])}\n` : "");
}

function pick<Item>(random: Random, items: readonly Item[]): Item {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new RangeError("Nothing to pick from.");
  return item;
}
