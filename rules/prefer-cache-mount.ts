import { planCacheMounts } from "../buildkit/hazards/cache-mount-plan.ts";
import { missingCacheMounts, type MissingCacheMount } from "../buildkit/hazards/missing-cache-mounts.ts";
import { mountCaches } from "./edits/mount-caches.ts";
import { report } from "./report.ts";
import type { DockerfileRule } from "./rule.ts";

type MessageIds = MissingCacheMount["work"] | "mount" | "mountAndDrop";

/** A layer is thrown away whole. What a package manager has downloaded or compiled outlives it in a cache mount alone. */
export default {
  meta: {
    type: "suggestion",
    docs: { description: "Prefer a cache mount where a package manager downloads or compiles", recommended: "strict", severity: "warn" },
    hasSuggestions: true,
    schema: false,
    messages: {
      downloads: "Whenever this step re-runs, `{{command}}` downloads everything again. Mount a cache {{place}}: it keeps the downloads between builds, outside the image.",
      compiles: "Whenever this step re-runs, `{{command}}` compiles everything again. Mount a cache {{place}}: it keeps the results between builds, outside the image.",
      both: "Whenever this step re-runs, `{{command}}` downloads and compiles everything again. Mount a cache {{place}}: it keeps both between builds, outside the image.",
      mount: "Mount a cache at {{paths}}: needs BuildKit, and what lies there is no part of the image (reruns {{steps}} once)",
      mountAndDrop: "Mount a cache at {{paths}} and leave out `{{dropped}}`: needs BuildKit, and what lies there is no part of the image (reruns {{steps}} once)",
    },
  },
  create(context) {
    const { build, text } = context.sourceCode;
    return {
      Dockerfile() {
        for (const missing of missingCacheMounts(build)) {
          const { command } = missing.install;
          const plan = planCacheMounts(build, missing);
          report(context, {
            node: { loc: context.sourceCode.locOf(command.range) },
            messageId: missing.work,
            data: { command: commandTitle(missing), place: placeOf(missing) },
            related: (plan?.steps ?? []).flatMap(({ step }) => (step === missing.step ? [] : [{ loc: step.instruction.keyword.loc, label: "needs the mount too" }])),
            remedies: plan === undefined ? [] : mountCaches(plan, build, text, { plain: "mount", cleaned: "mountAndDrop" }),
          });
        }
      },
    };
  },
} satisfies DockerfileRule<{ MessageIds: MessageIds }>;

/** The command as far as its subcommand: `apt-get install`, `python -m pip install`. */
function commandTitle({ install: { command, operands, form } }: MissingCacheMount): string {
  const words = command.args.filter((word) => !word.value.startsWith("-") && !operands.includes(word)).map(({ value }) => value);
  const isModule = form.modules?.includes(words[0] ?? "") === true && command.args.some(({ value }) => value === "-m");
  const rest = isModule ? words.slice(1) : words;
  const found = form.subcommands?.find((subcommand) => subcommand.every((word, index) => (typeof word === "string" ? word === rest[index] : word.test(rest[index] ?? ""))));
  return [command.name, ...(isModule ? ["-m", words[0]] : []), ...rest.slice(0, found?.length ?? 0)].join(" ");
}

function placeOf({ locations, install }: MissingCacheMount): string {
  const paths = locations.flatMap(({ path, isSure }) => (path === undefined || !isSure ? [] : [`\`/${path}\``]));
  return paths.length < locations.length ? `where ${install.ecosystem.name} keeps its own` : `at ${[...new Set(paths)].join(" and ")}`;
}
