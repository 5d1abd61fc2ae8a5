import { lex } from "../dockerfile/lexer.ts";
import type { Build, Step } from "./model.ts";

/**
 * The name that BuildKit's progress shows for a step: `[build 2/4] COPY . .`, its variables expanded. `text` is the
 * Dockerfile's. What only the base image or the builder could tell stays a reference (`$PATH`).
 *
 * Source: prefixCommand, uppercaseCmd, processCmdEnv and dispatchRun of frontend/dockerfile/dockerfile2llb/convert.go.
 * With several target platforms BuildKit puts the platform before the stage; nothing here knows of platforms.
 */
export function stepName(build: Build, step: Step, text: string): string {
  const total = String(stepTotal(build, step));
  const number = String(step.number).padStart(total.length);
  const planted = step.plantedBy === undefined ? "" : "ONBUILD ";
  return `[${stagePrefix(build, step)}${number}/${total}] ${planted}${commandText(build, step, text)}`;
}

/** How many steps BuildKit announces for a stage: the base image, and `WORKDIR /` too, which comes to nothing. */
function stepTotal({ dockerfile }: Build, { stage }: Step): number {
  const start = dockerfile.instructions.indexOf(stage.from) + 1;
  const body = dockerfile.instructions.slice(start);
  const end = body.findIndex(({ type }) => type === "FROM");
  const own = body.slice(0, end < 0 ? undefined : end).filter(({ type }) => type === "RUN" || type === "COPY" || type === "ADD" || type === "WORKDIR");
  const planted = stage.steps.filter(({ plantedBy }) => plantedBy !== undefined);
  const hasImage = stage.base.kind === "image" || stage.base.kind === "unknown";
  return own.length + planted.length + (hasImage ? 1 : 0);
}

/** Stages have names in the progress as soon as there are two of them; an image that files are taken from counts as one, and so does any mount. */
function stagePrefix(build: Build, step: Step): string {
  const others = build.steps.some((each) => (each.kind === "run" ? each.mounts.length > 0 : each.inputs.some(({ kind }) => kind === "image")));
  return build.stages.length === 1 && !others ? "" : `${step.stage.name} `;
}

function commandText(build: Build, step: Step, text: string): string {
  const { instruction } = step;
  const written = joinLines(text.slice(instruction.range[0], instruction.rest.range[1]), build.dockerfile.escape);
  const expanded = expand(build, step, written + heredocSummary(step, text));
  return expanded.replace(/^[^ ]*/, (keyword) => keyword.toUpperCase());
}

/** Continuation lines as one, without the comment and blank lines among them; indentation stays. */
function joinLines(source: string, escape: "\\" | "`"): string {
  const ends = new RegExp(`\\${escape}[ \\t]*$`);
  const lines = source.split(/\r?\n/).filter((line, index) => index === 0 || !/^\s*(?:#|$)/.test(line));
  return lines.map((line) => line.replace(ends, "")).join("").trim();
}

/** RUN keeps its quotes and what is not set; in COPY, ADD and WORKDIR quotes go and what is not set is empty. */
function expand(build: Build, step: Step, text: string): string {
  const isRun = step.kind === "run";
  const { value, problem } = lex(text, {
    escape: build.dockerfile.escape,
    keepQuotes: isRun,
    keepEscapes: false,
    lookUp: (name) => {
      const variable = step.environment.variables.get(name);
      if (variable?.value !== undefined) return { kind: "set", value: variable.value };
      const isUnset = variable === undefined || variable.mayBeUnset === true;
      return isUnset && !isRun ? { kind: "unset" } : { kind: "unknown" };
    },
  });
  return problem === undefined ? value : text;
}

/** The first line of the here-document that is the whole script of a RUN. */
function heredocSummary({ instruction }: Step, text: string): string {
  const [document] = instruction.heredocs;
  const isWhole = instruction.type === "RUN" && /^\s*\d*<<-?\S+\s*$/.test(text.slice(...instruction.rest.range));
  if (document === undefined || !isWhole) return "";
  const [first = "", ...others] = document.text.trim().split(/\r?\n/);
  return ` (${first}${others.length > 0 ? "..." : ""})`;
}
