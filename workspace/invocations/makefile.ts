import path from "node:path";
import { classifyValue, type ValueScope } from "./classify-value.ts";
import type { InvocationFiles, InvokedValue } from "./invocation.ts";
import { createMakeExpander } from "./make-variables.ts";
import { readMakefileLines } from "./makefile-lines.ts";
import { mayBuild } from "./may-build.ts";
import { readFromPlaces, readScript, type ScriptReading } from "./shell-script.ts";

/**
 * The builds that the recipes of a makefile run, each named by its target. Variables of the makefile are put in, defaults
 * (`?=`) as such; what `$(shell …)` asks is classified as in a script. A makefile runs in its own directory, a part that
 * others include (`*.mk`) there or in the repository's root. Includes and conditions are not followed. Never throws.
 */
export function readMakefile(file: string, source: string, files: InvocationFiles): ScriptReading {
  if (!mayBuild(source)) return { invocations: [], problems: [], bakes: [] };
  const own = path.dirname(file);
  const places = file.endsWith(".mk") ? [own, files.repository] : [own];
  return readFromPlaces(places, files, (directory) => readIn(directory, file, source, files));
}

function readIn(directory: string | undefined, file: string, source: string, files: InvocationFiles): ScriptReading {
  const { assignments, recipes } = readMakefileLines(source);
  const memory = new Map<string, InvokedValue>();
  const expander = createMakeExpander(assignments);
  const automatic = new Map([["MAKEFILE_LIST", file], ...(directory === undefined ? [] : [["CURDIR", directory], ["PWD", directory]] as const)]);
  const readings = recipes.map(({ target, text, line, lastLine }): ScriptReading => {
    const isName = target !== "" && !/[%$]/.test(target);
    const known = new Map([...automatic, ...(isName ? [["@", target]] as const : [])]);
    const pending = new Set<string>();
    const variable = (name: string): InvokedValue | undefined => {
      if (!expander.has(name) || pending.has(name)) return undefined;
      pending.add(name);
      const value = classifyValue(expander.expand(`$(${name})`, known), scope);
      pending.delete(name);
      return value;
    };
    const scope: ValueScope = { repository: files.repository, directory, variable, memory };
    const origin = { kind: "makefile", file, line, name: target.includes("$") ? "" : target } as const;
    const reading = readScript(withoutPrefixes(expander.expand(text, known)), { origin, directory, scope, files });
    // The body of a variable has lines of its own, which are not here.
    const within = (found: number): number => Math.min(found, lastLine);
    return {
      problems: reading.problems,
      invocations: reading.invocations.map((each) => ({ ...each, origin: { ...each.origin, line: within(each.origin.line) } })),
      bakes: reading.bakes.map((each) => ({ ...each, origin: { ...each.origin, line: within(each.origin.line) } })),
    };
  });
  return {
    invocations: readings.flatMap(({ invocations }) => invocations),
    problems: readings.flatMap(({ problems }) => problems),
    bakes: readings.flatMap(({ bakes }) => bakes),
  };
}

/** The body of a variable may be a recipe of several lines, with prefixes of their own. */
function withoutPrefixes(text: string): string {
  return text.replace(/(^|[^\\]\n)[ \t]*[@+-]+/g, "$1");
}
