import type { StubSources } from "../../ecosystems/ecosystem.ts";
import type { Command } from "../../shell/command.ts";
import { deliveryAt, isWholeContext } from "../delivery.ts";
import { pathBelow, resolveImagePath, type ImagePath } from "../files/image-path.ts";
import { manifestPlaces, type Install } from "../install.ts";
import type { Build, ContextInput, RunStep, Stage, Step } from "../model.ts";
import { chainSteps } from "../stage.ts";
import { contextInputs } from "../step.ts";
import { selects } from "../plan/context-selection.ts";
import { cacheMounts } from "./cache-directories.ts";
import { asAnchored, stubActions } from "./stub-commands.ts";

/** A build that takes what was compiled of placeholder sources for the result of the real ones. */
export interface StaleStub {
  readonly step: RunStep;
  /** The build of the real sources. */
  readonly build: Install;
  readonly stubs: StubSources;
  /** The placeholders that it goes by, those with a known path first. */
  readonly stale: readonly [BuiltStub, ...BuiltStub[]];
  /** Whether the sources lie in a layer, so that their times can be changed. */
  readonly isCopied: boolean;
}

export interface BuiltStub {
  /** Its path from where the build works; undefined for one of several that a variable names. */
  readonly name: string | undefined;
  readonly writer: Command;
  /** The command that compiled it. */
  readonly compiler: Command;
  /** What brought the real source over it. */
  readonly replacement: ContextInput;
}

/**
 * Hazard B10. A placeholder is written and compiled, the real source is copied over it with the time it has on the host, and
 * the tool, which goes by times, takes the older file for fresh. A cache mount on the results changes nothing as long as both
 * builds have it. Silent when anything between may have made the sources younger or thrown the results away.
 */
export function staleStubs(build: Build): readonly StaleStub[] {
  const found = build.stages.filter(({ isBuilt }) => isBuilt).flatMap((stage) => staleInStage(build, stage));
  return found.filter(({ build: { command } }, index) => found.findIndex((other) => other.build.command === command) === index);
}

interface Placeholder {
  readonly path: ImagePath | undefined;
  readonly writer: Command;
  readonly compiled?: { readonly by: Command; readonly result: string };
  readonly replacement?: ContextInput;
}

function staleInStage(build: Build, stage: Stage): readonly StaleStub[] {
  const steps = chainSteps(stage);
  const records = new Set(steps.flatMap((step) => (step.kind === "run" ? step.installs : [])).map(({ ecosystem }) => ecosystem).filter((ecosystem) => ecosystem.stubs !== undefined));
  return [...records].flatMap(({ id, stubs, commands }) => {
    const tools = new Set(commands.flatMap((form) => form.tools).filter((tool) => typeof tool === "string"));
    return stubs === undefined ? [] : walk(build, steps, { id, stubs, tools });
  });
}

interface Tool {
  readonly id: string;
  readonly stubs: StubSources;
  readonly tools: ReadonlySet<string>;
}

function walk(build: Build, steps: readonly Step[], tool: Tool): readonly StaleStub[] {
  let placeholders: readonly Placeholder[] = [];
  return steps.flatMap((step, index) => {
    placeholders = placeholders.map((placeholder) => withReplacement(build, step, placeholder));
    if (step.kind !== "run") return [];
    if (!step.script.complete) placeholders = [];
    return step.script.commands.flatMap((command) => {
      const compile = step.installs.find((install) => install.command === command && install.ecosystem.id === tool.id);
      const result = compile && resultOf(build, step, compile, tool.stubs);
      if (compile === undefined || result === undefined) {
        placeholders = after(build, steps.slice(0, index), step, command, placeholders, tool);
        return [];
      }
      const [first, ...others] = placeholders.flatMap((placeholder) => toStale(placeholder, result, compile)).toSorted((a, b) => Number(a.name === undefined) - Number(b.name === undefined));
      if (hasManifest(build, steps.slice(0, index + 1), compile)) placeholders = placeholders.map((placeholder) => ({ ...placeholder, compiled: placeholder.compiled ?? { by: command, result } }));
      if (first === undefined) return [];
      const stale = [first, ...others] as const;
      return [{ step, build: compile, stubs: tool.stubs, stale, isCopied: stale.every(({ replacement }) => replacement.via === "copy") }];
    });
  });
}

