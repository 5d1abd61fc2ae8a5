import { normalizePath, relativeBelow } from "../files/image-path.ts";
import type { Build, RunStep, Stage, StageInput } from "../model.ts";
import type { Mount } from "../mount.ts";
import { chainSteps } from "../stage.ts";
import { builtRuns } from "./cache-directories.ts";

/** A bind mount of another stage's whole file system, of which the RUN names one part. */
export interface WholeStageBind {
  readonly step: RunStep;
  readonly mount: Mount;
  readonly stage: Stage;
  /** The part, without leading slash: the same below the mount's target and in the stage. Never empty. */
  readonly part: string;
}

/**
 * Hazard A22. A mount of a stage is keyed by the content of what is mounted (cache-semantics 1.1, C3 and C3b): without
 * `source=` that is every file of the stage. Silent where the RUN names the target itself, files in several directories at
 * its root, or nothing below it: it may then need the whole. A stage made from scratch holds what it is to hand on and no
 * more, and one without steps changes with its image alone.
 */
export function wholeStageBinds(build: Build): readonly WholeStageBind[] {
  return builtRuns(build).flatMap((step) =>
    step.inputs.flatMap((input) => {
      if (input.kind !== "stage" || input.via !== "mount" || !isWholeStage(input) || !isWorthNarrowing(input.stage)) return [];
      const mount = step.mounts.find(({ flag, source, type }) => type === "bind" && (source ?? flag) === input.node);
      const part = mount && partRead(step, input);
      return mount === undefined || part === undefined ? [] : [{ step, mount, stage: input.stage, part }];
    }),
  );
}

function isWholeStage({ path }: StageInput): boolean {
  return path !== undefined && normalizePath(path) === "";
}

function isWorthNarrowing(stage: Stage): boolean {
  return stage.chain[0]?.base.kind !== "scratch" && chainSteps(stage).some(({ kind }) => kind !== "workdir");
}

/** The one path below the target that the text of the RUN names, or the directory that all of them have in common. */
function partRead(step: RunStep, { destination }: StageInput): string | undefined {
  if (destination?.anchored !== true || destination.path === "" || relativeBelow(destination.path, step.directory.path) !== undefined) return undefined;
  const names = namesBelow(commandText(step), `/${destination.path}`);
  const [first, ...others] = [...new Set(names.map(({ path, isProgram }) => (isProgram ? parentOf(path) : path)))];
  const part = others.reduce(commonPath, first ?? "");
  return part === "" ? undefined : part;
}

interface NamedPath {
  readonly path: string;
  /** What is started may need what lies beside it. */
  readonly isProgram: boolean;
}

/** Every mention of the target in a text; of what a wildcard or a variable goes on, the directory that holds it. */
function namesBelow(text: string, target: string): readonly NamedPath[] {
  const names: NamedPath[] = [];
  for (let at = text.indexOf(target); at !== -1; at = text.indexOf(target, at + 1)) {
    const before = text.slice(0, at);
    const rest = text.slice(at + target.length);
    if ((/[\w./-]$/.test(before) && !/(?:^|[\s="'])-[A-Za-z]$/.test(before)) || /^[\w.-]/.test(rest)) continue;
    const written = /^[^\s"'`:;,=|&<>()]*/.exec(rest)?.[0] ?? "";
    const open = written.search(/[$*?[{\\]/);
    const path = normalizePath(open === -1 ? written : written.slice(0, written.lastIndexOf("/", open) + 1));
    names.push({ path, isProgram: /(?:^|[|;&(])\s*$/.test(before) });
  }
  return names;
}

/** What the shell is given, without the flags of the instruction. */
function commandText({ instruction: { command, heredocs } }: RunStep): string {
  const own = command.form === "shell" ? command.source : command.words.map(({ text }) => text).join(" ");
  return [own.trim(), ...heredocs.map(({ text }) => text)].join("\n");
}

/** The directory of a program, or the program itself where it lies at the root of the stage. */
function parentOf(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash === -1 ? path : path.slice(0, slash);
}

function commonPath(a: string, b: string): string {
  const others = b.split("/");
  const parts = a.split("/");
  const end = parts.findIndex((part, index) => part !== others[index]);
  return (end === -1 ? parts : parts.slice(0, end)).join("/");
}
