import { relative, resolve } from "node:path";
import type { Change } from "../../buildkit/plan/change.ts";
import { isHeld } from "../../buildkit/plan/cause.ts";
import { selects } from "../../buildkit/plan/context-selection.ts";
import { createIgnoreMatcher, parseIgnoreFile } from "../../buildkit/files/dockerignore.ts";
import { parseImageReference, type ImageReference } from "../../buildkit/image-reference.ts";
import type { Build, RemoteInput } from "../../buildkit/model.ts";
import { filesBelow } from "../../buildkit/plan/selected-files.ts";
import { contextInputs } from "../../buildkit/step.ts";
import { didYouMean } from "../../workspace/nearest-name.ts";
import { isInside, toSlashes } from "../../workspace/paths.ts";
import { displayPath } from "../formats/text.ts";
import type { ExplainRequest } from "./request.ts";
import { Failure } from "../usage/failure.ts";
import { checkArg } from "../build/known-args.ts";
import type { LoadedBuild, LoadedContext } from "../build/load-build.ts";

/** What changed, and what is to be said of changes that change nothing. */
export interface Changes {
  readonly changes: readonly Change[];
  readonly notes: readonly string[];
}

/**
 * The changes that a user names by flags.
 * @throws {Failure} at a path outside the context, and at an argument, image or address that the Dockerfile does not have.
 */
export function namedChanges({ changes }: ExplainRequest, loaded: LoadedBuild, cwd: string): Changes {
  const { build } = loaded;
  const all: Changes[] = [
    ...changes.paths.map((path) => changedPath(path, loaded, cwd)),
    ...changes.args.map((name) => changedArg(name, build)),
    ...changes.images.map((reference) => changedImage(reference, build)),
    ...changes.remotes.map((url) => changedRemote(url, build)),
  ];
  return { changes: all.flatMap((each) => each.changes), notes: all.flatMap(({ notes }) => notes) };
}

function changedPath(written: string, loaded: LoadedBuild, cwd: string): Changes {
  if (loaded.context === undefined) throw new Failure(`--change ${written}: ${loaded.contextDoubt ?? ""}`);
  const { root, context } = loaded.context;
  const file = resolve(cwd, written);
  if (!isInside(file, root)) throw new Failure(`--change ${written}: it is outside the build context, ${displayPath(root, cwd)}`);
  const path = toSlashes(relative(root, file));
  const kind = context.kind(path);
  if (path !== "" && context.isIgnored(path)) return { changes: [], notes: [describeIgnored(written, path, loaded.context, cwd)] };
  if (kind !== "directory") {
    const notes = isTaken(loaded.build, path) ? [] : [`${written} changes nothing: no step that is built takes it`];
    return { changes: [{ kind: "file", path, how: kind === undefined ? "absent" : "changed" }], notes };
  }
  const paths = [...filesBelow(context, path)].filter((each) => !context.isIgnored(each));
  const notes = paths.some((each) => isTaken(loaded.build, each)) ? [] : [`${written} changes nothing: no step that is built takes a file of it`];
  return { changes: paths.map((each) => ({ kind: "file", path: each, how: "changed" })), notes };
}

function isTaken(build: Build, path: string): boolean {
  return build.steps.some((step) => step.stage.isBuilt && contextInputs(step).some((input) => selects(input, path, build)));
}

function describeIgnored(written: string, path: string, { root, context }: LoadedContext, cwd: string): string {
  const { ignoreFile } = context;
  const pattern = ignoreFile && createIgnoreMatcher(parseIgnoreFile(ignoreFile.text)).decidingPattern(path);
  if (ignoreFile === undefined || pattern === undefined) return `${written} changes nothing: it is ignored`;
  return `${written} changes nothing: line ${pattern.line + 1} of ${displayPath(resolve(root, ignoreFile.path), cwd)} keeps it out (${pattern.text.trim()})`;
}

function changedArg(name: string, build: Build): Changes {
  checkArg(build, name, "--change-arg");
  const isUsed = build.stages.some(({ isBuilt, baseArgs, steps }) => isBuilt && (baseArgs.includes(name) || steps.some(({ args }) => args.includes(name))));
  return { changes: [{ kind: "arg", name }], notes: isUsed ? [] : [`build argument ${name} changes nothing: it is in the key of no step that is built`] };
}

function changedImage(written: string, build: Build): Changes {
  const wanted = canonicalName(parseImageReference(written));
  const references = imagesOf(build);
  const found = references.filter((reference) => reference.text === written || canonicalName(reference) === wanted);
  const texts = [...new Set(references.map(({ text }) => text))];
  if (found.length === 0) throw new Failure(`--change-image ${written}: the Dockerfile does not name this image${didYouMean(written, texts) || (texts.length > 0 ? `; it names ${texts.join(", ")}` : "")}`);
  const pinned = found.every(({ digest }) => digest !== undefined);
  const changes = [...new Set(found.map(({ text }) => text))].map((reference): Change => ({ kind: "image", reference }));
  return { changes, notes: pinned ? [`${written} changes nothing: its digest holds it`] : [] };
}

/** `node`, `node:latest` and `docker.io/library/node` are one image. */
function canonicalName({ repository, tag, digest }: ImageReference): string {
  return `${repository.replace(/^(docker\.io\/)?(library\/)?/, "")}:${tag ?? "latest"}@${digest ?? ""}`;
}

function imagesOf(build: Build): readonly ImageReference[] {
  const bases = build.stages.flatMap(({ base }) => (base.kind === "image" ? [base.reference] : []));
  const taken = build.steps.flatMap(({ inputs }) => inputs.flatMap((input) => (input.kind === "image" ? [input.reference] : [])));
  return [...bases, ...taken];
}

function changedRemote(url: string, build: Build): Changes {
  const remotes = build.steps.flatMap(({ inputs }) => inputs.filter((input): input is RemoteInput => input.kind === "url" || input.kind === "git"));
  const found = remotes.filter((remote) => remote.url === url);
  const urls = [...new Set(remotes.flatMap((remote) => remote.url ?? []))];
  if (found.length === 0) throw new Failure(`--change-remote ${url}: no ADD of the Dockerfile asks it${didYouMean(url, urls) || (urls.length > 0 ? `; there is ${urls.join(", ")}` : "")}`);
  return { changes: [{ kind: "remote", url }], notes: found.every(isHeld) ? [`${url} changes nothing: a checksum or commit holds it`] : [] };
}
