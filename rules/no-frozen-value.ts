import { frozenValues } from "../buildkit/hazards/frozen-values.ts";
import { report } from "./report.ts";
import type { DockerfileRule } from "./rule.ts";

/**
 * A step is keyed by its text. What a command makes up while it runs, a time, a random value or a key, is made once and then
 * taken from the cache: an old date, and a secret that all containers share.
 */
export default {
  meta: {
    type: "problem",
    docs: { description: "Disallow keeping times, random values and keys that the build makes up", recommended: "recommended", severity: "warn" },
    schema: false,
    messages: {
      time: "`{{command}}` tells when this step was first built: nothing that changes enters its cache key, so the value stays as it is. Pass it by an ARG that is declared right above.",
      random: "`{{command}}` runs once: every container has the same value, and so has every rebuild while this step is cached. Make it when the container starts.",
      key: "`{{command}}` runs once: every container has the same private key, and so has every rebuild while this step is cached. Make it when the container starts.",
    },
  },
  create(context) {
    const { build } = context.sourceCode;
    return {
      Dockerfile() {
        for (const { command, kind } of frozenValues(build)) {
          const words = command.words.map(({ value }) => value).join(" ");
          const text = words.length > 40 ? `${words.slice(0, 39)}…` : words;
          report(context, { node: { loc: context.sourceCode.locOf(command.range) }, messageId: kind, data: { command: text } });
        }
      },
    };
  },
} satisfies DockerfileRule<{ MessageIds: "time" | "random" | "key" }>;