/** Only with the project's own manifest is what is compiled of a placeholder taken for a result of the project. */
function hasManifest(build: Build, above: readonly Step[], install: Install): boolean {
  const inputs = above.flatMap(contextInputs);
  return manifestPlaces(install).some(({ path }) => inputs.some((input) => delivers(build, input, asAnchored(path))));
}

/** What holds behind one more command. */
function after(build: Build, above: readonly Step[], step: RunStep, command: Command, placeholders: readonly Placeholder[], { stubs, tools }: Tool): readonly Placeholder[] {
  let left = placeholders;
  for (const action of stubActions(step, command, tools, stubs)) {
    if (action.kind === "discard") left = left.filter(({ compiled }) => compiled === undefined);
    else if (action.kind === "touch") left = left.filter(({ path, replacement }) => replacement === undefined || !action.covers(path));
    else if (!isThere(build, above, step, action.path) && !left.some(({ path }) => path?.path === action.path?.path)) left = [...left, { path: action.path, writer: command }];
  }
  return left;
}

/** Whether a real source lies there already, so that what is written is no placeholder. */
function isThere(build: Build, above: readonly Step[], step: RunStep, path: ImagePath | undefined): boolean {
  const inputs = [...above, step].flatMap(contextInputs);
  return inputs.some((input) => (path === undefined ? input.path !== undefined && isWholeContext(input.path) : delivers(build, input, path)));
}

function withReplacement(build: Build, step: Step, placeholder: Placeholder): Placeholder {
  const { path, compiled } = placeholder;
  const replacement = contextInputs(step).find((input) => (path === undefined ? input.path !== undefined && isWholeContext(input.path) : delivers(build, input, path)));
  return replacement === undefined || compiled === undefined ? placeholder : { ...placeholder, replacement };
}

function delivers(build: Build, input: ContextInput, path: ImagePath): boolean {
  const context = build.context.kind === "known" ? build.context.context : undefined;
  const destination = input.destination && asAnchored(input.destination);
  const delivery = deliveryAt({ ...input, destination }, path, context);
  return delivery !== undefined && selects(input, delivery.path, build) && (context === undefined || context.kind(delivery.path) === "file");
}

function toStale({ path, writer, compiled, replacement }: Placeholder, result: string, { workingDirectory }: Install): readonly BuiltStub[] {
  if (compiled?.result !== result || replacement === undefined) return [];
  const name = path && workingDirectory && pathBelow(asAnchored(workingDirectory), path);
  if (path !== undefined && name === undefined) return [];
  return [{ name, writer, compiler: compiled.by, replacement }];
}

/** Names the results that a build leaves and goes by: where they lie, for which settings. Undefined when it makes none. */
function resultOf(build: Build, step: RunStep, { command, workingDirectory, ecosystem }: Install, stubs: StubSources): string | undefined {
  const result = stubs.resultOf(command.args.map(({ text }) => text));
  if (result === undefined || workingDirectory === undefined) return undefined;
  const settings = [...step.environment.variables.values()].filter(({ name }) => ecosystem.environment.some((pattern) => (typeof pattern === "string" ? pattern === name : pattern.test(name))));
  const outputs = asAnchored(resolveImagePath(workingDirectory, stubs.outputs));
  const mount = cacheMounts(step, build).find(({ target }) => pathBelow(asAnchored(target), outputs) !== undefined);
  const place = mount === undefined ? "layer" : `mount ${mount.mount.options.get("id")?.value?.text ?? mount.target.path}`;
  const own = command.environment.map(({ name, value }) => `${name}=${value?.text ?? ""}`);
  return [result, workingDirectory.path, place, ...own, ...settings.map(({ name, value = "" }) => `${name}=${value}`)].join("\n");
}
