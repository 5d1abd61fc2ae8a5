import type { Flag, FlagOption, RunInstruction, Word } from "../dockerfile/nodes.ts";

export type MountType = "bind" | "cache" | "tmpfs" | "secret" | "ssh";

/** One `RUN --mount=…`, its options under their main names (`src` and `dst` are `source` and `target`). */
export interface Mount {
  readonly flag: Flag;
  /** A type that no BuildKit knows is kept as written. */
  readonly type: MountType | (string & {});
  readonly options: ReadonlyMap<string, FlagOption>;
  readonly source: Word | undefined;
  readonly target: Word | undefined;
  readonly from: Word | undefined;
  /** Only bind mounts can be made writable; what is written is thrown away. */
  readonly writable: boolean;
}

const mainNames: Readonly<Record<string, string>> = {
  src: "source",
  dst: "target",
  destination: "target",
  rw: "readwrite",
  ro: "readonly",
};

/** The mounts of a RUN in file order. Source: Dockerfile reference, `RUN --mount`. */
export function findMounts(run: RunInstruction): readonly Mount[] {
  return run.flags.filter((flag) => flag.name === "mount" && flag.value !== undefined).map(toMount);
}

/**
 * Whether a cache mount has neither an id nor sharing of its own, which keeps them out of the key that BuildKit's first
 * cache mounts had (checkShouldClearCacheOpts in solver/llbsolver/ops/exec.go).
 */
export function isDefaultCacheMount({ type, options, target }: Mount): boolean {
  const [id, sharing] = [options.get("id")?.value?.text, options.get("sharing")?.value?.text];
  return type === "cache" && (id === undefined || id === target?.text) && (sharing === undefined || sharing === "shared");
}

function toMount(flag: Flag): Mount {
  const options = new Map<string, FlagOption>();
  for (const option of flag.options) {
    const key = option.key.text.toLowerCase();
    options.set(mainNames[key] ?? key, option);
  }
  return {
    flag,
    type: options.get("type")?.value?.text ?? "bind",
    options,
    source: options.get("source")?.value,
    target: options.get("target")?.value,
    from: options.get("from")?.value,
    writable: isOn(options.get("readwrite")) || isOff(options.get("readonly")),
  };
}

function isOn(option: FlagOption | undefined): boolean {
  return option !== undefined && option.value?.text !== "false";
}

function isOff(option: FlagOption | undefined): boolean {
  return option?.value?.text === "false";
}
