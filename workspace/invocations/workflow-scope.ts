import { parseShell } from "../../shell/parse.ts";
import { classifyValue, type ValueScope } from "./classify-value.ts";
import type { InvokedValue } from "./invocation.ts";
import { variablesOf } from "./script-variables.ts";
import type { Combination } from "./workflow-matrix.ts";
import { hideExpressions } from "./hidden-expressions.ts";
import { yamlAt, yamlEntries, yamlText, type YamlValue } from "./yaml.ts";

export type Inputs = ReadonlyMap<string, InvokedValue>;

/** What the expressions and variables of a step stand for. */
export interface StepScope {
  value(text: string): InvokedValue;
  /** The variables of all `env` together, as a program sees them. */
  environment(): ReadonlyMap<string, InvokedValue>;
  readonly shell: ValueScope;
}

export interface StepSurroundings {
  /** Those of the job, whose outputs may be named. */
  readonly steps: readonly YamlValue[];
  readonly inputs: Inputs;
  readonly combination: Combination;
  /** `env` of the workflow, the job and the step; later ones go before. */
  readonly environment: readonly (YamlValue | undefined)[];
  readonly repository: string;
}

export function createStepScope({ steps, inputs, combination, environment, repository }: StepSurroundings): StepScope {
  // A variable that is made from itself has the value that an outer `env` gives it, which is not looked for.
  const pending = new Set<string>();
  const guarded = (key: string, find: () => InvokedValue | undefined): InvokedValue | undefined => {
    if (pending.has(key)) return { kind: "unknown", text: key };
    pending.add(key);
    const value = find();
    pending.delete(key);
    return value;
  };
  const variable = (name: string): InvokedValue | undefined =>
    guarded(`env.${name}`, () => {
      const text = environment.toReversed().map((variables) => yamlText(yamlAt(variables, name))).find((found) => found !== undefined);
      return text === undefined ? undefined : classifyExpressions(text);
    });
  const reference = (name: string): InvokedValue | undefined => {
    if (name.startsWith("env.")) return variable(name.slice(4));
    if (name.startsWith("inputs.")) return inputs.get(name.slice(7));
    if (name.startsWith("matrix.")) {
      const value = combination.get(name);
      return value === undefined ? undefined : classifyExpressions(value);
    }
    const [, step, output] = /^steps\.([\w-]+)\.outputs\.([\w-]+)$/.exec(name) ?? [];
    return step === undefined || output === undefined ? undefined : guarded(name, () => outputOf(step, output));
  };
  const shell: ValueScope = { variable, reference, repository };
  const names = new Set(environment.flatMap((variables) => yamlEntries(variables).map(([name]) => name)));
  return { value: classifyExpressions, environment: () => new Map([...names].flatMap((name): [string, InvokedValue][] => { const value = variable(name); return value === undefined ? [] : [[name, value]]; })), shell };

  /** Outside of `run` a dollar sign alone is nothing but that. */
  function classifyExpressions(text: string): InvokedValue {
    if (!text.includes("${{")) return { kind: "literal", value: text };
    return /\$(?!\{\{)/.test(text) ? { kind: "unknown", text } : classifyValue(text, { reference, repository });
  }

  /** What `echo name=value >> $GITHUB_OUTPUT` of an earlier step writes. */
  function outputOf(id: string, name: string): InvokedValue | undefined {
    const script = yamlText(yamlAt(steps.find((step) => yamlText(yamlAt(step, "id")) === id), "run"));
    if (script === undefined || script.length > 16_384) return undefined;
    const written = new RegExp(`(?:^|[\\s"'])${name.replaceAll("-", "\\-")}=(.*?)["']?\\s*>>|::set-output name=${name.replaceAll("-", "\\-")}::(.*?)["']?\\s*$`, "m").exec(script);
    const text = written?.[1] ?? written?.[2];
    if (text === undefined) return undefined;
    const { text: hidden, show } = hideExpressions(script);
    return classifyValue(text, { ...shell, variable: variablesOf(parseShell(hidden, 0).variables, shell, show) });
  }
}
