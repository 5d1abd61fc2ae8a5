import { ecosystems as allEcosystems } from "../../ecosystems/index.ts";
import type { CredentialFile } from "../../ecosystems/ecosystem.ts";
import type { BuildContext } from "../files/build-context.ts";
import { selects } from "../plan/context-selection.ts";
import { filesBelow } from "../plan/selected-files.ts";
import { baseName, joinPaths } from "../files/image-path.ts";
import type { Build, ContextInput, CopyStep, RunStep } from "../model.ts";
import { contextInputs } from "../step.ts";
import { isAccount, isDirectoryKeeper, isMeantToBeSeen, isRuntimeDirectory, kindByName, kindByText, secretNames, type CredentialKind } from "./credential-files.ts";
import { expensiveCommand } from "./environment-use.ts";
import { runsBelow } from "./unfiltered-paths.ts";

/** Secrets, or data of a running application, that a copy takes from the context. */
export interface CredentialCopy {
  readonly step: CopyStep;
  readonly input: ContextInput;
  readonly kind: CredentialKind;
  /** Named by the copy, or among the files of a copied directory. */
  readonly how: "named" | "within";
  /** What is taken, relative to the context; never empty. */
  readonly paths: readonly string[];
  /** Variables of a seen `.env` file that hold secrets. */
  readonly variables: readonly string[];
  /** Whether the image that the build delivers has it in a layer; else it is in a stage that others take files from. */
  readonly isDelivered: boolean;
  readonly below: readonly RunStep[];
}

/**
 * Hazard D6. Copies by name count when the file, where it can be seen, holds something secret, or has not been seen and has a
 * name that says so. Files within a copied directory have to be seen. In a builder stage, whose layers nobody gets, files that
 * the build itself reads are no finding: settings only above an install or a download, which they re-run.
 */
export function credentialCopies(build: Build): readonly CredentialCopy[] {
  const target = build.stages.findLast(({ isBuilt }) => isBuilt);
  const context = build.context.kind === "known" ? build.context.context : undefined;
  const files = (build.options.ecosystems ?? allEcosystems).flatMap(({ credentials = [] }) => credentials);
  const steps = build.stages.filter(({ isBuilt }) => isBuilt).flatMap((stage) => stage.steps.map((step) => ({ step, isDelivered: target?.chain.includes(stage) === true })));
  const copies = steps.flatMap(({ step, isDelivered }) => (step.kind === "copy" ? contextInputs(step).map((input) => ({ step, input, isDelivered, below: runsBelow(step, build) })) : []));
  const named = copies.flatMap((copy): readonly CredentialCopy[] => {
    const found = namedCredential(build, copy.input, context, files);
    return found === undefined || !isHazard(found.kind, copy) ? [] : [{ ...copy, ...found, how: "named" }];
  });
  return [...named, ...(context === undefined ? [] : within(build, context, files, copies, named))];
}

type Copy = Pick<CredentialCopy, "step" | "input" | "isDelivered" | "below">;
type Found = Pick<CredentialCopy, "kind" | "paths" | "variables">;

function isHazard(kind: CredentialKind, { isDelivered, below }: Copy): boolean {
  if (isDelivered) return true;
  if (kind === "data") return false;
  return kind !== "environment" || below.some((run) => expensiveCommand(run) !== undefined);
}

function namedCredential(build: Build, input: ContextInput, context: BuildContext | undefined, files: readonly CredentialFile[]): Found | undefined {
  const { path } = input;
  if (path === undefined || path === "") return undefined;
  if (context === undefined) return byName(build, input.hasWildcard ? path.replace(/\.?\*$/, "") : path);
  if (input.hasWildcard) {
    const pattern = baseName(path);
    const directory = path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "";
    if (!/^[\w.-]+\*?$/.test(pattern)) return undefined;
    return seen(context, context.list(directory).flatMap(({ name, kind }) => (kind === "file" && selects(input, joinPaths(directory, name), build) ? [joinPaths(directory, name)] : [])), files);
  }
  if (context.isIgnored(path)) return undefined;
  const kind = context.kind(path);
  if (kind === "file") return seen(context, [path], files);
  return kind === "directory" ? seenDirectory(build, input, context, path, files) : byName(build, path, context);
}

function byName(build: Build, path: string, context?: BuildContext): Found | undefined {
  const known = context === undefined ? path : whole(context, path);
  const kind = kindByName(known) ?? (isKeyOfCertificate(build, path) && !isMeantToBeSeen(known) ? "key" : undefined);
  return kind && { kind, paths: [path], variables: [] };
}

