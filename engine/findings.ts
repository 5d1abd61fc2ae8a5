import type { Linter } from "eslint/universal";
import { isForSeveralFiles, type Remedy } from "../rules/edits/remedy.ts";
import type { FindingNote, RelatedPlace } from "../rules/language/noted-source-code.ts";
import type { LintOutcome } from "./lint-text.ts";
import type { RuleDescription } from "./session.ts";

/** One message with everything that belongs to it. */
export interface Finding {
  readonly message: Linter.LintMessage;
  readonly related: readonly RelatedPlace[];
  /** At most one automatic remedy, then suggestions in the order in which to offer them. */
  readonly remedies: readonly OfferedRemedy[];
}

/** A remedy in words. Its edits are offsets in the text without byte order mark. */
export interface OfferedRemedy extends Pick<Remedy, "safety" | "edits"> {
  /** Imperative, without a full stop. */
  readonly title: string;
  /** Paths are relative to the build context's root. */
  readonly creates: NonNullable<Remedy["creates"]>;
  readonly changes: NonNullable<Remedy["changes"]>;
}

/**
 * Puts together what ESLint's messages and the rules' notes say of each finding, in the order of the messages. What the
 * engine refused to carry, because it would damage the file, is not offered.
 */
export function toFindings({ result, notes }: LintOutcome, ruleOf: (ruleId: string) => RuleDescription | undefined): Finding[] {
  const unclaimed = [...notes];
  return result.messages.map((message) => {
    // A rule may say the same of one place twice: then notes and messages come in the same order.
    const index = unclaimed.findIndex((note) => isAbout(note, message));
    const [note] = index === -1 ? [] : unclaimed.splice(index, 1);
    if (note === undefined) return { message, related: [], remedies: toRemoval(message) };
    const remedies = note.remedies.map((remedy) => toOffer(remedy, ruleOf(note.ruleId))).filter((offer) => isCarried(offer, message));
    return { message, related: note.related, remedies };
  });
}

function isAbout({ ruleId, messageId, loc }: FindingNote, message: Linter.LintMessage): boolean {
  if (ruleId !== message.ruleId || messageId !== message.messageId) return false;
  return loc.start.line === message.line - 1 && loc.start.column === message.column - 1;
}

function toOffer({ messageId, data = {}, safety, edits, creates = [], changes = [] }: Remedy, rule: RuleDescription | undefined): OfferedRemedy {
  const template = rule?.messages[messageId] ?? messageId;
  return { title: template.replace(/\{\{\s*(\w+)\s*\}\}/g, (whole, key: string) => data[key] ?? whole), safety, edits, creates, changes };
}

/** What needs other files was never ESLint's to carry. */
function isCarried(remedy: OfferedRemedy, { fix, suggestions = [] }: Linter.LintMessage): boolean {
  const { title, safety, edits } = remedy;
  if (edits.length === 0 || isForSeveralFiles(remedy)) return isForSeveralFiles(remedy);
  return safety === "automatic" ? fix !== undefined : suggestions.some(({ desc }) => desc === title);
}

/** Comments without effect are ESLint's own finding; it offers to remove them. */
function toRemoval({ ruleId, fix }: Linter.LintMessage): OfferedRemedy[] {
  if (ruleId !== null || fix === undefined) return [];
  return [{ title: "Remove what has no effect", safety: "automatic", edits: [{ range: fix.range, text: fix.text }], creates: [], changes: [] }];
}
