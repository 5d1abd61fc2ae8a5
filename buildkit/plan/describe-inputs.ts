import { absolute, listOf } from "./describe.ts";
import type { Trigger } from "./invalidators.ts";
import type { FileCount } from "./selected-files.ts";
import { stageTitle } from "../stage.ts";
import type { UnseenRead } from "../unseen-read.ts";

/** The words for what steps depend on, as nouns: for tables and programs. */

/** What may re-run a step, as a noun: `src`, `build argument VERSION`. */
export function describeTrigger(trigger: Trigger): string {
  switch (trigger.kind) {
    case "context":
      return trigger.input.path === "" ? "the whole context" : (trigger.input.path ?? writtenPath(trigger.input));
    case "arg":
      return `build argument ${trigger.name}`;
    case "image":
      return `${inside([trigger.input])} of image ${trigger.input.reference.text}`;
    case "remote":
      return trigger.input.url ?? writtenPath(trigger.input);
    case "stage":
      return `${inside([trigger.input])} of ${stageTitle(trigger.input.stage)}`;
  }
}

/**
 * Several at once: files of the context first, with their number where that is not plain to see, then arguments; the files of
 * one image or stage together.
 */
export function describeTriggers(triggers: readonly Trigger[], files?: FileCount): readonly string[] {
  const paths = [...new Set(triggers.filter(({ kind }) => kind === "context").map(describeTrigger))];
  const args = triggers.flatMap((trigger) => (trigger.kind === "arg" ? [trigger.name] : []));
  const remotes = triggers.filter(({ kind }) => kind === "remote").map(describeTrigger);
  const taken = triggers.filter((trigger) => trigger.kind === "image" || trigger.kind === "stage");
  const owners = [...new Set(taken.map(ownerOf))];
  const isPlain = files === undefined || files.count === paths.length;
  return [
    ...(paths.length === 0 ? [] : [`${paths.join(", ")}${isPlain ? "" : ` (${describeCount(files)})`}`]),
    ...(args.length > 1 ? [`build arguments ${listOf(args, 6)}`] : args.map((name) => `build argument ${name}`)),
    ...owners.map((owner) => `${inside(taken.filter((trigger) => ownerOf(trigger) === owner).map(({ input }) => input))} of ${owner}`),
    ...remotes,
  ];
}

/** `214 files` */
export function describeCount({ count, isMinimum }: FileCount): string {
  return `${isMinimum ? "more than " : ""}${count} ${count === 1 ? "file" : "files"}`;
}

/** What a step reads without its being in the key, as a noun. */
export function describeRead({ kind, subject }: UnseenRead): string {
  switch (kind) {
    case "repository":
      return `the newest commit of ${subject}`;
    case "download":
      return `what is at ${subject} by then`;
    case "package":
      return `newest versions (${subject})`;
    case "index":
      return `the package index of ${subject}`;
    case "registry":
      return `the registry of ${subject}, which no frozen lockfile binds`;
    case "secret":
      return `the value of secret ${subject}`;
    case "ssh":
      return `the SSH agent (${subject})`;
    case "cache-mount":
      return `the cache mount ${subject}`;
  }
}

/** Several at once: what is of one kind together, as far as that can be said in one breath. */
export function describeReads(reads: readonly UnseenRead[]): readonly string[] {
  const kinds = [...new Set(reads.map(({ kind }) => kind))];
  return kinds.flatMap((kind) => {
    const own = reads.filter((read) => read.kind === kind);
    const subjects = listOf(own.map(({ subject }) => subject), 4);
    if (own.length > 1 && kind === "secret") return [`the values of secrets ${subjects}`];
    if (own.length > 1 && kind === "cache-mount") return [`the cache mounts ${subjects}`];
    return own.map(describeRead);
  });
}

type Taken = Extract<Trigger, { readonly kind: "image" | "stage" }>;

function ownerOf(trigger: Taken): string {
  return trigger.kind === "image" ? `image ${trigger.input.reference.text}` : stageTitle(trigger.input.stage);
}

function inside(inputs: readonly Taken["input"][]): string {
  return listOf(inputs.map(({ path }) => (path === undefined ? "files" : absolute(path))), 4);
}

function writtenPath({ node }: { readonly node: { readonly type: "Word"; readonly text: string } | { readonly type: "Flag" } }): string {
  return node.type === "Word" ? node.text : "a mount";
}
