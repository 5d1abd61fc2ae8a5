import type { Change } from "../../../buildkit/plan/change.ts";
import type { Build, Step } from "../../../buildkit/model.ts";
import { plan } from "../../../buildkit/plan/plan.ts";
import type { Plan, StepPlan } from "../../../buildkit/plan/verdict.ts";

/** The model with one of its edges wrong. The comparison is worth something if it sees each of them. */
export interface Mutant {
  readonly name: string;
  readonly answer: (build: Build, changes: readonly Change[]) => Plan;
}

const cached: StepPlan = { status: "cached" };

export const mutants: readonly Mutant[] = [
  blind("files are in no key", "file"),
  blind("arguments are in no key", "arg"),
  blind("images are in no key", "image"),
  blind("pages are in no key", "remote"),
  changed("no step sees its parent", (_, own) => (own.status === "rebuilt" && own.cause.kind === "parent" ? cached : own)),
  changed("outputs of stages count by definition", (_, own) => (own.status === "content" ? { status: "rebuilt", cause: { kind: "empty-cache" } } : own)),
  changed("outputs of stages do not count", (_, own) => (own.status === "content" ? cached : own)),
  changed("linked copies see their parents", (step, own, foretold) => (isLinked(step) ? (foretold.get(step.stage.steps[step.stage.steps.indexOf(step) - 1] ?? step) ?? own) : own)),
  { name: "nothing is ignored", answer: (build, changes) => rekey(build, plan({ ...build, context: { kind: "unknown" } }, changes)) },
];

function blind(name: string, kind: Change["kind"]): Mutant {
  return { name, answer: (build, changes) => plan(build, changes.filter((change) => change.kind !== kind)) };
}

function changed(name: string, change: (step: Step, own: StepPlan, foretold: Plan) => StepPlan): Mutant {
  return {
    name,
    answer: (build, changes) => {
      const foretold = plan(build, changes);
      return new Map([...foretold].map(([step, own]) => [step, own.status === "not built" ? own : change(step, own, foretold)]));
    },
  };
}

/** The steps are shared with the build whose context is hidden. */
function rekey(build: Build, foretold: Plan): Plan {
  return new Map(build.steps.map((step) => [step, foretold.get(step) ?? cached]));
}

function isLinked({ instruction }: Step): boolean {
  return instruction.flags.some(({ name }) => name === "link");
}
