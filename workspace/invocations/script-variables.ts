import type { ScriptVariable, ShellWord } from "../../shell/command.ts";
import { classifyWord, type ValueScope } from "./classify-value.ts";
import type { InvokedValue } from "./invocation.ts";

/** Nobody defines variables by each other so often; the stack has an end. */
const longestChain = 32;

/**
 * What variables hold that a script sets: the value of the only assignment, if it is made for certain. Several count when
 * all of them are volatile. A variable that is set from itself (`X=${X:-dev}`) is seen as it was before.
 */
export function variablesOf(
  variables: readonly ScriptVariable[],
  scope: ValueScope,
  show: (word: ShellWord) => ShellWord,
): (name: string) => InvokedValue | undefined {
  const assigned = new Map<string, ScriptVariable[]>();
  for (const each of variables) assigned.set(each.name, [...(assigned.get(each.name) ?? []), each]);
  const known = new Map<string, InvokedValue>();
  const pending = new Set<string>();
  const lookUp = (name: string): InvokedValue | undefined => {
    const settings = assigned.get(name);
    if (settings === undefined || pending.has(name)) return scope.variable?.(name);
    const value = known.get(name);
    if (value !== undefined) return value;
    if (pending.size > longestChain) return { kind: "unknown", text: `$${name}` };
    pending.add(name);
    // `export X` sets nothing.
    const values = settings.flatMap((each) => (each.value === undefined ? [] : [classifyWord(show(each.value), { ...scope, variable: lookUp })]));
    pending.delete(name);
    const isCertain = values.length === 1 && settings.every(({ certain }) => certain);
    const isVolatile = values.length > 0 && values.every((each) => each.kind === "volatile");
    const result: InvokedValue = (isCertain || isVolatile ? values[0] : undefined) ?? { kind: "unknown", text: `$${name}` };
    known.set(name, result);
    return result;
  };
  return lookUp;
}
