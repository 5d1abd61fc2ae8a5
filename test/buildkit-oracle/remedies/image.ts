import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";

/** What one image has: a line of facts for each path, and those of its config that a container sees. */
export interface ImageFacts {
  readonly files: ReadonlyMap<string, string>;
  readonly config: Readonly<Record<string, unknown>>;
}

const configFields = ["Env", "Cmd", "Entrypoint", "WorkingDir", "User", "Labels", "ExposedPorts", "Volumes", "StopSignal", "Shell", "Healthcheck"] as const;

/** Options of buildctl that put an image into a folder, for `readImage`. */
export function exportOptions(folder: string): readonly string[] {
  return ["--output", `type=tar,dest=${path.join(folder, "files.tar")}`, "--output", `type=oci,tar=false,dest=${path.join(folder, "oci")}`];
}

/** Reads what a build with `exportOptions` left. */
export function readImage(folder: string): ImageFacts {
  const blob = (digest: string): unknown => JSON.parse(readFileSync(path.join(folder, "oci/blobs/sha256", digest.slice("sha256:".length)), "utf8"));
  const index = JSON.parse(readFileSync(path.join(folder, "oci/index.json"), "utf8")) as { readonly manifests: readonly { readonly digest: string }[] };
  const manifest = blob(index.manifests[0]?.digest ?? "") as { readonly config: { readonly digest: string } };
  const { config = {} } = blob(manifest.config.digest) as { readonly config?: Readonly<Record<string, unknown>> };
  return { files: readTar(readFileSync(path.join(folder, "files.tar"))), config: Object.fromEntries(configFields.map((field) => [field, config[field] ?? null])) };
}

/** Every difference between two images, in words; times and history are not compared. */
export function imageDifferences(before: ImageFacts, after: ImageFacts): readonly string[] {
  const paths = [...new Set([...before.files.keys(), ...after.files.keys()])].toSorted();
  const fields = configFields.filter((field) => JSON.stringify(before.config[field]) !== JSON.stringify(after.config[field]));
  return [
    ...paths.filter((name) => before.files.get(name) !== after.files.get(name)).map((name) => `${name}: ${before.files.get(name) ?? "not there"} → ${after.files.get(name) ?? "not there"}`),
    ...fields.map((field) => `${field}: ${JSON.stringify(before.config[field])} → ${JSON.stringify(after.config[field])}`),
  ];
}

/** Path → type, mode, owner, where a link leads, extended attributes, and a digest of what is in it. */
function readTar(archive: Buffer): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  let extended = new Map<string, string>();
  for (let at = 0; at + 512 <= archive.length && archive[at] !== 0; ) {
    const header = archive.subarray(at, at + 512);
    const field = (offset: number, length: number) => header.toString("utf8", offset, offset + length).replace(/\0.*/s, "");
    const size = Number.parseInt(field(124, 12).trim() || "0", 8);
    const content = archive.subarray(at + 512, at + 512 + size);
    at += 512 + Math.ceil(size / 512) * 512;
    if (field(156, 1) === "x") {
      extended = readExtended(content);
      continue;
    }
    const name = extended.get("path") ?? [field(345, 155), field(0, 100)].filter((part) => part !== "").join("/");
    const rights = [100, 108, 116].map((offset) => field(offset, 8).trim());
    const attributes = [...extended].filter(([key]) => key.startsWith("SCHILY.xattr.")).map((pair) => pair.join("="));
    const facts = [field(156, 1), ...rights, extended.get("linkpath") ?? field(157, 100), ...attributes, createHash("sha256").update(content).digest("hex")];
    files.set(name.replaceAll(/^(?:\.?\/)+|\/$/g, ""), facts.join(" "));
    extended = new Map();
  }
  return files;
}

/** The records of a pax header: `30 mtime=1350244992.023960108`, each with its own length before it. */
function readExtended(content: Buffer): Map<string, string> {
  const pairs = new Map<string, string>();
  for (let at = 0; at < content.length; ) {
    const space = content.indexOf(" ", at);
    const length = Number(content.toString("utf8", at, space));
    const [, key = "", value = ""] = /^([^=]*)=([^]*)\n$/.exec(content.toString("utf8", space + 1, at + length)) ?? [];
    pairs.set(key, value);
    at += length;
  }
  return pairs;
}
