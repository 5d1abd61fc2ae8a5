import type { Assignment, Command, Joiner, Nesting, Range, Redirect, Script } from "./command.ts";
import { assignedVariables } from "./assigned.ts";
import { changeDirectory, mergePlaces, movesDirectory, nowhere, resolveDirectory, type Place } from "./directory.ts";
import { readOptions } from "./options.ts";
import { concatenate, placeWithin, type PlacedText } from "./placed-text.ts";
import { readShellCall } from "./shells.ts";
import type { BranchSyntax, List, LoopSyntax, ReadSyntax, SimpleSyntax, Syntax, SyntaxTree, SyntaxWord } from "./syntax.ts";
import { commandName, unwrap, type Call } from "./wrappers.ts";

/**
 * The commands of a script in the order in which they stand, substitutions first, with the directory that each runs in.
 * A `cd` is taken to succeed: a build in which it fails stops or is no concern of the cache.
 */
export function readCommands(tree: SyntaxTree, directory: string, readSyntax: ReadSyntax): Script {
  const output: Output = { commands: [], variables: [], complete: tree.complete, movers: new Set(), readSyntax };
  const moves = tree.list.some(({ syntax }) => leavesDirectory(syntax, output.movers));
  walkList(tree.list, { ...topLevel, moves }, { directory, stack: [] }, output);
  return { commands: output.commands, variables: output.variables, complete: output.complete };
}

interface Output {
  readonly commands: Command[];
  readonly variables: Assignment[];
  complete: boolean;
  /** Functions that change the directory of their caller. */
  readonly movers: Set<string>;
  readonly readSyntax: ReadSyntax;
}

interface Context {
  readonly nesting: readonly Nesting[];
  readonly conditional: boolean;
  /** Taken off the shell that runs this script: `sudo sh -c '…'`. */
  readonly wrappers: readonly string[];
  readonly environment: readonly Assignment[];
  /** Places of the substitutions that an outer shell has expanded before this script ran. */
  readonly expanded: readonly Range[];
  /** How many scripts this one is inside of. */
  readonly depth: number;
  /** Whether the script changes its directory anywhere. */
  readonly moves: boolean;
}

const topLevel: Context = {
  nesting: [],
  conditional: false,
  wrappers: [],
  environment: [],
  expanded: [],
  depth: 0,
  moves: false,
};

/** Scripts nested deeper than anybody writes are left as the command that runs them, so that no input costs much. */
const deepestScript = 12;

function walkList(list: List, context: Context, start: Place, output: Output, joiner?: Joiner): Place {
  let place = start;
  let chainStart = start;
  for (const item of list) {
    const joined = item.joiner ?? joiner;
    if (item.joiner !== "||") {
      chainStart = item.joiner === "&&" ? chainStart : place;
      place = walk(item.syntax, joined, context, place, output);
      continue;
    }
    const failed = chainStart.directory === place.directory ? place : nowhere;
    const end = walk(item.syntax, joined, { ...context, conditional: true }, failed, output);
    place = end === failed ? place : mergePlaces(place, end);
  }
  return place;
}

function walk(syntax: Syntax, joiner: Joiner | undefined, context: Context, place: Place, output: Output): Place {
  switch (syntax.kind) {
    case "simple":
      return walkSimple(syntax, joiner, context, place, output);
    case "pipeline":
      for (const [index, command] of syntax.commands.entries()) walk(command, index === 0 ? joiner : "|", context, place, output);
      return place;
    case "background":
      walkList(syntax.list, context, place, output, joiner);
      return place;
    case "subshell":
      walkList(syntax.list, within(context, "subshell"), place, output);
      return place;
    case "group":
      return walkList(syntax.list, within(context, "group"), place, output);
    case "branches":
      return walkBranches(syntax, context, place, output);
    case "loop":
      return walkLoop(syntax, context, place, output);
    case "function":
      return walkFunction(syntax, context, place, output);
    case "headed":
      expand(syntax.expansions, context, place, output);
      return walk(syntax.syntax, joiner, context, place, output);
  }
}

