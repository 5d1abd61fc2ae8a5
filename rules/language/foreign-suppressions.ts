import type { Comment, Dockerfile, Position } from "../../dockerfile/nodes.ts";
import { anchorOf, endOf } from "./comment-anchor.ts";

/** A comment addressed to another linter that accepts what one of our rules reports. */
export interface ForeignSuppression {
  readonly ruleIds: ReadonlySet<string>;
  /** The lines it covers, from zero, both included. */
  readonly lines: readonly [first: number, last: number];
}

/**
 * What the ignore comments of other linters silence here. They belong to those linters: they are never edited and never
 * called unused. `# check=skip=` is BuildKit's own and means none of our rules.
 */
export function findForeignSuppressions(dockerfile: Dockerfile): ForeignSuppression[] {
  return dockerfile.comments.map((comment) => readComment(comment, dockerfile)).filter((found) => found !== undefined);
}

/** Whether a finding of a rule at this position is covered by one of the comments. */
export function isSuppressed(ruleId: string, { line }: Position, suppressions: readonly ForeignSuppression[]): boolean {
  return suppressions.some(({ ruleIds, lines: [first, last] }) => ruleIds.has(ruleId) && first <= line && line <= last);
}

/** Rules of others → ours that report the same. Ids without their tool's prefix, in lower case; every rule of ours exists. */
export const overlappingRules: ReadonlyMap<string, readonly string[]> = new Map([
  // hadolint
  ["dl3006", ["no-floating-base-image"]],
  ["dl3007", ["no-floating-base-image"]],
  // checkov
  ["ckv_docker_5", ["no-split-index-update"]],
  ["ckv_docker_7", ["no-floating-base-image"]],
  // trivy, whose ids were written in several ways over time
  ["ds-0001", ["no-floating-base-image"]],
  ["ds-0017", ["no-split-index-update"]],
  // tally
  ["prefer-add-git", ["no-unpinned-git-clone"]],
]);

interface ForeignForm {
  /** Its first group is the list of rules. */
  readonly pattern: RegExp;
  readonly scope: "instruction" | "file";
}

const forms: readonly ForeignForm[] = [
  { pattern: /^\s*hadolint\s+ignore\s*=([^#]*)/i, scope: "instruction" },
  { pattern: /^\s*hadolint\s+global\s+ignore\s*=([^#]*)/i, scope: "file" },
  { pattern: /^\s*tally\s+ignore\s*=([^;#]*)/i, scope: "instruction" },
  { pattern: /^\s*tally\s+global\s+ignore\s*=([^;#]*)/i, scope: "file" },
  { pattern: /^\s*trivy:ignore:(\S*)/i, scope: "instruction" },
  // checkov collects the skip comments of a whole Dockerfile before it runs its checks
  { pattern: /^\s*checkov:skip\s*=([^:#]*)/i, scope: "file" },
];

function readComment(comment: Comment, dockerfile: Dockerfile): ForeignSuppression | undefined {
  for (const { pattern, scope } of forms) {
    const names = pattern.exec(comment.value)?.[1]?.split(/[\s,]+/) ?? [];
    const ruleIds = new Set(names.flatMap((name) => overlappingRules.get(normalize(name)) ?? []));
    const lines = scope === "file" ? dockerfile.loc : linesBelow(comment, dockerfile);
    if (ruleIds.size > 0 && lines !== undefined) return { ruleIds, lines: [lines.start.line, lines.end.line] };
  }
  return undefined;
}

function linesBelow(comment: Comment, dockerfile: Dockerfile): { start: Position; end: Position } | undefined {
  const instruction = anchorOf(comment, dockerfile.instructions);
  return instruction && { start: instruction.loc.start, end: endOf(instruction).position };
}

/** `hadolint/DL3007` → `dl3007`; `AVD-DS-0017`, `DS017` → `ds-0017`. */
function normalize(name: string): string {
  const bare = name.slice(name.lastIndexOf("/") + 1).toLowerCase();
  const trivy = /^(?:avd-)?ds-?0*(\d+)$/.exec(bare)?.[1];
  return trivy === undefined ? bare : `ds-${trivy.padStart(4, "0")}`;
}