/** A `.key` whose certificate is copied by the same Dockerfile: `site.key` beside `site.crt`. */
function isKeyOfCertificate(build: Build, path: string): boolean {
  const stem = /^(.*)\.key$/i.exec(path)?.[1];
  if (stem === undefined) return false;
  const sources = build.steps.flatMap((step) => contextInputs(step)).map((input) => input.path);
  return sources.some((source) => source !== undefined && [".crt", ".cert", ".cer", ".pem"].some((extension) => source === `${stem}${extension}`));
}

/** With the directory that the context is: whose name may tell that all in there is made for tests. */
function whole({ name }: BuildContext, path: string): string {
  return name === "." ? path : `${name}/${path}`;
}

function seen(context: BuildContext, paths: readonly string[], files: readonly CredentialFile[]): Found | undefined {
  for (const path of paths) {
    const text = context.read(path);
    // What is there and no text may be a database, or a key in another form.
    const kind = text === undefined ? kindByName(whole(context, path)) : kindByText(whole(context, path), text, files);
    if (kind !== undefined) return { kind, paths: [path], variables: kind === "environment" ? secretNames(text ?? "") : [] };
  }
  return undefined;
}

/** `.aws`, `.ssh`, `logs`: something of the kind has to be in there. Directories of other names are looked into with all others. */
function seenDirectory(build: Build, input: ContextInput, context: BuildContext, path: string, files: readonly CredentialFile[]): Found | undefined {
  const isData = isRuntimeDirectory(path) && !isMeantToBeSeen(whole(context, path));
  if (!isData && kindByName(path) === undefined) return undefined;
  const held = [...filesBelow(context, path)].slice(0, 100).filter((file) => selects(input, file, build));
  const data = isData ? held.find((file) => !isDirectoryKeeper(file) && (file.endsWith(".log") || baseName(path) === "uploads")) : undefined;
  return data === undefined ? seen(context, held, files) : { kind: "data", paths: [data], variables: [] };
}

/** Secrets that lie somewhere in a copied directory: all of the first copy that gets into the image together. */
function within(build: Build, context: BuildContext, files: readonly CredentialFile[], copies: readonly Copy[], named: readonly CredentialCopy[]): readonly CredentialCopy[] {
  const told = new Set(named.flatMap(({ paths }) => paths));
  const broad = copies.filter(({ input, isDelivered }) => isDelivered && input.path !== undefined && (input.hasWildcard || context.kind(input.path) === "directory"));
  if (broad.length === 0) return [];
  const found = likelyFiles(context, files).flatMap((path) => (told.has(path) ? [] : (seen(context, [path], files) ?? [])));
  for (const copy of broad) {
    const taken = found.filter(({ paths: [path = ""] }) => selects(copy.input, path, build));
    const [first] = taken;
    if (first === undefined) continue;
    const kind = taken.find((other) => other.kind !== "data")?.kind ?? "data";
    const same = taken.filter((other) => (other.kind === "data") === (kind === "data"));
    return [{ ...copy, kind, how: "within", paths: same.flatMap(({ paths }) => paths), variables: same.flatMap(({ variables }) => variables) }];
  }
  return [];
}

const mostDirectories = 400;
const deepest = 2;

/** Files near the root of the context whose names are worth a look into them. */
function likelyFiles(context: BuildContext, files: readonly CredentialFile[]): readonly string[] {
  const pending: { readonly directory: string; readonly depth: number }[] = [{ directory: "", depth: 0 }];
  const found: string[] = [];
  for (const [opened, { directory, depth }] of pending.entries()) {
    if (opened >= mostDirectories) break;
    for (const { name, kind } of context.list(directory)) {
      const path = joinPaths(directory, name);
      if (context.isIgnored(path)) continue;
      if (kind === "directory" && depth < deepest && !artifacts.has(name)) pending.push({ directory: path, depth: depth + 1 });
      else if (kind === "file" && isLikely(path, files)) found.push(path);
    }
  }
  return found;
}

const artifacts: ReadonlySet<string> = new Set([".git", ...allEcosystems.flatMap(({ hostArtifacts }) => hostArtifacts)]);

/** Certificates of tests lie about everywhere: keys count by the names that SSH gives them. */
function isLikely(path: string, files: readonly CredentialFile[]): boolean {
  if (/\.(?:key|pem)$/i.test(path)) return false;
  return kindByName(path) !== undefined || files.some((file) => path.toLowerCase().endsWith(file.path)) || isAccount(baseName(path));
}