function within(context: Context, nesting: Nesting): Context {
  return { ...context, nesting: [...context.nesting, nesting] };
}

/** The first condition is always tested; everything else is conditional. */
function walkBranches(syntax: BranchSyntax, context: Context, start: Place, output: Output): Place {
  const inside = within(context, syntax.nesting);
  const maybe = { ...inside, conditional: true };
  const ends: Place[] = [];
  let place = start;
  for (const [index, { condition, body }] of syntax.branches.entries()) {
    place = condition === undefined ? place : walkList(condition, index === 0 ? inside : maybe, place, output);
    ends.push(walkList(body, maybe, place, output));
  }
  const [first = place, ...others] = syntax.exhaustive ? ends : [place, ...ends];
  return others.reduce(mergePlaces, first);
}

/** A round begins where the one before it ended, so a body that moves begins nobody knows where. */
function walkLoop({ condition = [], body }: LoopSyntax, context: Context, start: Place, output: Output): Place {
  const inside = within(context, "loop");
  const moves = [...condition, ...body].some(({ syntax }) => leavesDirectory(syntax, output.movers));
  const tested = walkList(condition, inside, moves ? nowhere : start, output);
  const end = walkList(body, { ...inside, conditional: true }, tested, output);
  return moves ? mergePlaces(start, end) : start;
}

/** A function runs where it is called: a known place only in a script that stays in one directory. */
function walkFunction(
  { name, body }: Extract<Syntax, { kind: "function" }>,
  context: Context,
  place: Place,
  output: Output,
): Place {
  const inside = { ...within(context, "function"), conditional: true };
  walkList(body, inside, context.moves ? nowhere : place, output);
  if (body.some(({ syntax }) => leavesDirectory(syntax, output.movers))) output.movers.add(name);
  return place;
}

function expand(expansions: SimpleSyntax["expansions"], context: Context, place: Place, output: Output): void {
  for (const { list, range } of expansions.substitutions) {
    const isDone = context.expanded.some(([start, end]) => start <= range[0] && range[1] <= end);
    if (!isDone) walkList(list, within(context, "substitution"), place, output);
  }
  output.variables.push(...expansions.sets);
}

function walkSimple(
  simple: SimpleSyntax,
  joiner: Joiner | undefined,
  context: Context,
  place: Place,
  output: Output,
): Place {
  expand(simple.expansions, context, place, output);
  const [first, ...rest] = simple.words;
  if (first === undefined) {
    output.variables.push(...simple.assignments);
    return place;
  }
  const call = unwrap([first, ...rest]);
  const inside: Context = {
    ...context,
    wrappers: [...context.wrappers, ...call.wrappers],
    environment: [...context.environment, ...simple.assignments, ...call.environment],
  };
  const where = call.directories.reduce<Place>(
    (at, target) => ({ ...at, directory: resolveDirectory(at.directory, target) }),
    place,
  );
  const script = context.depth < deepestScript ? innerScript(call, simple.input) : undefined;
  if (script !== undefined) {
    const end = walkScript(script, inside, where, output);
    return script.sameShell ? end : place;
  }
  pushCommand(call, simple, joiner, inside, where, output);
  walkTemplate(call, inside, where, output);
  return placeAfter(call, place, output);
}

function pushCommand(
  call: Call,
  simple: { readonly redirects: readonly Redirect[]; readonly range: Range },
  joiner: Joiner | undefined,
  context: Context,
  place: Place,
  output: Output,
): void {
  const [first, ...rest] = call.words;
  const args = rest.map(({ word }) => word);
  const name = commandName(first);
  output.commands.push({
    name,
    words: [first.word, ...args],
    args,
    environment: context.environment,
    redirects: simple.redirects,
    wrappers: context.wrappers,
    range: simple.range,
    joiner,
    nesting: context.nesting,
    conditional: context.conditional,
    directory: place.directory,
  });
  output.variables.push(...assignedVariables(name, call.words));
}

interface InnerScript {
  readonly text: PlacedText;
  readonly expanded: readonly Range[];
  /** `eval`: what it sets and where it goes stays. */
  readonly sameShell: boolean;
}

