import type { Node } from "./nodes.ts";

const instruction = ["keyword", "flags"];

/**
 * The properties of each node that hold child nodes, in the order of the text. Comments and the words of a command in
 * exec form are no children: the first belong to no node alone, the second are part of `command`, which is no node.
 */
export const visitorKeys: Record<Node["type"], string[]> = {
  Dockerfile: ["directives", "instructions"],
  Directive: [],
  FROM: [...instruction, "image", "alias"],
  RUN: [...instruction, "heredocs"],
  CMD: [...instruction],
  ENTRYPOINT: [...instruction],
  HEALTHCHECK: [...instruction],
  COPY: [...instruction, "sources", "destination", "heredocs"],
  ADD: [...instruction, "sources", "destination", "heredocs"],
  ARG: [...instruction, "pairs"],
  ENV: [...instruction, "pairs"],
  LABEL: [...instruction, "pairs"],
  WORKDIR: [...instruction, "words"],
  USER: [...instruction, "words"],
  SHELL: [...instruction, "words"],
  EXPOSE: [...instruction, "words"],
  VOLUME: [...instruction, "words"],
  STOPSIGNAL: [...instruction, "words"],
  MAINTAINER: [...instruction, "words"],
  ONBUILD: [...instruction, "trigger"],
  UNKNOWN: [...instruction],
  Word: [],
  Flag: ["value", "options"],
  FlagOption: ["key", "value"],
  Heredoc: [],
  Pair: ["key", "value"],
};
