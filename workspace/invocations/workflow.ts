import path from "node:path";

import type { BakeCall } from "./build-command.ts";
import { classifyValue } from "./classify-value.ts";
import type { BuildInvocation, InvocationFiles, InvocationProblem, InvokedValue } from "./invocation.ts";
import { readScript, type ScriptReading } from "./shell-script.ts";
import { expandMatrix, type Combination } from "./workflow-matrix.ts";
import { readBakeStep, readBuildStep } from "./workflow-build-step.ts";
import { locateIn, readCheckouts } from "./workflow-checkouts.ts";
import { createStepScope, type Inputs, type StepScope } from "./workflow-scope.ts";
import { isTemplate, readYaml, yamlAt, yamlEntries, yamlEntry, yamlText, type YamlEntry, type YamlValue } from "./yaml.ts";

/**
 * The builds of a GitHub workflow or of a composite action: steps with an action that builds (`docker/build-push-action`
 * and those with its inputs), commands in `run`, and what local workflows and actions do that it calls. Values of a matrix
 * that is written out are put in one by one.
 */
export function readWorkflow(file: string, text: string, files: InvocationFiles): ScriptReading {
  const reader = createReader(files);
  reader.readFile(file, text, undefined, []);
  return { invocations: unique(reader.invocations), problems: reader.problems, bakes: reader.bakes };
}

export function isWorkflow(file: string): boolean {
  return /^\.(?:github|gitea|forgejo)\/workflows\/[^/]+\.ya?ml$/.test(file) || isAction(file);
}

function isAction(file: string): boolean {
  return /(?:^|\/)action\.ya?ml$/.test(file);
}

/** A job as its steps see it; of an action that a workflow calls it is the caller's. */
interface Job {
  readonly name: string;
  readonly file: string;
  readonly inputs: Inputs;
  readonly environment: readonly (YamlValue | undefined)[];
  readonly combination: Combination;
  readonly defaultDirectory: string | undefined;
  /** Files that lead here, to end cycles. */
  readonly callers: readonly string[];
}

