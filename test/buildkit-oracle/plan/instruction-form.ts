import type { Step } from "../../../buildkit/model.ts";

export const instructionForms = [
  "RUN shell", "RUN exec", "RUN here-document", "RUN bind context", "RUN bind stage", "RUN cache mount", "RUN secret",
  "COPY paths", "COPY .", "COPY wildcard", "COPY --exclude", "COPY --parents", "COPY --link", "COPY here-document", "COPY --chown", "COPY stage", "COPY image",
  "ADD paths", "ADD URL", "WORKDIR",
] as const;
export type InstructionForm = (typeof instructionForms)[number];

/** What is special about a step, for the counters. */
export function formOf(step: Step): InstructionForm {
  if (step.kind === "workdir") return "WORKDIR";
  return step.kind === "run" ? runForm(step) : copyForm(step);
}

function runForm({ instruction, inputs, mounts }: Extract<Step, { kind: "run" }>): InstructionForm {
  if (inputs.some(({ kind }) => kind === "stage")) return "RUN bind stage";
  if (inputs.some(({ kind }) => kind === "context")) return "RUN bind context";
  if (mounts.some(({ type }) => type === "cache")) return "RUN cache mount";
  if (mounts.some(({ type }) => type === "secret")) return "RUN secret";
  if (instruction.heredocs.length > 0) return "RUN here-document";
  return instruction.command.form === "exec" ? "RUN exec" : "RUN shell";
}

function copyForm({ instruction, inputs }: Extract<Step, { kind: "copy" }>): InstructionForm {
  const has = (name: string) => instruction.flags.some((flag) => flag.name === name);
  if (inputs.some(({ kind }) => kind === "stage")) return "COPY stage";
  if (inputs.some(({ kind }) => kind === "image")) return "COPY image";
  if (inputs.some(({ kind }) => kind === "url")) return "ADD URL";
  if (instruction.type === "ADD") return "ADD paths";
  if (instruction.heredocs.length > 0) return "COPY here-document";
  if (has("link")) return "COPY --link";
  if (has("exclude")) return "COPY --exclude";
  if (has("parents")) return "COPY --parents";
  if (has("chown")) return "COPY --chown";
  if (inputs.some((input) => input.kind === "context" && input.hasWildcard)) return "COPY wildcard";
  return inputs.some((input) => input.kind === "context" && input.path === "") ? "COPY ." : "COPY paths";
}
