import type { Assignment, Command, ShellWord } from "../shell/command.ts";
import { type Arguments, type Flag, hasFlag, parseArguments } from "./arguments.ts";
import type { CommandForm, Ecosystem, Effect, FrozenTest } from "./ecosystem.ts";
import { ecosystems } from "./index.ts";
import { type Program, programsOf } from "./program.ts";

/** What one command does in terms of one record. */
export interface Invocation {
  readonly ecosystem: Ecosystem;
  readonly form: CommandForm;
  readonly effect: Effect;
  /** Words after the subcommand, and values of flags that name an operand (`-e .`). */
  readonly operands: readonly ShellWord[];
  /** Value of a flag that names the directory to work in: `npm --prefix d ci`. */
  readonly directory: ShellWord | undefined;
  /** Manifests that the command itself names (`-r requirements.txt`), as written; may be a URL. */
  readonly manifestOperands: readonly ShellWord[];
  /** Whether the command is known never to rewrite a manifest or lockfile. */
  readonly frozen: boolean;
  /** Names of the flags, each followed by its value if it has one, in order: `["--version", "1.2.3", "--locked"]`. */
  readonly flags: readonly string[];
  /** Words that the shell expands and that may hold any flag or value: `$PIP_FLAGS`, `--version "$V"`. */
  readonly unknowns: readonly ShellWord[];
}

/** `unknown`: the shell expands a part of it, or the record does not judge. */
export type Pinning = "pinned" | "unpinned" | "unknown";

/**
 * What a command does, at most once for each record, in the order of the records. Empty for help, version and dry runs,
 * for package runners (npx and its like) and for all that no record knows.
 *
 * Two records may share their words (both Yarns): `applicable` says which is meant.
 */
export function classify(command: Command, records: readonly Ecosystem[] = ecosystems): readonly Invocation[] {
  const programs = programsOf(command);
  return records.flatMap((ecosystem) => (hasToolOf(ecosystem, programs) ? firstMatch(ecosystem, programs, command.environment) : []));
}

/**
 * The invocations of one command whose record is meant, given the files in the directory of the install (path → text).
 * Where the words fit one record alone, they outweigh the files; without files the older tool of two is assumed.
 */
export function applicable(
  invocations: readonly Invocation[],
  files: ReadonlyMap<string, string> = new Map(),
): readonly Invocation[] {
  const rivals = invocations.filter(({ ecosystem }) => ecosystem.applies !== undefined);
  if (rivals.length < 2) return invocations;
  return invocations.filter(({ ecosystem }) => ecosystem.applies?.(files) ?? true);
}

/** Whether an operand of an `add` names one fixed version. */
export function pinningOf(invocation: Invocation, operand: ShellWord): Pinning {
  const isPinned = invocation.ecosystem.isPinned;
  if (isPinned === undefined || !operand.literal || operand.value.length > LONGEST_NAME) return "unknown";
  const following = invocation.operands.slice(invocation.operands.indexOf(operand) + 1).map(({ value }) => value);
  if (isPinned(operand.value, invocation.flags, following)) return "pinned";
  return invocation.unknowns.length > 0 ? "unknown" : "unpinned";
}

interface Tools {
  readonly names: ReadonlySet<string>;
  readonly patterns: readonly RegExp[];
  readonly modules: ReadonlySet<string>;
}

/** Nearly all commands are no package manager's: that is known by their names, before any form is looked at. */
const toolsOf: ReadonlyMap<Ecosystem, Tools> = new Map(ecosystems.map((ecosystem) => [ecosystem, readTools(ecosystem)]));

function readTools({ commands }: Ecosystem): Tools {
  const tools = commands.flatMap((form) => form.tools);
  return {
    names: new Set(tools.filter((tool) => typeof tool === "string")),
    patterns: tools.filter((tool) => typeof tool !== "string"),
    modules: new Set(commands.flatMap((form) => form.modules ?? [])),
  };
}

function hasToolOf(ecosystem: Ecosystem, programs: readonly Program[]): boolean {
  const { names, patterns, modules } = toolsOf.get(ecosystem) ?? readTools(ecosystem);
  return programs.some(({ isModule, name }) => (isModule ? modules.has(name) : names.has(name) || patterns.some((pattern) => isWord(pattern, name))));
}

function firstMatch(
  ecosystem: Ecosystem,
  programs: readonly Program[],
  environment: readonly Assignment[],
): readonly Invocation[] {
  for (const form of ecosystem.commands) {
    for (const program of programs) {
      const invocation = match(ecosystem, form, program, environment);
      if (invocation !== undefined) return [invocation];
    }
  }
  return [];
}

