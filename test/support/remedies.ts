import { Linter } from "eslint";
import type { ContextKnowledge } from "../../buildkit/files/build-context.ts";
import { deadNegations } from "../../buildkit/hazards/dead-negations.ts";
import { withIgnoreText } from "../../buildkit/ignore-addition.ts";
import { parseIgnoreTree } from "../../buildkit/files/ignore-tree.ts";
import type { BuildsOf } from "../../rules/language/dockerfile-language.ts";
import { parseDockerfile } from "../../dockerfile/parse.ts";
import { isForSeveralFiles, type Remedy } from "../../rules/edits/remedy.ts";
import { createPlugin } from "../../rules/index.ts";
import { NotedSourceCode, type FindingNote } from "../../rules/language/noted-source-code.ts";
import { languageOf } from "../../rules/rule.ts";
import { rules } from "../../rules/rules.ts";
import { applyEdits, applyFix, type Message } from "./lint-rule.ts";

/** A Dockerfile with all that the rules may know of it. */
export interface Subject {
  /** How a problem names it. */
  readonly label: string;
  readonly text: string;
  readonly buildsOf: BuildsOf;
}

/** What a remedy may exchange its finding for, and why. */
const exchanges: readonly { readonly rule: string; readonly other: string; readonly because: string }[] = [
  { rule: "no-unpinned-git-clone", other: "no-volatile-add", because: "the title says that ADD follows the branch" },
  { rule: "no-broad-copy-before-install", other: "no-host-artifacts-overwrite", because: "the title names what would be overwritten" },
  { rule: "no-broad-copy-before-install", other: "no-broad-copy-before-system-packages", because: "packages stood below the copy all along, as one finding with the install" },
  { rule: "no-redundant-manifest-copy", other: "no-broad-copy-before-system-packages", because: "the same" },
  { rule: "no-ignored-copy-source", other: "no-credential-copy", because: "the title says that the file gets into the build" },
  { rule: "prefer-dependency-layer", other: "prefer-cache-mount", because: "the download is a step of its own now, which a mount helps as well" },
  { rule: "no-early-volatile-arg", other: "no-frozen-upgrade", because: "it was the argument that re-ran the upgrade" },
  { rule: "no-query-cache-bust", other: "no-volatile-add", because: "the query hid that the address has no version" },
];

/**
 * Applies every fix and suggestion for a Dockerfile, each alone, and says what is wrong with its outcome: syntax that breaks,
 * comments or line ends that are lost, a finding that stays as it was, another rule's that is new. `ids` are the rules
 * (without prefix) whose remedies are tried.
 */
export function remedyProblems(subject: Subject, ids: readonly string[]): { readonly tried: number; readonly problems: readonly string[] } {
  const { lint } = createLint(subject);
  const wanted = ids.map((id) => `layerwise/${id}`);
  const before = lint(subject.text);
  const fixes = before.messages.filter(({ ruleId }) => wanted.includes(ruleId ?? "")).flatMap((message) => fixesOf(message));
  const problems = fixes.flatMap(({ message, title, fix }) => {
    const after = applyFix(subject.text, fix);
    const found = [...textProblems(subject.text, after), ...findingProblems(message.ruleId ?? "", before, lint(after))];
    return found.map((problem) => `${subject.label}:${message.line} ${title}: ${problem}`);
  });
  const wide = before.notes.filter(({ ruleId }) => wanted.includes(ruleId)).flatMap((note) => note.remedies.filter(isForSeveralFiles).map((remedy) => ({ note, remedy })));
  const wideProblems = wide.flatMap(({ note, remedy }) => {
    const found = findingProblems(note.ruleId, before, createLint({ ...subject, buildsOf: changedBuilds(subject.buildsOf, remedy) }).lint(applyEdits(subject.text, remedy.edits)));
    return [...found, ...changeProblems(remedy)].map((problem) => `${subject.label}:${note.loc.start.line + 1} ${remedy.messageId}: ${problem}`);
  });
  return { tried: fixes.length + wide.length, problems: [...problems, ...wideProblems] };
}

/** The builds in contexts with the ignore file as the remedy leaves it. */
function changedBuilds(buildsOf: BuildsOf, { changes = [], creates = [] }: Remedy): BuildsOf {
  const texts = [...changes.map(({ text, edits }) => applyEdits(text, edits)), ...creates.map(({ text }) => text)];
  const change = (knowledge: ContextKnowledge): ContextKnowledge => {
    if (knowledge.kind === "unknown") return knowledge;
    if (knowledge.kind === "known") return { kind: "known", context: texts.reduce(withIgnoreText, knowledge.context) };
    return { kind: "ambiguous", candidates: knowledge.candidates.map((context) => texts.reduce(withIgnoreText, context)) };
  };
  return (file, demandOf) => {
    const [first, ...others] = buildsOf(file, demandOf);
    return [{ ...first, context: change(first.context) }, ...others.map((build) => ({ ...build, context: change(build.context) }))];
  };
}

