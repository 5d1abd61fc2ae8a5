import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { editedSteps } from "../../../buildkit/plan/edited-steps.ts";
import { plan } from "../../../buildkit/plan/plan.ts";
import { model } from "../../support/model.ts";

interface Case {
  readonly name: string;
  readonly before: string;
  readonly after: string;
  /** One letter a step of the new Dockerfile: C cached, R rebuilt, ? content, - not built. */
  readonly expected: string;
  /** The first change: how, and by what. */
  readonly how?: string;
}

const letters = { cached: "C", rebuilt: "R", content: "?", unknown: "U", "not built": "-" } as const;
const stages = "FROM a AS build\nCOPY x /\nRUN make\nFROM b\nRUN y\nCOPY --from=build /out /\nRUN z\n";

/** The numbers are those of cache-semantics section 15, each run there on real builders. */
const cases: readonly Case[] = [
  { name: "the same text", before: stages, after: stages, expected: "CCCCC" },
  { name: "an edited RUN re-runs what is below", before: "FROM a\nRUN x\nRUN y\nRUN z", after: "FROM a\nRUN x\nRUN w\nRUN z", expected: "CRR", how: "edited" },
  { name: "a new step", before: "FROM a\nRUN x\nRUN z", after: "FROM a\nRUN x\nRUN y\nRUN z", expected: "CRR", how: "edited" },
  { name: "a step below one that was taken away", before: "FROM a\nRUN x\nRUN y\nRUN z", after: "FROM a\nRUN x\nRUN z", expected: "CR", how: "moved" },
  { name: "the end taken away", before: "FROM a\nRUN x\nRUN y", after: "FROM a\nRUN x", expected: "C" },
  { name: "another base", before: "FROM a:1\nRUN x", after: "FROM a:2\nRUN x", expected: "R", how: "edited" },
  { name: "another base by the default of an argument", before: "ARG V=1\nFROM a:$V\nRUN x", after: "ARG V=2\nFROM a:$V\nRUN x", expected: "R", how: "edited" },
  { name: "another platform", before: "FROM a\nRUN x", after: "FROM --platform=linux/arm64 a\nRUN x", expected: "R", how: "edited" },
  { name: "6: the default of a global argument, declared again", before: "ARG F=1\nFROM a\nARG F\nRUN x", after: "ARG F=2\nFROM a\nARG F\nRUN x", expected: "R", how: "surroundings F" },
  { name: "6: the default of a global argument that no stage declares", before: "ARG F=1\nFROM a\nRUN x", after: "ARG F=2\nFROM a\nRUN x", expected: "C" },
  { name: "18: two ENV lines swapped", before: "FROM a\nENV A=1\nENV B=2\nRUN x", after: "FROM a\nENV B=2\nENV A=1\nRUN x", expected: "R", how: "surroundings" },
  { name: "18: two ENV lines made one", before: "FROM a\nENV A=1\nENV B=2\nRUN x", after: "FROM a\nENV A=1 B=2\nRUN x", expected: "C" },
  { name: "18: ENV made an ARG of the same value", before: "FROM a\nENV A=1\nRUN x", after: "FROM a\nARG A=1\nRUN x", expected: "C" },
  { name: "19: ENV below a RUN, above a COPY", before: "FROM a\nRUN x\nENV A=1\nCOPY a /", after: "FROM a\nRUN x\nENV A=2\nCOPY a /", expected: "CC" },
  { name: "32: ENV above a RUN", before: "FROM a\nENV A=1 B=2\nRUN x", after: "FROM a\nENV A=2 B=2\nRUN x", expected: "R", how: "surroundings A" },
  { name: "ENV in the words of a COPY", before: "FROM a\nENV D=/x\nCOPY a $D", after: "FROM a\nENV D=/y\nCOPY a $D", expected: "R", how: "surroundings D" },
  { name: "20-28: LABEL, CMD, EXPOSE and their like", before: "FROM a\nLABEL a=1\nEXPOSE 1\nRUN x\nCMD a", after: "FROM a\nLABEL a=2\nSTOPSIGNAL 9\nRUN x\nCMD b", expected: "C" },
  { name: "29: USER", before: "FROM a\nUSER 1\nCOPY a /\nRUN x", after: "FROM a\nUSER 2\nCOPY a /\nRUN x", expected: "CR", how: "surroundings USER" },
  { name: "29: USER of a WORKDIR", before: "FROM a\nUSER 1\nWORKDIR /x", after: "FROM a\nUSER 2\nWORKDIR /x", expected: "R", how: "surroundings USER" },
  { name: "30: SHELL counts for the shell form", before: 'FROM a\nSHELL ["sh"]\nCOPY a /\nRUN x', after: 'FROM a\nSHELL ["bash"]\nCOPY a /\nRUN x', expected: "CR", how: "surroundings SHELL" },
  { name: "30: SHELL is nothing to the exec form", before: 'FROM a\nSHELL ["sh"]\nRUN ["x"]', after: 'FROM a\nSHELL ["bash"]\nRUN ["x"]', expected: "C" },
  { name: "31: WORKDIR", before: "FROM a\nRUN x\nWORKDIR /a\nCOPY a .", after: "FROM a\nRUN x\nWORKDIR /b\nCOPY a .", expected: "CRR", how: "edited" },
  { name: "41: comments, blank lines and lines in a continuation", before: "FROM a\nRUN x && \\\n  y", after: "# c\nFROM a\nrun\t x && \\\n  # c\n\n  y  ", expected: "C" },
  { name: "41: indentation of a continuation", before: "FROM a\nRUN x && \\\n  y", after: "FROM a\nRUN x && \\\n    y", expected: "R", how: "edited" },
  { name: "41: the spacing of JSON", before: 'FROM a\nRUN ["x", "y"]', after: 'FROM a\nRUN [ "x","y" ]', expected: "C" },
  { name: "42: the delimiter of a here-document", before: "FROM a\nRUN <<E\nx\nE", after: "FROM a\nRUN <<F\nx\nF", expected: "C" },
  { name: "42: a comment in a here-document", before: "FROM a\nRUN <<E\nx\nE", after: "FROM a\nRUN <<E\n# c\nx\nE", expected: "R", how: "edited" },
  { name: "42: the delimiter of another interpreter's script", before: "FROM a\nRUN <<E\n#!/bin/x\nE", after: "FROM a\nRUN <<F\n#!/bin/x\nF", expected: "R", how: "edited" },
  { name: "43: directives", before: "FROM a\nRUN x", after: "# syntax=docker/dockerfile:1\nFROM a\nRUN x", expected: "C" },
  { name: "44: a stage renamed, and known by its number", before: stages, after: stages.replace("AS build", "AS made").replace("--from=build", "--from=0"), expected: "CCCCC" },
  { name: "44: an unrelated stage put in", before: stages, after: `FROM c AS other\nRUN q\n${stages}`, expected: "-CCCCC" },
  { name: "an edit in another stage is for the content to decide", before: stages, after: stages.replace("RUN make", "RUN make all"), expected: "CRC??", how: "edited" },
  { name: "files asked of another stage", before: `FROM c AS alt\n${stages.replace("RUN z", "COPY --from=alt /q /q")}`, after: `FROM c AS alt\n${stages.replace("RUN z", "COPY --from=build /q /q")}`, expected: "CCCCR", how: "edited" },
  { name: "53: another source, another target", before: "FROM a\nCOPY a /x\nCOPY b /", after: "FROM a\nCOPY c /x\nCOPY b /", expected: "RR", how: "edited" },
  { name: "54: slashes", before: "FROM a\nCOPY d /x/", after: "FROM a\nCOPY d/ //x/", expected: "C" },
  { name: "53: ADD is not COPY", before: "FROM a\nCOPY a /x", after: "FROM a\nADD a /x", expected: "R", how: "edited" },
  { name: "49: another mode", before: "FROM a\nCOPY a /x", after: "FROM a\nCOPY --chmod=700 a /x", expected: "R", how: "edited" },
  { name: "87: the order of mounts", before: "FROM a\nRUN --mount=type=cache,target=/a --mount=type=cache,target=/b x", after: "FROM a\nRUN --mount=target=/b,type=cache --mount=type=cache,target=/a x", expected: "C" },
  { name: "89: a trigger edited in the parent stage", before: "FROM a AS p\nONBUILD RUN x\nFROM p\nRUN y", after: "FROM a AS p\nONBUILD RUN z\nFROM p\nRUN y", expected: "RR", how: "edited" },
  { name: "a stage put between", before: "FROM a\nRUN x\nRUN y", after: "FROM a AS one\nRUN x\nFROM one\nRUN y", expected: "CC" },
  { name: "nothing was there before", before: "", after: "FROM a\nRUN x", expected: "R", how: "edited" },
  { name: "nothing is there any more", before: "FROM a\nRUN x", after: "", expected: "" },
];

describe("editedSteps", () => {
  for (const { name, before, after, expected, how } of cases) {
    it(name, () => {
      const build = model(after, {});
      const changes = editedSteps(model(before, {}), build);
      const verdicts = [...plan(build, changes).values()].map(({ status }) => letters[status]);
      assert.equal(verdicts.join(""), expected);
      const [first] = changes;
      assert.equal(first && [first.how, ...first.by].join(" "), how);
    });
  }
});
