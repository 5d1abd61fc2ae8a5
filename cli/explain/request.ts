import { resolve } from "node:path";
import type { HeldCache } from "../../buildkit/change.ts";
import { didYouMean } from "../../workspace/nearest-name.ts";
import { kindOnDisk } from "../../workspace/on-disk.ts";
import { readArguments } from "../usage/arguments.ts";
import { Failure } from "../usage/failure.ts";

export const explainFlags = {
  change: { value: "PATH", description: "A file of the build context that changed, is new or deleted; a directory stands for all its files. May be given several times, as the three below." },
  "change-arg": { value: "NAME", description: "A build argument that has another value." },
  "change-image": { value: "REF", description: "An image whose tag stands for other layers." },
  "change-remote": { value: "URL", description: "An address of ADD that has other content." },
  since: { value: "REV", description: "Everything that git says changed between this revision and the working tree, the Dockerfile and its ignore file included." },
  cache: { value: "CACHE", description: "What the builder has: `local` (default), a cache imported with mode `max` or `min`, or `none`." },
  target: { value: "STAGE", description: "The stage to build, by name or number." },
  "build-arg": { value: "NAME=VALUE", description: "A build argument, as for docker build. May be given several times." },
  context: { value: "DIR", description: "The directory that the build is given. Without it, it is inferred from what the Dockerfile copies." },
  format: { value: "FORMAT", description: "`text` (default) or `json`." },
  help: { short: "h", description: "Print this." },
};

/** What a user asks of `layerwise explain`. */
export interface ExplainRequest {
  /** Absolute. */
  readonly file: string;
  /** As the user wrote them. */
  readonly changes: {
    readonly paths: readonly string[];
    readonly args: readonly string[];
    readonly images: readonly string[];
    readonly remotes: readonly string[];
  };
  readonly since: string | undefined;
  readonly cache: HeldCache;
  /** A plan was asked for, be it of no change, and not the table of what could change. */
  readonly wantsPlan: boolean;
  readonly target: string | undefined;
  readonly buildArgs: ReadonlyMap<string, string | undefined>;
  /** Absolute. */
  readonly contextDirectory: string | undefined;
  readonly format: "text" | "json";
}

const caches: readonly HeldCache[] = ["local", "max", "min", "none"];
const formats = ["text", "json"] as const;

/**
 * Reads the arguments of `layerwise explain`.
 * @throws {Failure} when they make no sense.
 */
export function readExplainRequest(args: readonly string[], cwd: string, environment: Readonly<Record<string, string | undefined>>): ExplainRequest {
  const given = readArguments(args, explainFlags);
  const { operands } = given;
  if (operands.length > 1) throw new Failure(`explain takes one Dockerfile, but got ${operands.join(" ")}`);
  const wantsPlan = (["change", "change-arg", "change-image", "change-remote", "since", "cache"] as const).some((name) => given.has(name));
  return {
    file: findFile(operands[0], cwd),
    changes: { paths: given.values("change"), args: given.values("change-arg"), images: given.values("change-image"), remotes: given.values("change-remote") },
    since: given.value("since"),
    cache: oneOf("cache", given.value("cache") ?? "local", caches),
    wantsPlan,
    target: given.value("target"),
    buildArgs: new Map(given.values("build-arg").flatMap((value) => readBuildArg(value, environment))),
    contextDirectory: readContext(given.value("context"), cwd),
    format: oneOf("format", given.value("format") ?? "text", formats),
  };
}

function findFile(operand: string | undefined, cwd: string): string {
  const start = resolve(cwd, operand ?? ".");
  const kind = kindOnDisk(start);
  if (kind === "file") return start;
  if (kind === undefined) throw new Failure(`no such file or directory: ${operand ?? "."}`);
  const found = ["Dockerfile", "Containerfile"].map((name) => resolve(start, name)).find((file) => kindOnDisk(file) === "file");
  if (found === undefined) throw new Failure(`no Dockerfile in ${operand ?? "the working directory"}; name it: layerwise explain DOCKERFILE`);
  return found;
}

/** Without a value it is taken from the environment, and is not passed if it is not there, as docker build does. */
function readBuildArg(text: string, environment: Readonly<Record<string, string | undefined>>): [name: string, value: string][] {
  const equals = text.indexOf("=");
  if (equals > 0) return [[text.slice(0, equals), text.slice(equals + 1)]];
  if (equals === 0) throw new Failure(`--build-arg needs a name: --build-arg NAME=VALUE, not "${text}"`);
  const value = environment[text];
  return value === undefined ? [] : [[text, value]];
}

function readContext(value: string | undefined, cwd: string): string | undefined {
  if (value === undefined) return undefined;
  const directory = resolve(cwd, value);
  if (kindOnDisk(directory) !== "directory") throw new Failure(`--context ${value}: no such directory`);
  return directory;
}

function oneOf<Word extends string>(flag: string, value: string, words: readonly Word[]): Word {
  const found = words.find((word) => word === value);
  if (found === undefined) throw new Failure(`unknown ${flag} "${value}"${didYouMean(value, words)} (--${flag} ${words.join(", ")})`);
  return found;
}
