import { substitutions, type EarlyArgs } from "../buildkit/hazards/early-args.ts";
import { planArgMove } from "../buildkit/hazards/move-arg.ts";
import { declaredProxies, earlyVolatileArgs } from "../buildkit/hazards/volatile-args.ts";
import { volatilityOf, type Volatility } from "../buildkit/hazards/volatile-names.ts";
import type { Build } from "../buildkit/model.ts";
import { moveArgs, removeInstruction } from "./edits/move-arg.ts";
import type { Remedy } from "./edits/remedy.ts";
import { report } from "./report.ts";
import type { DockerfileRule } from "./rule.ts";

type MessageIds = "earlyArg" | "earlyLabelArg" | "declaredProxy" | "moveArg" | "dropProxy";

/**
 * An ARG is in the environment, and so in the cache key, of every RUN below it, used or not. One whose value is new in every
 * build re-runs all of them in every build; below the installs it would re-run only what needs it.
 */
export default {
  meta: {
    type: "problem",
    docs: { description: "Disallow declaring build arguments that always change above installs", recommended: "recommended", severity: "warn" },
    fixable: "code",
    hasSuggestions: true,
    schema: false,
    messages: {
      earlyArg: "{{names}} {{change}}, and every new value re-runs `{{install}}` (line {{line}}){{more}}: an ARG is in the cache key of each RUN below it, used or not. Declare it below.",
      earlyLabelArg: "{{names}} {{change}}, and every new value re-runs `{{install}}` (line {{line}}){{more}}: an ARG is in the cache key of each RUN below it, used or not. The LABEL that needs it re-runs nothing: put both below.",
      declaredProxy: "Declared, {{names}} is in the cache key of `{{install}}` (line {{line}}){{more}}: a machine with another proxy runs it again. Every RUN gets it without a declaration, and outside the key.",
      moveArg: "Move {{names}} below the steps that do not use it (re-runs them once)",
      dropProxy: "Remove the declaration of {{names}} (re-runs the steps below once)",
    },
  },
  create(context) {
    const { build, text, ast } = context.sourceCode;
    return {
      Dockerfile() {
        const finding = (early: EarlyArgs, messageId: MessageIds, remedies: readonly Remedy<MessageIds>[]): void => {
          const [first, ...more] = early.needless;
          const words = first.command.words.map(({ value }) => value).join(" ");
          report(context, {
            node: early.declarations[0].pair.key,
            messageId,
            data: {
              names: namesOf(early),
              change: changeOf(early, build),
              install: words.length > 48 ? `${words.slice(0, 47)}…` : words,
              line: String(first.step.instruction.loc.start.line + 1),
              more: more.length === 0 ? "" : ` and ${more.length} more step${more.length === 1 ? "" : "s"}`,
            },
            related: [
              ...early.declarations.slice(1).map(({ pair }) => ({ loc: pair.key.loc, label: "the same holds for it" })),
              ...early.needless.map(({ command }) => ({ loc: context.sourceCode.locOf(command.range), label: "re-runs with every new value" })),
            ],
            remedies,
          });
        };
        for (const early of earlyVolatileArgs(build)) {
          const move = planArgMove(early, build);
          const remedy = move === undefined ? [] : [{ messageId: "moveArg" as const, data: { names: namesOf(early) }, safety: move.isNeutral ? ("automatic" as const) : ("suggestion" as const), edits: moveArgs(text, ast, move) }];
          finding(early, feedsLabels(early, build) ? "earlyLabelArg" : "earlyArg", remedy);
        }
        for (const early of declaredProxies(build)) {
          const instructions = [...new Set(early.declarations.map(({ instruction }) => instruction))];
          const isWhole = instructions.every(({ pairs }) => pairs.every((pair) => early.declarations.some((declaration) => declaration.pair === pair)));
          const remedy = isWhole ? [{ messageId: "dropProxy" as const, data: { names: namesOf(early) }, safety: "automatic" as const, edits: instructions.map((instruction) => removeInstruction(text, instruction)) }] : [];
          finding(early, "declaredProxy", remedy);
        }
      },
    };
  },
} satisfies DockerfileRule<{ MessageIds: MessageIds }>;

const changes: Readonly<Record<Volatility, readonly [one: string, many: string]>> = {
  time: ["is new in every build", "are new in every build"],
  build: ["is new in every build", "are new in every build"],
  commit: ["changes with every commit", "change with every commit"],
  branch: ["changes with the branch", "change with the branch"],
  release: ["changes with every release", "change with every release"],
};

/** What a build passes says it better than a name that does not. */
function changeOf({ declarations }: EarlyArgs, { options }: Build): string {
  const volatilities = declarations.map(({ name }) => volatilityOf(name));
  const most = (["time", "build", "commit"] as const).find((candidate) => volatilities.includes(candidate));
  const passed = declarations.map(({ name }) => options.passedArgs?.get(name)).find((arg) => arg?.how === "volatile");
  if (most === undefined && passed !== undefined) return `${declarations.length === 1 ? "is" : "are"} passed \`${passed.text}\`, another value in nearly every build`;
  const word = most ?? (["branch", "release"] as const).find((candidate) => volatilities.includes(candidate)) ?? "build";
  return changes[word][declarations.length === 1 ? 0 : 1];
}

function namesOf({ declarations }: EarlyArgs): string {
  const names = declarations.map(({ name }) => `\`${name}\``);
  return names.length === 1 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1) ?? ""}`;
}

function feedsLabels({ declarations }: EarlyArgs, build: Build): boolean {
  const users = declarations.flatMap((declaration) => substitutions(build, declaration));
  return users.length > 0 && users.every(({ type }) => type === "LABEL");
}
