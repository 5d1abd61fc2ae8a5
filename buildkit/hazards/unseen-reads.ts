import { externalReads } from "./external-read.ts";
import type { Install } from "../install.ts";
import type { Build, Step } from "../model.ts";
import type { Mount } from "../mount.ts";
import type { UnseenRead } from "../unseen-read.ts";

/**
 * The unseen reads of every step that has any: the moving ones that are hazards, and beside them those that are none in
 * themselves, as far as the commands are recognised (cache-semantics 2.1, "not in key").
 */
export function unseenReads(build: Build): ReadonlyMap<Step, readonly UnseenRead[]> {
  const moving = externalReads(build);
  const entries = build.steps.flatMap((step): readonly [Step, readonly UnseenRead[]][] => {
    if (step.kind !== "run") return [];
    const own = moving.filter((read) => read.step.instruction === step.instruction);
    const known = own.flatMap((read): readonly UnseenRead[] => {
      if (read.kind === "clone") return [{ kind: "repository", subject: read.remote.value, moves: true }];
      if (read.kind === "download") return [{ kind: "download", subject: read.url.value, moves: true }];
      return [{ kind: "package", subject: read.floating.map(({ value }) => value).join(", ") || `upgrades of ${read.install.ecosystem.name}`, moves: true }];
    });
    const installs = step.installs.filter(({ command }) => !own.some((read) => read.command === command)).flatMap(readOf);
    return [[step, unique([...known, ...installs, ...step.mounts.flatMap(mountRead)])]];
  });
  return new Map(entries.filter(([, reads]) => reads.length > 0));
}

/** An install that may rewrite its lockfile, or has none to go by, asks the registry what is newest. Of a build nothing is claimed. */
function readOf({ effect, ecosystem, frozen }: Install): readonly UnseenRead[] {
  switch (effect.kind) {
    case "refresh-index":
    case "upgrade":
    case "system-install":
      return [{ kind: "index", subject: ecosystem.name, moves: true }];
    case "install":
      return frozen ? [] : [{ kind: "registry", subject: ecosystem.name, moves: false }];
    case "install-project":
      return [{ kind: "registry", subject: ecosystem.name, moves: false }];
    default:
      return [];
  }
}

function mountRead({ type, options, target }: Mount): readonly UnseenRead[] {
  const id = options.get("id")?.value?.text;
  const place = target?.text ?? "";
  if (type === "secret") return [{ kind: "secret", subject: id ?? place, moves: false }];
  if (type === "ssh") return [{ kind: "ssh", subject: id ?? "default", moves: false }];
  return type === "cache" ? [{ kind: "cache-mount", subject: place, moves: false }] : [];
}

function unique(reads: readonly UnseenRead[]): readonly UnseenRead[] {
  return reads.filter((read, index) => reads.findIndex(({ kind, subject }) => kind === read.kind && subject === read.subject) === index);
}
