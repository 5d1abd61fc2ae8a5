import { baseName, directoryName, relativeBelow, resolveImagePath } from "../files/image-path.ts";
import type { Install } from "../install.ts";
import type { RunStep, StageInput } from "../model.ts";
import { operandsOf } from "./command-words.ts";
import { stepText } from "./environment-use.ts";
import type { FloatingInstall } from "./floating-installs.ts";

/** An installation at moving versions, and the step that does it. */
export interface FloatingStep extends FloatingInstall {
  readonly step: RunStep;
}

/**
 * Whether what another stage takes is what was installed, or holds it, as far as the file tells: its path names a package,
 * lies at or around a place that the command names or that its record knows, or is a whole directory of programs. The tool
 * that builds the project (`npm install -g pnpm`, then `COPY --from=build /app/dist`) does not get into the output. Of an
 * upgrade only whole directories of the system are full.
 */
export function isTaken({ step, install, floating }: FloatingStep, { path }: StageInput): boolean {
  if (path === undefined || /[*?[]/.test(path)) return false;
  const taken = resolveImagePath({ anchored: true, path: "" }, path).path;
  if (taken === "") return true;
  if (install.effect.kind === "upgrade") return systemDirectories.test(taken);
  const names = floating.map(({ value }) => packageName(value));
  if ((names.includes(baseName(taken)) && isProgramPath(step, taken)) || putPlaces(step, names).some((place) => overlaps(taken, place))) return true;
  // One program out of many is only itself.
  if (/(?:^|\/)s?bin\/[^/]+$/.test(taken)) return false;
  return programDirectories.test(taken) || placesOf(step, install).some((place) => overlaps(taken, place)) || isKnownPlace(step, install, taken);
}

/** Directories that packages of the operating system fill. */
const systemDirectories = /^(?:usr|(?:usr\/)?(?:bin|sbin|lib|lib64|share)|etc|var|var\/lib)$/;

/** Directories that hold whatever was installed for all users. */
const programDirectories = /^usr(?:\/local)?(?:\/lib(?:64)?(?:\/[a-z_]+(?:\d[\d.]*)?)?)?$|(?:^|\/)s?bin$/;

/** Where programs and packages lie, or below a directory that a variable names (`GOBIN`); another directory may be called like a package. */
function isProgramPath({ environment }: RunStep, taken: string): boolean {
  const directory = `/${directoryName(taken)}`;
  return /(?:^|\/)(?:s?bin|lib(?:64)?)\//.test(taken) || [...environment.variables.values()].some(({ value }) => value === directory);
}

/** `goose` of `github.com/pressly/goose/v3/cmd/goose@latest`, `esbuild` of `esbuild@latest`, `flask` of `flask[async]>=3`. */
function packageName(operand: string): string {
  const segments = operand.replace(/(?<=.)@.*$|[[=<>~!;].*$/, "").split("/");
  return segments.findLast((segment) => segment !== "" && !/^v\d+$/.test(segment)) ?? operand;
}

/** Where a program called like a package is put by the steps of the same stage: `mv /go/bin/goose /out`. */
function putPlaces(step: RunStep, names: readonly string[]): readonly string[] {
  return step.stage.steps.flatMap((other) => {
    if (other.kind !== "run") return [];
    return other.script.commands.flatMap((command) => {
      const operands = ["cp", "mv", "install", "ln"].includes(command.name) ? operandsOf(command, ["-m", "-o", "-g"]) : [];
      const destination = operands.at(-1)?.value;
      const isPut = operands.slice(0, -1).some(({ value }) => names.includes(baseName(value)));
      return isPut && destination?.startsWith("/") === true ? [resolveImagePath({ anchored: true, path: "" }, destination).path] : [];
    });
  });
}

/** Absolute paths in the words of the command (`--prefix=/x`, `-w /x`, `/venv/bin/pip`), of its record, and where it works. */
function placesOf({ environment }: RunStep, { command, ecosystem, effect, workingDirectory }: Install): readonly string[] {
  const named = [...command.words, ...command.environment.flatMap(({ value }) => value ?? [])].flatMap(({ value }) => /^(?:-[\w-]*=?)?(\/.+)$/.exec(value)?.[1] ?? []);
  const { paths = [], variables = [] } = ecosystem.installsAt ?? {};
  const settings = variables.flatMap((name) => environment.variables.get(name)?.value ?? []);
  const isInProject = effect.kind === "add" && effect.scope === "project" && workingDirectory?.anchored === true;
  const inProject = isInProject ? ecosystem.installsInto.map((name) => `/${resolveImagePath(workingDirectory, name).path}`) : [];
  const absolute = [...named, ...settings, ...inProject, ...paths.filter((place) => typeof place === "string")];
  return absolute.map((place) => resolveImagePath({ anchored: true, path: "" }, place).path).filter((place) => place !== "");
}

/**
 * Whether the path is, or lies in, a directory of the kind that the record knows by its name (`site-packages`, `venv`). One with
 * a tool of its own is filled by that alone: a package that the system's tool installs is not in it.
 */
function isKnownPlace(step: RunStep, { ecosystem }: Install, taken: string): boolean {
  const { paths = [], environments } = ecosystem.installsAt ?? {};
  const segments = taken.split("/").slice(0, deepestPath);
  const above = segments.map((_, index) => `/${segments.slice(0, index + 1).join("/")}`);
  const known = above.filter((path) => paths.some((place) => typeof place !== "string" && place.test(path)));
  return known.some((path) => environments?.test(path) !== true || isEntered(step, path));
}

/** The commands name the programs of that directory (`. venv/bin/activate`, `venv/bin/pip`), or the PATH does. */
function isEntered(step: RunStep, path: string): boolean {
  const programs = `${baseName(path)}/bin`;
  const search = step.environment.variables.get("PATH");
  return [stepText(step), search?.value, search?.pair?.value?.text].some((text) => text?.includes(programs) === true);
}

const deepestPath = 64;

function overlaps(one: string, other: string): boolean {
  return relativeBelow(one, other) !== undefined || relativeBelow(other, one) !== undefined;
}
