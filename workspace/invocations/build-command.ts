import path from "node:path";
import type { Command } from "../../shell/command.ts";
import { bakeOptions, buildOptions, globalOptions } from "./build-options.ts";
import { contextOf } from "./build-context.ts";
import { classifyWord, type ValueScope } from "./classify-value.ts";
import type { BuildInvocation, InvocationContext, InvocationDockerfile, InvocationFiles, InvocationOrigin, InvokedValue } from "./invocation.ts";
import { expandWords, readArguments, splitPair, type Argument, type ToolArguments } from "./tool-arguments.ts";

/** A call of `docker buildx bake`: which files, which targets, and what it sets over them. */
export interface BakeCall {
  readonly origin: InvocationOrigin;
  /** Where it runs, absolute; undefined when nobody knows. */
  readonly directory: string | undefined;
  /** Absolute, of `-f`; empty for the files that bake looks for by itself. */
  readonly files: readonly string[];
  /** As given; empty for `default`, undefined when variables decide. */
  readonly targets: readonly string[] | undefined;
  /** `--set`: `*.args.VERSION` and its value, in order. */
  readonly overrides: readonly { readonly key: string; readonly value: InvokedValue }[];
  /** Variables of the bake file that the environment of the command or `--var` sets. */
  readonly variables: ReadonlyMap<string, InvokedValue>;
}

export type BuildCommand = { readonly kind: "build"; readonly invocation: BuildInvocation } | { readonly kind: "bake"; readonly call: BakeCall };

/**
 * Reads one command of a shell as a build: of `docker build`, `docker image build`, `docker builder build`, `docker buildx
 * build`, `podman build`, `buildah bud`, `nerdctl build`, `depot build`, or `docker buildx bake`, of late `docker bake`. Undefined for any other
 * command, and for a build of which no context is given. `scope.directory` is not asked: the command knows where it runs.
 */
export function readBuildCommand(command: Command, origin: InvocationOrigin, scope: ValueScope, files?: InvocationFiles): BuildCommand | undefined {
  const directory = command.directory !== undefined && path.isAbsolute(command.directory) ? command.directory : undefined;
  const isOwn = command.environment.length > 0;
  const variable = isOwn ? (name: string): InvokedValue | undefined => ofEnvironment(command, name, scope) ?? scope.variable?.(name) : scope.variable;
  const inside: ValueScope = { ...scope, directory, variable, memory: isOwn ? undefined : scope.memory };
  const called = findTool(expandWords(command.words, inside), inside);
  if (called === undefined) return undefined;
  if (called.action === "bake") return { kind: "bake", call: readBake(called.args, origin, command, inside) };
  const invocation = readBuild(called, command, origin, inside, files);
  return invocation && { kind: "build", invocation };
}

function ofEnvironment({ environment }: Command, name: string, scope: ValueScope): InvokedValue | undefined {
  const value = environment.findLast((assignment) => assignment.name === name)?.value;
  return value && classifyWord(value, scope);
}

interface Called {
  readonly tool: string;
  readonly action: "build" | "bake";
  readonly args: readonly Argument[];
}

/** What comes between a tool's name and its arguments, by the tool. */
const subcommands: ReadonlyMap<string, readonly (readonly [words: string, action: "build" | "bake"])[]> = new Map([
  ["docker", [["build", "build"], ["image build", "build"], ["builder build", "build"], ["buildx build", "build"], ["buildx b", "build"], ["buildx bake", "bake"], ["buildx f", "bake"], ["bake", "bake"]]],
  ["docker-buildx", [["build", "build"], ["b", "build"], ["bake", "bake"], ["f", "bake"]]],
  ["podman", [["build", "build"], ["image build", "build"], ["buildx build", "build"]]],
  ["buildah", [["bud", "build"], ["build", "build"], ["build-using-dockerfile", "build"]]],
  ["nerdctl", [["build", "build"], ["image build", "build"], ["builder build", "build"]]],
  ["finch", [["build", "build"], ["image build", "build"]]],
  ["depot", [["build", "build"], ["bake", "bake"]]],
]); // prettier-ignore

/** Variables that hold the name of a tool, where nothing says which: `$CONTAINER_ENGINE build`. */
const toolVariable = /^\$\{?(?:\w+_)?(?:DOCKER|PODMAN|(?:CONTAINER|OCI)(?:_(?:TOOL|ENGINE|RUNTIME|CLI|CMD|BIN|BUILDER))?)(?:_?(?:CMD|BIN|CLI|EXE|COMMAND|BINARY))?\}?$/i;

