import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { stepName } from "../../buildkit/step-name.ts";
import { model } from "../support/model.ts";

/** Each was seen in the progress of a BuildKit; the tests against one compare every name again. */
const cases: readonly { readonly name: string; readonly dockerfile: string; readonly names: readonly string[] }[] = [
  { name: "a single stage has no name", dockerfile: "FROM a\nCOPY a /\nRUN x", names: ["[2/3] COPY a /", "[3/3] RUN x"] },
  { name: "not even the one it was given", dockerfile: "FROM a AS b\nCOPY a /", names: ["[2/2] COPY a /"] },
  { name: "two stages", dockerfile: "FROM a AS Build\nRUN x\nFROM b\nCOPY --from=build /x /x", names: ["[build 2/2] RUN x", "[stage-1 2/2] COPY --from=build /x /x"] },
  { name: "files of an image count as a stage", dockerfile: "FROM a\nCOPY --from=b /x /x", names: ["[stage-0 2/2] COPY --from=b /x /x"] },
  { name: "a mount does too", dockerfile: "FROM a\nRUN --mount=type=cache,target=/c x", names: ["[stage-0 2/2] RUN --mount=type=cache,target=/c x"] },
  { name: "scratch and stages are no steps", dockerfile: "FROM scratch AS a\nCOPY a /\nFROM a\nCOPY b /", names: ["[a 1/1] COPY a /", "[stage-1 1/1] COPY b /"] },
  { name: "the keyword in capitals, the rest as it is", dockerfile: "from a\nrun echo  A", names: ["[2/2] RUN echo  A"] },
  { name: "variables are expanded, in RUN too", dockerfile: "FROM a\nARG V=1\nCOPY a$V /${V}x\nRUN echo $V $HOME", names: ["[2/3] COPY a1 /1x", "[3/3] RUN echo 1 $HOME"] },
  { name: "what is not set is empty, but not in RUN", dockerfile: "FROM a\nCOPY a /$W/b\nRUN echo $W", names: ["[2/3] COPY a //b", "[3/3] RUN echo $W"] },
  { name: "quotes stay in RUN alone", dockerfile: "FROM a\nCOPY \"a b\" /x\nRUN echo 'a' \"b\"", names: ["[2/3] COPY a b /x", "[3/3] RUN echo 'a' \"b\""] },
  { name: "continuation lines with a comment", dockerfile: "FROM a\nRUN x && \\\n  # why\n  y", names: ["[2/2] RUN x &&   y"] },
  { name: "a here-document as script", dockerfile: "FROM a\nRUN <<E\necho 1\necho 2\nE", names: ["[2/2] RUN <<E (echo 1...)"] },
  { name: "a here-document as file", dockerfile: "FROM a\nCOPY <<E /x\n1\nE", names: ["[2/2] COPY <<E /x"] },
  { name: "numbers of one width", dockerfile: `FROM a\n${"RUN x\n".repeat(9)}`, names: [2, 3, 4, 5, 6, 7, 8, 9].map((number) => `[ ${number}/10] RUN x`).concat("[10/10] RUN x") },
  { name: "WORKDIR of the root is counted and not shown", dockerfile: "FROM a\nWORKDIR /\nRUN x", names: ["[2/3] RUN x"] },
  { name: "planted by a parent stage", dockerfile: "FROM a AS p\nONBUILD RUN x\nFROM p\nRUN y", names: ["[stage-1 1/2] ONBUILD RUN x", "[stage-1 2/2] RUN y"] },
];

describe("stepName", () => {
  for (const { name, dockerfile, names } of cases) {
    it(name, () => {
      const build = model(dockerfile, {});
      assert.deepEqual(build.steps.map((step) => stepName(build, step, dockerfile)), names);
    });
  }
});
