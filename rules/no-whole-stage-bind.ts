import { runsBelow } from "../buildkit/hazards/unfiltered-paths.ts";
import { wholeStageBinds } from "../buildkit/hazards/whole-stage-binds.ts";
import { stageTitle } from "../buildkit/stage.ts";
import { narrowMount } from "./edits/narrow-mount.ts";
import { report } from "./report.ts";
import type { DockerfileRule } from "./rule.ts";

/**
 * A bind mount is keyed by what is mounted. Without a source that is a stage's whole file system: package lists, caches and
 * logs of its steps re-run a RUN that wants one file of it.
 */
export default {
  meta: {
    type: "suggestion",
    docs: { description: "Disallow mounting a whole stage where a part of it is read", recommended: "recommended", severity: "warn" },
    hasSuggestions: true,
    schema: false,
    messages: {
      whole: "This mounts all of {{stage}}: whatever changes in there re-runs this step{{below}}, though it names only `{{part}}`. Mount that with `source={{part}}`.",
      narrow: "Mount `{{part}}` alone (the rest of {{stage}} is then missing)",
    },
  },
  create(context) {
    const { build, text } = context.sourceCode;
    return {
      Dockerfile() {
        for (const { step, mount, stage, part } of wholeStageBinds(build)) {
          const count = runsBelow(step, build).length;
          const below = count === 0 ? "" : ` and ${count === 1 ? "the RUN" : `${count} RUNs`} below it`;
          const data = { stage: stageTitle(stage), part: `/${part}`, below };
          const edits = narrowMount(text, mount, part);
          report(context, {
            node: mount.flag,
            messageId: "whole",
            data,
            related: [{ loc: stage.from.loc, label: "is mounted whole" }],
            remedies: edits.length === 0 ? [] : [{ messageId: "narrow", data, safety: "suggestion", edits }],
          });
        }
      },
    };
  },
} satisfies DockerfileRule<{ MessageIds: "whole" | "narrow" }>;
