import { carriersOf, mentions, stepText } from "./environment-use.ts";
import { defaultOf, earlyArgs, substitutes, substitutions, type ArgDeclaration, type EarlyArgs } from "./early-args.ts";
import type { Build, RunStep } from "../model.ts";
import { isCacheBustName, isPlaceholder, volatilityOf } from "./volatile-names.ts";
import { proxyArgs } from "../environment.ts";

/**
 * Hazard A4: arguments that are new in every build or commit, above installs that do not use them. What the build passes
 * decides, where it is known. Else the name does, and only where nothing in the file contradicts it: a real default or a
 * use in what is downloaded makes it a pin.
 */
export function earlyVolatileArgs(build: Build): readonly EarlyArgs[] {
  // A branch alone is the same in most builds.
  return earlyArgs(build, (declaration) => isVolatile(build, declaration)).filter(({ declarations }) => declarations.some(({ name }) => volatilityOf(name) !== "branch" || isPassedVolatile(build, name)));
}

/**
 * Declared proxy arguments above installs. BuildKit gives them to every RUN without a declaration, and keeps them out of
 * the key then (cache-semantics 3, rule 10); one that another instruction substitutes has to be declared.
 */
export function declaredProxies(build: Build): readonly EarlyArgs[] {
  const isProxy = (declaration: ArgDeclaration): boolean =>
    proxyArgs.includes(declaration.name.toLowerCase()) && defaultOf(build, declaration).kind === "none" && !isSubstituted(build, declaration);
  // Whatever names or reads a proxy in a RUN is given it all the same.
  return earlyArgs(build, isProxy, () => "none");
}

function isVolatile(build: Build, declaration: ArgDeclaration): boolean {
  const passed = build.options.passedArgs?.get(declaration.name);
  const decidesBase = build.stages.some(({ baseArgs }) => baseArgs.includes(declaration.name));
  if (passed?.how === "volatile") return !isCacheBustName(declaration.name) && !decidesBase;
  // `dev` is what somebody passes who has nothing to tell; another build does.
  if (passed?.how === "fixed" && !isPlaceholder(passed.text)) return false;
  const volatility = volatilityOf(declaration.name);
  const standard = defaultOf(build, declaration);
  if (volatility === undefined || isCacheBustName(declaration.name) || standard.kind === "unknown") return false;
  if (standard.kind === "value" && !isPlaceholder(standard.value)) return false;
  if (decidesBase || selectsDownload(build, declaration.name)) return false;
  return volatility !== "release" || isOwnRelease(build, declaration);
}

function isPassedVolatile({ options }: Build, name: string): boolean {
  return options.passedArgs?.get(name)?.how === "volatile";
}

/** A version of the project itself: it labels the image or is handed on as such, and no step names it. */
function isOwnRelease(build: Build, declaration: ArgDeclaration): boolean {
  const users = substitutions(build, declaration);
  const isMetadata = users.every((user) => user.type === "LABEL" || (user.type === "ENV" && user.pairs.every(({ key, value }) => value === undefined || !substitutes(value.text, declaration.name) || volatilityOf(key.text) !== undefined)));
  const isNamed = build.steps.some((step) => (step.kind === "run" ? carriersOf(step, declaration.name).some((name) => mentions(stepText(step), name)) : step.args.includes(declaration.name)));
  return users.length > 0 && isMetadata && !isNamed;
}

/** Whether the argument says what is fetched: somebody else's commit or tag, which stays until it is edited. */
function selectsDownload(build: Build, name: string): boolean {
  return build.steps.some((step) => {
    if (step.kind === "run") return carriersOf(step, name).some((carrier) => mentions(stepText(step), carrier) && namesSource(step, carrier));
    return step.inputs.some(({ kind }) => kind === "url" || kind === "git") && step.args.includes(name);
  });
}

function namesSource(step: RunStep, carrier: string): boolean {
  return step.script.commands.some((command) => {
    if (["curl", "wget", "aria2c", "svn", "hg"].includes(command.name)) return true;
    if (command.name === "git") return command.args.some(({ value }) => ["clone", "checkout", "fetch", "reset", "switch", "remote", "pull", "submodule"].includes(value));
    return step.installs.some((install) => install.command === command) && command.words.some(({ text }) => mentions(text, carrier));
  });
}

function isSubstituted(build: Build, declaration: ArgDeclaration): boolean {
  return build.stages.some((stage) => stage.chain.includes(declaration.stage) && substitutions(build, { ...declaration, stage }).length > 0);
}
