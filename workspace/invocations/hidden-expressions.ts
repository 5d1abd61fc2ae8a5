import type { ShellWord } from "../../shell/command.ts";

/** A shell text in which nothing is left that is no shell. */
export interface HiddenExpressions {
  readonly text: string;
  /** The word as it was written. One with an expression in it is not literal, whatever its quotes: GitHub puts values in first. */
  readonly show: (word: ShellWord) => ShellWord;
}

const placeholder = /\$\{LAYERWISE_EXPRESSION_(\d+)\}/g;

/** Puts a variable of the shell in the place of every `${{ … }}` of GitHub Actions, which no shell can read. */
export function hideExpressions(source: string): HiddenExpressions {
  const expressions: string[] = [];
  const text = source.replace(/\$\{\{[^\n]*?\}\}/g, (expression) => `\${LAYERWISE_EXPRESSION_${expressions.push(expression) - 1}}`);
  if (expressions.length === 0) return { text: source, show: (word) => word };
  const restore = (hidden: string): string => hidden.replace(placeholder, (_, index: string) => expressions[Number(index)] ?? "");
  return {
    text,
    show: (word) => {
      const value = restore(word.value);
      return value === word.value ? word : { ...word, text: restore(word.text), value, literal: false };
    },
  };
}