function createReader(files: InvocationFiles) {
  const invocations: BuildInvocation[] = [];
  const problems: InvocationProblem[] = [];
  const bakes: BakeCall[] = [];
  return { invocations, problems, bakes, readFile };

  function readFile(file: string, given: string | undefined, inputs: Inputs | undefined, callers: readonly string[]): void {
    if (callers.includes(file) || callers.length > 3) return;
    const text = given ?? files.read(file);
    const reading = text === undefined ? undefined : readYaml(text);
    if (reading?.kind === "broken" && callers.length === 0 && !isTemplate(text)) {
      problems.push({ file, line: reading.line, column: reading.column, message: `This is no valid YAML: ${reading.message}.` });
    }
    if (reading?.kind !== "read") return;
    for (const document of reading.documents) {
      const known = inputs ?? defaultInputs(document);
      readJobs(file, document, known, [...callers, file]);
      const steps = yamlAt(document, "runs", "steps");
      const job = { name: "", file, inputs: known, environment: [], combination: new Map(), defaultDirectory: undefined, callers: [...callers, file] };
      if (callers.length === 0 && steps !== undefined) readSteps(steps, job);
    }
  }

  function readJobs(file: string, document: YamlValue, inputs: Inputs, callers: readonly string[]): void {
    for (const [name, { value }] of yamlEntries(yamlAt(document, "jobs"))) {
      for (const combination of expandMatrix(yamlAt(value, "strategy", "matrix"))) {
        const environment = [yamlAt(document, "env"), yamlAt(value, "env")];
        const job: Job = { name, file, inputs, environment, combination, defaultDirectory: defaultDirectory(value) ?? defaultDirectory(document), callers };
        const called = yamlText(yamlAt(value, "uses"));
        if (called?.startsWith("./") === true) readFile(path.resolve(files.repository, called), undefined, inputsFor(value, job, called), callers);
        const steps = yamlAt(value, "steps");
        if (steps !== undefined) readSteps(steps, job);
      }
    }
  }

  function readSteps(steps: YamlValue, job: Job): void {
    const items = steps.kind === "list" ? steps.items : [];
    const checkouts = readCheckouts(items, (text) => literal(scopeOf(items, undefined, job).value(text)));
    for (const step of items) {
      const scope = scopeOf(items, step, job);
      const uses = yamlEntry(step, "uses");
      const run = yamlEntry(step, "run");
      if (uses !== undefined) readUse(step, uses, scope, job, (place) => locateIn(checkouts, place, files.repository));
      if (run !== undefined) readRun(step, run, scope, job, (place) => locateIn(checkouts, place, files.repository));
    }
  }

  function readUse(step: YamlValue, uses: YamlEntry, scope: StepScope, job: Job, locate: Locate): void {
    const called = yamlText(uses.value) ?? "";
    const origin = { kind: "workflow" as const, file: job.file, line: uses.line, name: job.name };
    if (/\/build-push-action(?:@|$)/.test(called)) invocations.push(...readBuildStep(yamlAt(step, "with"), scope, origin, files.repository, locate));
    if (/\/bake-action(?:@|$)/.test(called)) bakes.push(...readBakeStep(yamlAt(step, "with"), scope, origin, files.repository, locate));
    if (!called.startsWith("./")) return;
    const directory = locate(path.resolve(files.repository, called));
    const action = directory === undefined ? undefined : ["action.yml", "action.yaml"].map((name) => path.join(directory, name)).find((file) => files.kind(file) === "file");
    if (action === undefined || job.callers.includes(action) || job.callers.length > 3) return;
    const reading = readYaml(files.read(action) ?? "");
    const document = reading.kind === "read" ? reading.documents[0] : undefined;
    const steps = yamlAt(document, "runs", "steps");
    const inputs = new Map([...defaultInputs(document), ...valuesOf(yamlAt(step, "with"), scope)]);
    if (steps !== undefined) readSteps(steps, { ...job, inputs, file: action, callers: [...job.callers, action], defaultDirectory: undefined });
  }

  function readRun(step: YamlValue, run: YamlEntry, scope: StepScope, job: Job, locate: Locate): void {
    const written = yamlText(yamlAt(step, "working-directory")) ?? job.defaultDirectory;
    const start = written === undefined ? files.repository : literal(scope.value(written));
    const directory = start === undefined ? undefined : locate(path.resolve(files.repository, start));
    const shell = yamlText(yamlAt(step, "shell")) ?? "bash";
    if (!/^(?:bash|sh)\b/.test(shell)) return;
    const isBlock = run.value.line > run.line || (yamlText(run.value) ?? "").includes("\n");
    const origin = { kind: "workflow" as const, file: job.file, line: run.line + (isBlock ? 1 : 0), name: job.name };
    const reading = readScript(yamlText(run.value) ?? "", { origin, directory, scope: scope.shell, files });
    invocations.push(...reading.invocations);
    bakes.push(...reading.bakes);
  }

  function inputsFor(job: YamlValue, caller: Job, called: string): Inputs {
    const reading = readYaml(files.read(path.resolve(files.repository, called)) ?? "");
    const document = reading.kind === "read" ? reading.documents[0] : undefined;
    return new Map([...defaultInputs(document), ...valuesOf(yamlAt(job, "with"), scopeOf([], undefined, caller))]);
  }

  function scopeOf(steps: readonly YamlValue[], step: YamlValue | undefined, { inputs, environment, combination }: Job): StepScope {
    return createStepScope({ steps, inputs, combination, environment: [...environment, yamlAt(step, "env")], repository: files.repository });
  }
}

/** Where a path of the runner's workspace is in this repository (both absolute); undefined for what is none of ours. */
type Locate = (place: string) => string | undefined;

/** What `inputs` hold when nobody passes them. */
function defaultInputs(document: YamlValue | undefined): Inputs {
  const declared = [yamlAt(document, "inputs"), yamlAt(document, "on", "workflow_call", "inputs"), yamlAt(document, "on", "workflow_dispatch", "inputs")];
  return new Map(declared.flatMap((inputs) => yamlEntries(inputs)).flatMap(([name, { value }]): [string, InvokedValue][] => {
    const text = yamlText(yamlAt(value, "default"));
    return text === undefined ? [] : [[name, asDefault(classifyValue(text))]];
  }));
}

function valuesOf(given: YamlValue | undefined, scope: StepScope): Inputs {
  return new Map(yamlEntries(given).flatMap(([name, { value }]): [string, InvokedValue][] => (value.kind === "text" ? [[name, scope.value(value.text)]] : [])));
}

function asDefault(value: InvokedValue): InvokedValue {
  return value.kind === "literal" ? { ...value, isDefault: true } : value;
}

function defaultDirectory(value: YamlValue): string | undefined {
  return yamlText(yamlAt(value, "defaults", "run", "working-directory"));
}

function literal(value: InvokedValue): string | undefined {
  return value.kind === "literal" ? value.value : undefined;
}

/** Combinations of a matrix that come to the same are one build. */
function unique(invocations: readonly BuildInvocation[]): readonly BuildInvocation[] {
  const keyOf = ({ args, namedContexts, ...rest }: BuildInvocation): string => JSON.stringify([rest, [...args], [...namedContexts]]);
  return [...new Map(invocations.toReversed().map((each) => [keyOf(each), each])).values()].toReversed();
}