function match(
  ecosystem: Ecosystem,
  form: CommandForm,
  program: Program,
  environment: readonly Assignment[],
): Invocation | undefined {
  if (!isTool(form, program)) return undefined;
  const valueFlags = valueFlagsOf(form);
  const parsed = parseArguments(program.args, valueFlags);
  const count = subcommandLength(form, parsed.positionals);
  if (count === undefined || isHarmless(parsed.flags, valueFlags)) return undefined;

  const operands = [...parsed.positionals.slice(count), ...valuesOf(parsed.flags, form.operandFlags)];
  if (!fitsFlags(form, parsed.flags) || !fitsOperands(form, operands)) return undefined;
  const manifests = valuesOf(parsed.flags, form.manifestFlags);
  return {
    ecosystem,
    form,
    effect: form.effect,
    operands,
    directory: valuesOf(parsed.flags, form.directoryFlags).at(-1),
    manifestOperands: [...manifests, ...operands.filter((word) => isManifest(form, word))],
    frozen: form.effect.kind === "install" && isFrozen(form.effect.frozen, parsed.flags, environment),
    flags: parsed.flags.flatMap(({ name, value }) => (value === undefined ? [name] : [name, value.value])),
    unknowns: unknownsOf(parsed),
  };
}

function isTool(form: CommandForm, program: Program): boolean {
  if (program.isModule) return form.modules?.includes(program.name) ?? false;
  return form.tools.some((tool) => isWord(tool, program.name));
}

function isWord(expected: string | RegExp, actual: string): boolean {
  if (typeof expected === "string") return expected === actual;
  return actual.length <= LONGEST_NAME && expected.test(actual);
}

function valueFlagsOf(form: CommandForm): ReadonlySet<string> {
  const { valueFlags = [], directoryFlags = [], manifestFlags = [], operandFlags = [] } = form;
  return new Set([...valueFlags, ...directoryFlags, ...manifestFlags, ...operandFlags]);
}

/** Number of words that the subcommand takes, or undefined when it is another one. */
function subcommandLength(form: CommandForm, positionals: readonly ShellWord[]): number | undefined {
  if (form.subcommands === undefined) return 0;
  const found = form.subcommands.find((words) =>
    words.every((word, index) => isWord(word, positionals[index]?.value ?? "")),
  );
  return found?.length;
}

/** Flags with which no tool installs anything. `--version` may also be a value: `cargo install x --version 1.2.3`. */
function isHarmless(flags: readonly Flag[], valueFlags: ReadonlySet<string>): boolean {
  const isVersion = !valueFlags.has("--version") && hasFlag(flags, "--version");
  return isVersion || ["--help", "-h", "--dry-run"].some((name) => hasFlag(flags, name));
}

function fitsFlags(form: CommandForm, flags: readonly Flag[]): boolean {
  const isGiven = (name: string): boolean => hasFlag(flags, name);
  if (form.shortFlags !== undefined && !form.shortFlags.test(shortLetters(flags))) return false;
  return (form.anyFlag?.some(isGiven) ?? true) && !(form.noFlag?.some(isGiven) ?? false);
}

/** "Sy" for `-S -y`, and for `-Sy`, which is parsed into itself and its letters. */
function shortLetters(flags: readonly Flag[]): string {
  return flags.flatMap(({ name }) => (/^-[A-Za-z]$/.test(name) ? [name.slice(1)] : [])).join("");
}

function fitsOperands(form: CommandForm, operands: readonly ShellWord[]): boolean {
  const { operands: wanted = "any", operandPattern, anyOperand } = form;
  if (wanted === "none" && operands.length > 0) return false;
  if (wanted === "some" && operands.length === 0) return false;
  if (operandPattern !== undefined && !operands.every((word) => looksLike(operandPattern, word))) return false;
  return anyOperand === undefined || operands.some((word) => looksLike(anyOperand, word));
}

/** No pattern is tried on words longer than any name or path: some would take their square in time. */
function looksLike(pattern: RegExp, { value }: ShellWord): boolean {
  return value.length <= LONGEST_NAME && pattern.test(value);
}

const LONGEST_NAME = 1000;

function isManifest({ operandsAre }: CommandForm, word: ShellWord): boolean {
  if (operandsAre === undefined) return false;
  return operandsAre === "manifests" || looksLike(operandsAre.manifests, word);
}

/** `--project=` stands for a flag that takes its value only behind the sign. */
function valuesOf(flags: readonly Flag[], names: readonly string[] = []): readonly ShellWord[] {
  return flags.flatMap(({ name, value }) => (value !== undefined && (names.includes(name) || names.includes(`${name}=`)) ? [value] : []));
}

function isFrozen(test: FrozenTest, flags: readonly Flag[], environment: readonly Assignment[]): boolean {
  if (typeof test === "string") return test === "always";
  const isSet = (name: string): boolean => environment.some((assignment) => assignment.name === name && isTrue(assignment));
  return test.flags.some((name) => hasFlag(flags, name)) || (test.variables?.some(isSet) ?? false);
}

function isTrue({ value }: Assignment): boolean {
  return value?.literal === true && !["", "0", "false"].includes(value.value.toLowerCase());
}

function unknownsOf({ flags, positionals }: Arguments): readonly ShellWord[] {
  const values = flags.flatMap(({ value }) => (value === undefined || value.literal ? [] : [value]));
  const words = positionals.filter(({ literal, value }) => !literal && /^[$`]/.test(value));
  return [...words, ...values];
}
