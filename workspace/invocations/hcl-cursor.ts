import type { HclError } from "./hcl-syntax.ts";

/** Carries an `HclError` up to the reader that reports it; it never leaves the parser. */
export class HclSyntaxError extends Error {
  readonly at: HclError;

  constructor(offset: number, message: string) {
    super(message);
    this.at = { offset, message };
  }
}

/** A place in a text that moves on: blanks and comments of HCL, names, punctuation. */
export class HclCursor {
  readonly text: string;
  index = 0;
  /** Parentheses and brackets that are open: line ends mean nothing within them. */
  private depth: number[] = [0];
  private nesting = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** Deeper than anybody writes, the stack ends. */
  nest<Result>(read: () => Result): Result {
    if (++this.nesting > 96) this.fail("expressions are nested too deeply");
    const result = read();
    this.nesting--;
    return result;
  }

  /** Reads what stands in brackets, where line ends are blanks; in an object's braces they are not. */
  within<Result>(ignoresLines: boolean, read: () => Result): Result {
    this.depth.push(ignoresLines ? 1 : 0);
    const result = read();
    this.depth.pop();
    return result;
  }

  /** Past blanks and comments; line ends only where they mean nothing, or when told. */
  skip(lines = this.depth.at(-1) === 1): void {
    for (;;) {
      const character = this.text[this.index];
      const isLineComment = character === "#" || (character === "/" && this.text[this.index + 1] === "/");
      if (character === " " || character === "\t" || character === "\r" || (lines && character === "\n")) this.index++;
      else if (isLineComment) this.index = endOf(this.text, "\n", this.index, 0);
      else if (character === "/" && this.text[this.index + 1] === "*") this.index = endOf(this.text, "*/", this.index + 2, 2);
      else return;
    }
  }

  /** What stands here, after blanks. */
  peek(length = 1): string {
    this.skip();
    return this.text.slice(this.index, this.index + length);
  }

  /** Moves past a piece of punctuation if it stands here. */
  take(punctuation: string): boolean {
    this.skip();
    if (!this.text.startsWith(punctuation, this.index)) return false;
    this.index += punctuation.length;
    return true;
  }

  expect(punctuation: string): void {
    if (!this.take(punctuation)) this.fail(`${punctuation} is missing here`);
  }

  /** A name, which may have dashes in it; undefined when none stands here. */
  name(): string | undefined {
    this.skip();
    return this.match(/[\p{L}_][\p{L}\p{N}_-]*/uy);
  }

  match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.index;
    const found = pattern.exec(this.text)?.[0];
    this.index += found?.length ?? 0;
    return found;
  }

  get isAtEnd(): boolean {
    return this.index >= this.text.length;
  }

  fail(message: string): never {
    throw new HclSyntaxError(Math.min(this.index, this.text.length), message);
  }
}

function endOf(text: string, mark: string, from: number, beyond: number): number {
  const found = text.indexOf(mark, from);
  return found < 0 ? text.length : found + beyond;
}