/** The script that a call runs in place of a command: of `sh -c`, `su -c`, `eval`, or a shell's here-document. */
function innerScript(call: Call, input: SyntaxWord | undefined): InnerScript | undefined {
  const shell = readShellCall(call.words);
  const script = call.script ?? (shell?.kind === "script" ? shell.script : shell && input);
  if (script !== undefined) {
    const expanded = script.expansions.substitutions.map(({ range }) => range);
    return script.opaque ? undefined : { text: script.content(), expanded, sameShell: false };
  }
  const [first, ...args] = call.words;
  if (commandName(first) !== "eval" || args.length === 0 || args.some(({ word }) => !word.literal)) return undefined;
  const parts = args.flatMap((arg) => [arg.content(), placeWithin(" ", arg.word.range)]);
  return { text: concatenate(parts.slice(0, -1)), expanded: [], sameShell: true };
}

function walkScript(script: InnerScript, context: Context, place: Place, output: Output): Place {
  const tree = output.readSyntax(script.text);
  output.complete &&= tree.complete;
  const moves = tree.list.some(({ syntax }) => leavesDirectory(syntax, output.movers));
  const expanded = [...context.expanded, ...script.expanded];
  const inside = { ...within(context, "script"), expanded, depth: context.depth + 1, moves };
  return walkList(tree.list, inside, script.sameShell ? place : { ...place, stack: [] }, output);
}

/** Options of xargs with a value, as in the manual page of GNU findutils 4.10. */
const xargsOptions = {
  short: "adEILnPs",
  long: ["arg-file", "delimiter", "max-lines", "max-args", "max-procs", "max-chars", "process-slot-var"],
};

/** `xargs cmd` runs `cmd` for what it reads, if it reads anything. */
function walkTemplate({ words }: Call, context: Context, place: Place, output: Output): void {
  if (commandName(words[0]) !== "xargs" || context.depth >= deepestScript) return;
  const { next } = readOptions(words, 1, xargsOptions);
  const [first, ...rest] = words.slice(next);
  if (first === undefined) return;
  const range: Range = [first.word.range[0], (rest.at(-1) ?? first).word.range[1]];
  const none = { variables: [], substitutions: [], sets: [] };
  const simple: SimpleSyntax = {
    kind: "simple",
    words: [first, ...rest],
    assignments: [],
    redirects: [],
    input: undefined,
    expansions: none,
    range,
  };
  walkSimple(simple, undefined, { ...context, conditional: true, depth: context.depth + 1 }, place, output);
}

function placeAfter({ words: [first, ...args], wrappers }: Call, place: Place, output: Output): Place {
  const name = commandName(first);
  if (output.movers.has(name)) return nowhere;
  const isOwnShell = wrappers.every((wrapper) => sameShellWrappers.has(wrapper));
  return isOwnShell && movesDirectory(name) ? changeDirectory(place, name, args) : place;
}

const sameShellWrappers = new Set(["command", "builtin", "time"]);

/** Whether the shell that runs this may stand elsewhere afterwards. */
function leavesDirectory(syntax: Syntax, movers: ReadonlySet<string>): boolean {
  const anyLeaves = (list: List): boolean => list.some((item) => leavesDirectory(item.syntax, movers));
  switch (syntax.kind) {
    case "simple": {
      const name = syntax.words.find(({ word }) => !sameShellWrappers.has(word.value))?.word.value ?? "";
      return name === "eval" || movesDirectory(name) || movers.has(name);
    }
    case "pipeline":
    case "background":
    case "subshell":
      return false;
    case "group":
      return anyLeaves(syntax.list);
    case "branches":
      return syntax.branches.some(({ condition = [], body }) => anyLeaves(condition) || anyLeaves(body));
    case "loop":
      return anyLeaves(syntax.condition ?? []) || anyLeaves(syntax.body);
    case "function":
      return anyLeaves(syntax.body);
    case "headed":
      return leavesDirectory(syntax.syntax, movers);
  }
}
