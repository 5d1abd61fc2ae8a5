import type { RuleTextEdit, RuleTextEditor } from "@eslint/core";
import type { Located } from "../dockerfile/nodes.ts";
import type { Remedy } from "./edits/remedy.ts";
import type { FindingNote, RelatedPlace } from "./language/noted-source-code.ts";

/** What a rule says of one place. */
export interface Finding<MessageIds extends string> {
  /** The cause, at its narrowest: a word, a flag, a command. */
  readonly node: Pick<Located, "loc">;
  readonly messageId: MessageIds;
  readonly data?: Readonly<Record<string, string>>;
  /** Other places that the message speaks of, with a label of a few words. */
  readonly related?: readonly RelatedPlace[];
  /** At most one automatic remedy, then suggestions in the order in which to offer them. */
  readonly remedies?: readonly Remedy<MessageIds>[];
}

interface Context<MessageIds extends string> {
  /** ESLint's name of the rule. */
  readonly id: string;
  readonly sourceCode: { note(note: FindingNote): void };
  report(violation: {
    loc: Located["loc"];
    messageId: MessageIds;
    data: Record<string, string>;
    fix: ((fixer: RuleTextEditor) => RuleTextEdit[]) | null;
    suggest: { messageId: MessageIds; data: Record<string, string>; fix: (fixer: RuleTextEditor) => RuleTextEdit[] }[];
  }): void;
}

/**
 * Reports a finding to ESLint, and leaves with the source code what ESLint has no field for: related places and files to
 * create. The command line and the server read those from `sourceCode.notes`.
 */
export function report<MessageIds extends string>(context: Context<MessageIds>, finding: Finding<MessageIds>): void {
  const { node, messageId, data = {}, related = [], remedies = [] } = finding;
  const { loc } = node;
  context.sourceCode.note({ ruleId: context.id, messageId, loc, related, remedies });
  const automatic = remedies.find((remedy) => remedy.safety === "automatic" && remedy.edits.length > 0);
  const offered = remedies.filter((remedy) => remedy !== automatic && remedy.edits.length > 0);
  context.report({
    loc,
    messageId,
    data: { ...data },
    fix: automatic === undefined ? null : (fixer) => toEdits(fixer, automatic),
    suggest: offered.map((remedy) => ({ messageId: remedy.messageId, data: { ...remedy.data }, fix: (fixer) => toEdits(fixer, remedy) })),
  });
}

function toEdits(fixer: RuleTextEditor, remedy: Remedy): RuleTextEdit[] {
  return remedy.edits.map(({ range, text }) => fixer.replaceTextRange([range[0], range[1]], text));
}
