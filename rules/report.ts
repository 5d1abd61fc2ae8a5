import type { RuleTextEdit, RuleTextEditor } from "@eslint/core";
import type { Located } from "../dockerfile/nodes.ts";
import { isForSeveralFiles, type Remedy } from "./edits/remedy.ts";
import type { FindingNote, RelatedPlace } from "./language/noted-source-code.ts";

/** What a rule says of one place. */
export interface Finding<MessageIds extends string> {
  /** The cause, at its narrowest: a word, a flag, a command. */
  readonly node: Pick<Located, "loc">;
  readonly messageId: MessageIds;
  readonly data?: Readonly<Record<string, string>>;
  /** Other places that the message speaks of, with a label of a few words. */
  readonly related?: readonly RelatedPlace[];
  /** Dockerfiles, relative to the build context's root, in which other rules tell the same. */
  readonly toldOf?: readonly string[];
  /** At most one automatic remedy, then suggestions in the order in which to offer them. */
  readonly remedies?: readonly Remedy<MessageIds>[];
}

interface Context<MessageIds extends string> {
  /** ESLint's name of the rule. */
  readonly id: string;
  report(violation: Violation<MessageIds>): void;
}

/** A finding as ESLint takes it, with what ESLint has no field for. */
export interface Violation<MessageIds extends string = string> {
  readonly loc: Located["loc"];
  readonly messageId: MessageIds;
  readonly data: Record<string, string>;
  readonly fix: ((fixer: RuleTextEditor) => RuleTextEdit[]) | null;
  readonly suggest: { messageId: MessageIds; data: Record<string, string>; fix: (fixer: RuleTextEditor) => RuleTextEdit[] }[];
  readonly note: FindingNote<MessageIds>;
}

/**
 * Reports a finding. Related places, and remedies that edit or create other files, for which ESLint has no field, go with it as a note, which
 * eslint-rule.ts leaves with the source code: the command line and the server read them from `sourceCode.notes`.
 */
export function report<MessageIds extends string>(context: Context<MessageIds>, finding: Finding<MessageIds>): void {
  const { node, messageId, data = {}, related = [], remedies = [], toldOf } = finding;
  context.report(toViolation({ ruleId: context.id, messageId, data, loc: node.loc, related, remedies, ...(toldOf && { toldOf }) }));
}

/** What ESLint is told of a finding. */
export function toViolation<MessageIds extends string>(note: FindingNote<MessageIds>): Violation<MessageIds> {
  const { loc, messageId, data = {}, remedies } = note;
  const carried = remedies.filter((remedy) => remedy.edits.length > 0 && !isForSeveralFiles(remedy));
  const automatic = carried.find((remedy) => remedy.safety === "automatic");
  const offered = carried.filter((remedy) => remedy !== automatic);
  return {
    loc,
    messageId,
    data: { ...data },
    fix: automatic === undefined ? null : (fixer) => toEdits(fixer, automatic),
    suggest: offered.map((remedy) => ({ messageId: remedy.messageId, data: { ...remedy.data }, fix: (fixer) => toEdits(fixer, remedy) })),
    note,
  };
}

function toEdits(fixer: RuleTextEditor, remedy: Remedy): RuleTextEdit[] {
  return remedy.edits.map(({ range, text }) => fixer.replaceTextRange([range[0], range[1]], text));
}