/** Commands of projects and of npm that run the command in their arguments here, with more variables or again. */
const launchers: ReadonlySet<string> = new Set([
  "retry", "travis_retry", "ci_retry", "cross-env", "cross-env-shell", "dotenv", "dotenvx", "env-cmd", "op", "doppler", "infisical",
  "aws-vault", "chamber",
]); // prettier-ignore

/** A tool may stand behind what nobody knows (`$SUDO docker build`) and behind a launcher. */
function findTool(args: readonly Argument[], scope: ValueScope): Called | undefined {
  const shown = args.findIndex((argument) => !argument.isOpen || toolOf(argument) !== "");
  const isLaunched = shown >= 0 && launchers.has(args[shown]?.text ?? "");
  const start = isLaunched ? args.findIndex((argument, index) => index > shown && subcommands.has(toolOf(argument))) : shown;
  const [first, ...rest] = args.slice(Math.max(0, start));
  if (first === undefined) return undefined;
  const name = toolOf(first);
  const known = subcommands.get(name);
  if (known === undefined) return undefined;
  let operands = readArguments(rest, globalOptions, scope, true).operands;
  const [word, second] = operands;
  const pair = known.find(([words]) => words === word?.text) ?? known.find(([words]) => word !== undefined && words.startsWith(`${word.text} `));
  if (pair === undefined) return undefined;
  operands = operands.slice(1);
  if (pair[0] === word?.text) return { tool: name, action: pair[1], args: operands };
  if (second?.text.startsWith("-") === true) operands = readArguments(operands, globalOptions, scope, true).operands;
  const action = known.find(([words]) => words === `${word?.text ?? ""} ${operands[0]?.text ?? ""}`)?.[1];
  return action && { tool: name, action, args: operands.slice(1) };
}

/** The name of the program; "" when it cannot be told. */
function toolOf({ value, text }: Argument): string {
  if (value.kind === "literal") return path.posix.basename(value.value).replace(/\.exe$/, "");
  return toolVariable.test(text) ? "docker" : "";
}

function readBuild({ tool, args }: Called, command: Command, origin: InvocationOrigin, scope: ValueScope, files?: InvocationFiles): BuildInvocation | undefined {
  const read = readArguments(args, buildOptions, scope);
  const { directory } = scope;
  const context = operandContext(tool, read, directory);
  if (context === undefined) return undefined;
  const target = lastOf(read, "target");
  return {
    origin,
    context,
    dockerfile: dockerfileOf(tool, lastOf(read, "file"), context, command, directory, files),
    target: target?.value,
    args: new Map(allOf(read, "build-arg").flatMap((argument): [string, InvokedValue][] => {
      const pair = splitPair(argument, scope);
      if (pair === undefined) return [];
      return [[pair.name, pair.value?.value ?? ofName(pair.name, scope)]];
    })),
    namedContexts: new Map(allOf(read, "build-context").flatMap((argument): [string, InvocationContext][] => {
      const pair = splitPair(argument, scope);
      return pair?.value === undefined ? [] : [[pair.name, contextOf(pair.value.text, pair.value.value, directory)]];
    })),
    cacheFrom: allOf(read, "cache-from").map(textOf),
    cacheTo: allOf(read, "cache-to").map(textOf),
    platforms: platformsOf(allOf(read, "platform")),
    noCache: isOn(read, "no-cache"),
    pull: isOn(read, "pull") || isOn(read, "pull-always"),
    tags: allOf(read, "tag").map(textOf),
  };
}

/** `--build-arg NAME`: the environment has the value, or there is none. */
function ofName(name: string, scope: ValueScope): InvokedValue {
  const value = /^[A-Za-z_]\w*$/.test(name) ? classifyWord({ text: `$${name}`, value: `$${name}`, literal: false, variables: [name], range: [0, 0] }, scope) : undefined;
  return value === undefined || value.kind === "unknown" ? { kind: "unknown", text: name } : value;
}

/**
 * One operand is the context. What is not known may be an option or nothing, so it counts only where it is alone. Podman and
 * Buildah build the current directory if there is none.
 */
function operandContext(tool: string, { operands }: ToolArguments, directory: string | undefined): InvocationContext | undefined {
  const certain = operands.filter(({ isOpen }) => !isOpen);
  const [operand = operands[0], ...surplus] = certain;
  if (operand === undefined) return tool === "podman" || tool === "buildah" ? contextOf(".", { kind: "literal", value: "." }, directory) : undefined;
  if (operand.isOpen || surplus.length > 0) return { kind: "unknown", text: operand.text };
  return contextOf(operand.text, operand.value, directory);
}

