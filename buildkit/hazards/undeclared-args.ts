import type { Pair } from "../../dockerfile/nodes.ts";
import type { Command, ShellWord } from "../../shell/command.ts";
import { platformArgs, proxyArgs } from "../environment.ts";
import type { Build, RunStep, Stage } from "../model.ts";
import { ownInstructions } from "../stage.ts";
import { argDeclarations } from "./early-args.ts";
import { isDistribution, isRegistryImage } from "./official-images.ts";
import { volatilityOf } from "./volatile-names.ts";

/** A variable that a RUN expands and that no ARG or ENV of its stage sets. */
export interface UndeclaredArg {
  readonly step: RunStep;
  readonly word: ShellWord;
  readonly name: string;
  /**
   * Why a value is expected. `global`: an ARG above the first FROM. `stage`: an ARG of a stage that this one is not built
   * on. `later`: an ARG below. `platform`: BuildKit knows it, in stages that ask for it. `passed`: the build passes it, and
   * nothing declares it. `volatile`: builds pass such names, and nothing declares it.
   */
  readonly reason: "global" | "stage" | "later" | "platform" | "passed" | "volatile";
  readonly declaration: Pair | undefined;
}

/**
 * Hazard B22, for RUN alone: BuildKit itself warns of undefined variables in other instructions. Each name is told once in
 * a stage, at its first use. Silent where something else may set it: the script, a file that the script reads, the shell,
 * the base image; and where the script says what to do without a value (`${X:-default}`).
 */
export function undeclaredArgs(build: Build): readonly UndeclaredArg[] {
  return build.stages.filter(({ isBuilt }) => isBuilt).flatMap((stage) => {
    const found = new Map<string, UndeclaredArg>();
    for (const step of stage.steps) {
      if (step.kind !== "run" || step.plantedBy !== undefined || !step.script.complete || step.script.commands.some(setsUnseen)) continue;
      for (const { name, word } of usesOf(step)) {
        const cause = found.has(name) || isSet(step, name) ? undefined : causeOf(build, step, name);
        if (cause !== undefined) found.set(name, { step, word, name, ...cause });
      }
    }
    return [...found.values()];
  });
}

interface Use {
  readonly name: string;
  readonly word: ShellWord;
}

function usesOf({ script }: RunStep): readonly Use[] {
  const words = script.commands.flatMap(({ words: own, environment, redirects }) => [...own, ...environment.flatMap(({ value }) => value ?? []), ...redirects.flatMap(({ target }) => target ?? [])]);
  const values = script.variables.flatMap(({ value }) => value ?? []);
  return [...words, ...values]
    .toSorted((a, b) => a.range[0] - b.range[0])
    .flatMap((word) => word.variables.filter((name) => !hasFallback(word, name)).map((name) => ({ name, word })));
}

/** `${X:-y}`, `${X-}`, `${X:+y}`, `${X:?missing}`: the script knows that there may be no value. */
function hasFallback({ text }: ShellWord, name: string): boolean {
  return new RegExp(`\\$\\{${name}:?[-+=?]`).test(text);
}

/** Commands that set variables nobody sees here. */
function setsUnseen({ name, args }: Command): boolean {
  if (name === "." || name === "source" || name === "eval") return true;
  return (name === "export" || name === "declare" || name === "set") && args.some(({ literal, value }) => !literal && !value.includes("="));
}

function isSet({ script, environment }: RunStep, name: string): boolean {
  const isPredefined = proxyArgs.includes(name.toLowerCase()) || name.startsWith("BUILDKIT_") || ofShell.test(name);
  return isPredefined || environment.variables.has(name) || script.variables.some((variable) => variable.name === name);
}

/** What shells set by themselves or are always given. Source: the Bash manual, "Shell Variables"; POSIX, "Environment Variables". */
const ofShell = /^(?:_|\d+|BASH\w*|COLUMNS|COMP_\w+|DIRSTACK|EPOCH\w+|E?UID|FUNCNAME|GROUPS|HISTCMD|HOME|HOSTNAME|HOSTTYPE|IFS|LANG|LANGUAGE|LC_\w+|LINENO|LINES|LOGNAME|MACHTYPE|MAIL|MAPFILE|OLDPWD|OPT(?:ARG|ERR|IND)|OSTYPE|PATH|PIPESTATUS|PPID|PS\d|PWD|S?RANDOM|REPLY|SECONDS|SHELL(?:OPTS)?|SHLVL|TERM|TMPDIR|TZ|USER)$/;

function causeOf(build: Build, { stage, instruction }: RunStep, name: string): Pick<UndeclaredArg, "reason" | "declaration"> | undefined {
  if (platformArgs.includes(name)) return { reason: "platform", declaration: undefined };
  const declarations = build.stages.flatMap((other) => argDeclarations(build, other).filter((declaration) => declaration.name === name));
  const global = build.globals.variables.get(name);
  if (declarations.length === 0 && global === undefined) return fromOutside(build, stage, name);
  if (mayComeFromBase(build, stage, name)) return undefined;
  const later = declarations.find((declaration) => declaration.stage === stage && declaration.instruction.range[0] > instruction.range[0]);
  if (later !== undefined) return { reason: "later", declaration: later.pair };
  if (global !== undefined) return { reason: "global", declaration: global.pair };
  const [other] = declarations;
  return other && { reason: "stage", declaration: other.pair };
}

/** No ARG of the file declares it. */
function fromOutside(build: Build, stage: Stage, name: string): Pick<UndeclaredArg, "reason" | "declaration"> | undefined {
  const isSetByEnv = build.stages.some((other) => ownInstructions(build, other).some((instruction) => instruction.type === "ENV" && instruction.pairs.some(({ key }) => key.text === name)));
  if (isSetByEnv) return undefined;
  if (build.options.passedArgs?.has(name) === true) return { reason: "passed", declaration: undefined };
  const volatility = /^[A-Z][A-Z0-9_]*$/.test(name) ? volatilityOf(name) : undefined;
  const isTold = volatility === "time" || volatility === "build" || volatility === "commit";
  const [root] = stage.chain;
  const isPlain = root?.base.kind === "scratch" || (root?.base.kind === "image" && !root.base.reference.repository.includes("/") && isRegistryImage(root.base.reference.repository));
  return isTold && isPlain ? { reason: "volatile", declaration: undefined } : undefined;
}

/**
 * Whether the base image may well set a variable of that name: an argument that chooses the base is mostly its version, and
 * so are names like these in the images of languages (`NODE_VERSION`, `GOPATH`). Images of distributions set none.
 */
function mayComeFromBase(build: Build, stage: Stage, name: string): boolean {
  const base = stage.chain[0]?.base;
  if (base?.kind === "scratch" || (base?.kind === "image" && isDistribution(base.reference.repository))) return false;
  const choosesBase = build.stages.some(({ baseArgs }) => baseArgs.includes(name));
  return choosesBase || /(?:VERSION|MAJOR|HOME|ROOT|PATH|PREFIX|DIR|SHA\d*|URL|USER|GROUP|UID|GID|ENV|CHANNEL|RELEASE)$|^DEBIAN_FRONTEND$/i.test(name);
}
