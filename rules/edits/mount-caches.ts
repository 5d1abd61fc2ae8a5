import type { CacheMountPlan, PlannedMount, PlannedStep } from "../../buildkit/hazards/cache-mount-plan.ts";
import type { Build } from "../../buildkit/model.ts";
import { dropCleanup } from "./drop-cleanup.ts";
import type { Remedy, TextEdit } from "./remedy.ts";

/**
 * Adds the mounts behind the keyword of each RUN, takes out what would empty them, and switches off what the base image
 * does to them. Nothing when one of the clean-ups cannot be taken out.
 */
export function mountCaches<MessageIds extends string>(plan: CacheMountPlan, build: Build, text: string, messageIds: Readonly<Record<"plain" | "cleaned", MessageIds>>): readonly Remedy<MessageIds>[] {
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const cleanups = plan.steps.map((step) => cleanupEdits(step, build, text));
  if (cleanups.some((edits) => edits === undefined)) return [];
  const start = plan.steps[0]?.step.instruction.range[0] ?? 0;
  const edits: readonly TextEdit[] = [
    ...(plan.hook === undefined ? [] : [{ range: [start, start] as const, text: `RUN ${plan.hook.remedy}${newline}` }]),
    ...plan.steps.flatMap((step) => [mountEdit(step, newline), ...keepEdits(step)]),
    ...cleanups.flatMap((cleanup) => cleanup ?? []),
  ].toSorted((one, other) => one.range[0] - other.range[0]);
  const overlap = edits.some(({ range }, index) => index > 0 && range[0] < (edits[index - 1]?.range[1] ?? 0));
  if (overlap) return [];
  const paths = [...new Set(plan.steps.flatMap(({ mounts }) => mounts.map(({ target }) => `\`/${target.path}\``)))];
  const dropped = cleanups.flatMap((cleanup) => cleanup ?? []).map(({ range }) => text.slice(...range).replaceAll(/\\\r?\n|\s+/g, " ").replaceAll(/^[\s&;]+|[\s&;]+$/g, ""));
  return [{ messageId: dropped.length > 0 ? messageIds.cleaned : messageIds.plain, data: { paths: paths.join(" and "), dropped: dropped.join("` and `"), steps: plan.steps.length === 1 ? "this step" : `${plan.steps.length} steps` }, safety: "suggestion", edits }];
}

/** One mount stands in the line of the RUN, several one below the other. */
function mountEdit({ step, mounts }: PlannedStep, newline: string): TextEdit {
  const end = step.instruction.keyword.range[1];
  const flags = mounts.map(mountFlag);
  return { range: [end, end], text: flags.length === 1 ? ` ${flags[0] ?? ""}` : flags.map((flag, index) => `${index === 0 ? " " : "    "}${flag} \\${newline}`).join("") + "   " };
}

function mountFlag({ target, sharing, owner }: PlannedMount): string {
  const ids = owner === undefined ? "" : `,uid=${owner.uid}${owner.gid === undefined ? "" : `,gid=${owner.gid}`}`;
  return `--mount=type=cache,target=/${target.path}${sharing === "locked" ? ",sharing=locked" : ""}${ids}`;
}

function cleanupEdits({ disabled }: PlannedStep, build: Build, text: string): readonly TextEdit[] | undefined {
  const remedies = disabled.map((each) => dropCleanup(each, build, text, "drop")[0]);
  return remedies.some((remedy) => remedy === undefined) ? undefined : remedies.flatMap((remedy) => remedy?.edits ?? []);
}

/** Behind the subcommand, which all of these tools take flags after. */
function keepEdits({ keep }: PlannedStep): readonly TextEdit[] {
  return (keep?.installs ?? []).flatMap(({ command }): readonly TextEdit[] => {
    const word = command.args.find(({ value }) => !value.startsWith("-"));
    return word === undefined || keep === undefined ? [] : [{ range: [word.range[1], word.range[1]], text: ` ${keep.flag}` }];
  });
}