/**
 * A relative `--file` starts at the current directory, not at the context (docker/buildx, build/opt.go, `loadInputs`); in a
 * remote context it is a path of that context. Podman and Buildah prefer `Containerfile`.
 */
function dockerfileOf(tool: string, file: Argument | undefined, context: InvocationContext, command: Command, directory: string | undefined, files?: InvocationFiles): InvocationDockerfile {
  const input = command.redirects.findLast(({ operator }) => operator.startsWith("<"));
  const isInput = file === undefined ? context.kind === "remote" && context.how === "stdin" : file.text === "-";
  const unknown: InvocationDockerfile = { kind: "unknown", text: file?.text ?? "" };
  if (isInput) {
    const target = input?.target;
    if (target?.literal !== true || /\.(?:tar|tgz|tar\.\w+)$/.test(target.value)) return unknown;
    if (input?.operator !== "<") return { kind: "inline", text: target.value };
    return directory === undefined ? unknown : { kind: "file", path: path.resolve(directory, target.value) };
  }
  if (context.kind === "remote" || (file === undefined && context.kind !== "directory")) return unknown;
  if (file !== undefined) {
    const name = file.value.kind === "literal" && file.value.value !== "" ? file.value.value : undefined;
    if (name === undefined || /^<\(|^https?:/.test(name) || (directory === undefined && !path.isAbsolute(name))) return unknown;
    return { kind: "file", path: path.resolve(directory ?? "", name) };
  }
  if (context.kind !== "directory") return unknown;
  const containerfile = path.join(context.path, "Containerfile");
  const isPodman = (tool === "podman" || tool === "buildah") && files?.kind(containerfile) === "file";
  return { kind: "file", path: isPodman ? containerfile : path.join(context.path, "Dockerfile") };
}

function readBake(args: readonly Argument[], origin: InvocationOrigin, { environment }: Command, scope: ValueScope): BakeCall {
  const read = readArguments(args, bakeOptions, scope);
  // A definition in another repository is none of ours.
  const isRemote = read.operands.some(({ text }) => /^(?:https?|git|ssh):\/\/|^git@/.test(text));
  const directory = isRemote ? undefined : scope.directory;
  const pairs = (name: string): { name: string; value: InvokedValue }[] =>
    allOf(read, name).flatMap((argument) => {
      const pair = splitPair(argument, scope);
      return pair?.value === undefined ? [] : [{ name: pair.name, value: pair.value.value }];
    });
  const assigned = environment.flatMap(({ name, value }): [string, InvokedValue][] => (value === undefined ? [] : [[name, classifyWord(value, scope)]]));
  return {
    origin,
    directory,
    files: allOf(read, "file").flatMap(({ value }) =>
      value.kind === "literal" && directory !== undefined && !/^(?:-$|cwd:\/\/|https?:)/.test(value.value) ? [path.resolve(directory, value.value)] : [],
    ),
    targets: read.operands.every(({ value }) => value.kind === "literal") ? read.operands.map(textOf) : undefined,
    overrides: pairs("set").map(({ name, value }) => ({ key: name, value })),
    variables: new Map([...assigned, ...pairs("var").map(({ name, value }): [string, InvokedValue] => [name, value])]),
  };
}

function allOf({ options }: ToolArguments, name: string): readonly Argument[] {
  return options.flatMap((option) => (option.name === name && option.argument !== undefined ? [option.argument] : []));
}

function lastOf(read: ToolArguments, name: string): Argument | undefined {
  return allOf(read, name).at(-1);
}

function textOf({ text, value }: Argument): string {
  return value.kind === "literal" ? value.value : text;
}

/** A switch, or one with a value that is certain: `--no-cache=true`, `--pull=always`. */
function isOn({ options }: ToolArguments, name: string): boolean {
  const last = options.findLast((option) => option.name === name);
  if (last === undefined) return false;
  return last.argument === undefined || (last.argument.value.kind === "literal" && /^(?:1|t|true|always|newer)$/i.test(last.argument.value.value));
}

function platformsOf(given: readonly Argument[]): readonly string[] {
  if (given.some(({ value }) => value.kind !== "literal")) return [];
  return given.flatMap((argument) => textOf(argument).split(",")).map((platform) => platform.trim()).filter((platform) => platform !== "");
}