/** Comments and line ends of an ignore file stay, and its `!` patterns name what they named. */
function changeProblems({ changes = [] }: Remedy): string[] {
  return changes.flatMap(({ text, edits }) => {
    const after = applyEdits(text, edits);
    const [old, edited] = [parseIgnoreTree(text), parseIgnoreTree(after)];
    const kept = edited.comments.map(({ value }) => value);
    return [
      ...old.comments.filter(({ value }) => !kept.includes(value)).map(({ value }) => `it loses the comment '${value}'`),
      ...(/\r\n/.test(text) && !/[^\r]\n/.test(text) && /[^\r]\n/.test(after) ? ["it mixes line ends"] : []),
      ...(after === text ? ["it changes nothing"] : []),
      ...(deadNegations(edited).length > deadNegations(old).length ? ["it undoes a pattern with `!`"] : []),
    ];
  });
}

/**
 * Applies all automatic fixes of a Dockerfile as `--fix` does, in several passes where they overlap, and says what is wrong with
 * the outcome: syntax, comments, line ends, or a second run that changes it again.
 */
export function fixAllProblems(subject: Subject): readonly string[] {
  const { fix } = createLint(subject);
  const after = fix(subject.text);
  if (after === subject.text) return [];
  const again = fix(after) === after ? [] : ["a second run of all fixes changes it again"];
  return [...textProblems(subject.text, after), ...again].map((problem) => `${subject.label}: all fixes: ${problem}`);
}

interface Lint {
  readonly messages: readonly Message[];
  readonly notes: readonly FindingNote[];
  /** Rule → number of findings and of the places that they name besides. */
  readonly weight: ReadonlyMap<string, number>;
  readonly counts: ReadonlyMap<string, number>;
}

function createLint({ buildsOf }: Subject): { readonly lint: (text: string) => Lint; readonly fix: (text: string) => string } {
  const plugin = createPlugin({ buildsOf });
  const config: Linter.Config = {
    files: ["**"],
    plugins: { layerwise: plugin },
    language: "layerwise/dockerfile",
    rules: Object.fromEntries(Object.entries(rules).filter(([, rule]) => languageOf(rule) === "dockerfile").map(([id]) => [`layerwise/${id}`, "warn"])),
  };
  const fix = (text: string): string => new Linter().verifyAndFix(text, config, { filename: "Dockerfile" }).output;
  const lint = (text: string): Lint => {
    const linter = new Linter();
    const messages = linter.verify(text, config, "Dockerfile");
    const sourceCode: unknown = linter.getSourceCode();
    const notes = sourceCode instanceof NotedSourceCode ? sourceCode.notes : [];
    const weight = new Map<string, number>();
    for (const { ruleId, related } of notes) weight.set(ruleId, (weight.get(ruleId) ?? 0) + 1 + related.length);
    const counts = new Map<string, number>();
    for (const { ruleId } of messages) counts.set(ruleId ?? "syntax", (counts.get(ruleId ?? "syntax") ?? 0) + 1);
    return { messages, notes, weight, counts };
  };
  return { lint, fix };
}

function fixesOf(message: Message): { readonly message: Message; readonly title: string; readonly fix: NonNullable<Message["fix"]> }[] {
  const own = message.fix === undefined ? [] : [{ message, title: "fix", fix: message.fix }];
  return [...own, ...(message.suggestions ?? []).map(({ desc, fix }) => ({ message, title: desc, fix }))];
}

function textProblems(text: string, after: string): string[] {
  const [old, edited] = [parseDockerfile(text), parseDockerfile(after)];
  const kept = edited.comments.map(({ value }) => value.trim());
  const lost = old.comments.filter(({ value }) => !kept.includes(value.trim()));
  const isCrlf = /\r\n/.test(text) && !/[^\r]\n/.test(text);
  return [
    ...(edited.errors.length > old.errors.length ? ["it breaks the syntax"] : []),
    ...lost.map(({ value }) => `it loses the comment '${value.trim()}'`),
    ...(isCrlf && /[^\r]\n/.test(after) ? ["it mixes line ends"] : []),
    ...(after === text ? ["it changes nothing"] : []),
  ];
}

function findingProblems(ruleId: string, before: Lint, after: Lint): string[] {
  const isCured = (after.weight.get(ruleId) ?? 0) < (before.weight.get(ruleId) ?? 0);
  const worse = [...after.counts].filter(([other, count]) => other !== ruleId && !isExchange(ruleId, other) && count > (before.counts.get(other) ?? 0));
  const described = worse.map(([other]) => `${other} reports more: ${after.messages.filter((message) => message.ruleId === other).map(({ line, message }) => `${line}: ${message}`).join(" ")}`);
  return [...(isCured ? [] : ["its finding stays"]), ...described];
}

function isExchange(ruleId: string, otherId: string): boolean {
  return exchanges.some(({ rule, other }) => `layerwise/${rule}` === ruleId && `layerwise/${other}` === otherId);
}
