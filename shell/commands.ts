import type { Assignment, Command, Joiner, Nesting, Range, ResolveWord, Script, ScriptVariable } from "./command.ts";
import { assignedVariables, isDeclaration } from "./assigned.ts";
import { changeDirectory, leavesDirectory, mergePlaces, movesDirectory, nowhere, resolveDirectory, type Place } from "./directory.ts";
import { innerScript, templateOf, type InnerScript } from "./inner-script.ts";
import { emptySimple, noExpansions, type BranchSyntax, type List, type LoopSyntax, type ReadSyntax, type SimpleSyntax, type Syntax, type SyntaxTree } from "./syntax.ts";
import { commandName, unwrap, type Call } from "./wrappers.ts";

/**
 * The commands of a script in the order in which they stand, substitutions first, with the directory that each runs in.
 * A `cd` is taken to succeed: a build in which it fails stops or is no concern of the cache.
 */
export function readCommands(tree: SyntaxTree, directory: string, readSyntax: ReadSyntax, resolve: ResolveWord = unresolved): Script {
  const output: Output = { commands: [], variables: [], complete: tree.complete, movers: new Set(), readSyntax, resolve };
  const moves = leavesDirectory(tree.list, output.movers);
  walkList(tree.list, { ...topLevel, moves }, { directory, stack: [] }, output);
  return { commands: output.commands, variables: output.variables, complete: output.complete };
}

const unresolved: ResolveWord = () => undefined;

interface Output {
  readonly commands: Command[];
  readonly variables: ScriptVariable[];
  complete: boolean;
  /** Functions that change the directory of their caller. */
  readonly movers: Set<string>;
  readonly readSyntax: ReadSyntax;
  readonly resolve: ResolveWord;
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
const deepestScript = 6;

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
  const moves = leavesDirectory([...condition, ...body], output.movers);
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
  if (leavesDirectory(body, output.movers)) output.movers.add(name);
  return place;
}

function expand(expansions: SimpleSyntax["expansions"], context: Context, place: Place, output: Output): void {
  for (const { list, range } of expansions.substitutions) {
    const isDone = context.expanded.some(([start, end]) => start <= range[0] && range[1] <= end);
    if (!isDone) walkList(list, within(context, "substitution"), place, output);
  }
  setVariables(expansions.sets, undefined, context, output);
}

function setVariables(
  variables: readonly Assignment[],
  joiner: Joiner | undefined,
  { nesting }: Context,
  output: Output,
  isDeclared = false,
): void {
  const isBranch = nesting.some((each) => each === "if" || each === "loop" || each === "case");
  const isSure = !isBranch && joiner !== "&&" && joiner !== "||";
  output.variables.push(...variables.map((variable) => ({ ...variable, certain: isSure && (isDeclared || variable.value !== undefined) })));
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
    setVariables(simple.assignments, joiner, context, output);
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
  const script = context.depth < deepestScript ? innerScript(call, simple.redirects) : undefined;
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
  simple: SimpleSyntax,
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
    redirects: simple.redirects.map(({ redirect }) => redirect),
    wrappers: context.wrappers,
    range: simple.range,
    joiner,
    nesting: context.nesting,
    conditional: context.conditional,
    directory: place.directory,
  });
  setVariables(assignedVariables(name, call.words), joiner, context, output, isDeclaration(name));
}

function walkScript(script: InnerScript, context: Context, place: Place, output: Output): Place {
  const tree = output.readSyntax(script.text);
  output.complete &&= tree.complete;
  const moves = leavesDirectory(tree.list, output.movers);
  const expanded = [...context.expanded, ...script.expanded];
  const inside = { ...within(context, "script"), expanded, depth: context.depth + 1, moves };
  return walkList(tree.list, inside, script.sameShell ? place : { ...place, stack: [] }, output);
}

/** `xargs cmd` runs `cmd` for what it reads, if it reads anything. */
function walkTemplate(call: Call, context: Context, place: Place, output: Output): void {
  const [first, ...rest] = context.depth < deepestScript ? templateOf(call.words) : [];
  if (first === undefined) return;
  const range: Range = [first.word.range[0], (rest.at(-1) ?? first).word.range[1]];
  const simple = { ...emptySimple(noExpansions, range), words: [first, ...rest] };
  walkSimple(simple, undefined, { ...context, conditional: true, depth: context.depth + 1 }, place, output);
}

function placeAfter({ words: [first, ...args], wrappers }: Call, place: Place, output: Output): Place {
  const name = commandName(first);
  if (output.movers.has(name)) return nowhere;
  return movesDirectory(name, wrappers) ? changeDirectory(place, name, args, output.resolve) : place;
}
