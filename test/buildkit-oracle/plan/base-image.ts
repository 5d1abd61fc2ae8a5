import { createHash } from "node:crypto";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { shims } from "./shims.ts";
import { writeTar, type TarEntry } from "./tar.ts";

/** What an image is made of, beside its name: a tag moves when one of these changes. */
export interface ImageVersion {
  /** Another generation has another layer. */
  readonly generation: number;
  /** Entries of the image's config, such as `{ Env: ["A=1"], Labels: {}, OnBuild: [] }`. */
  readonly config: Readonly<Record<string, unknown>>;
  /** What is in it besides busybox and the shims; GENERATION stands for the number. */
  readonly files?: readonly TarEntry[];
}

/** A blob of a registry. */
export interface Blob {
  readonly digest: string;
  readonly mediaType: string;
  readonly content: Buffer;
}

export interface Image {
  readonly manifest: Blob;
  readonly blobs: readonly Blob[];
}

const search = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/** An image of busybox and shims below a layer that no other image has: no build step on it meets another's records. */
export function createImage(name: string, version: ImageVersion): Image {
  const own = layer([{ kind: "file", path: "etc/image", content: `${name} ${version.generation}\n` }, ...(version.files ?? []).map((file) => ofGeneration(file, version.generation))]);
  const layers = [busybox(), own];
  const config = blob("application/vnd.oci.image.config.v1+json", JSON.stringify({
    architecture: process.arch === "arm64" ? "arm64" : "amd64",
    os: "linux",
    config: { Env: [search], ...version.config },
    rootfs: { type: "layers", diff_ids: layers.map(({ digest }) => digest) },
  }));
  const manifest = blob("application/vnd.oci.image.manifest.v1+json", JSON.stringify({
    schemaVersion: 2,
    mediaType: "application/vnd.oci.image.manifest.v1+json",
    config: descriptor(config),
    layers: layers.map(descriptor),
  }));
  return { manifest, blobs: [config, ...layers] };
}

function ofGeneration(entry: TarEntry, generation: number): TarEntry {
  return entry.kind === "file" && typeof entry.content === "string" ? { ...entry, content: entry.content.replaceAll("GENERATION", String(generation)) } : entry;
}

let first: Blob | undefined;

/** The layer that all images share: busybox from the machine, a few users, shims for the tools of Dockerfiles. */
function busybox(): Blob {
  if (first !== undefined) return first;
  const program = ["/bin/busybox", "/usr/bin/busybox"].map((path) => readOrNothing(path)).find((content) => content !== undefined);
  if (program === undefined) throw new Error("no busybox here: install busybox-static");
  const applets = spawnSync("busybox", ["--list"], { encoding: "utf8" }).stdout.split("\n").filter((applet) => /^[a-z]/.test(applet) && applet !== "busybox");
  const directories = ["bin", "etc", "root", "tmp", "proc", "sys", "dev", "usr", "usr/bin", "usr/lib", "var", "var/lib", "srv"];
  first = layer([
    ...directories.map((path): TarEntry => ({ kind: "directory", path })),
    { kind: "file", path: "bin/busybox", content: program, mode: 0o755 },
    ...applets.map((applet): TarEntry => ({ kind: "link", path: `bin/${applet}`, target: "busybox" })),
    { kind: "file", path: "etc/passwd", content: "root:x:0:0:root:/root:/bin/sh\nnode:x:1000:1000::/root:/bin/sh\n" },
    { kind: "file", path: "etc/group", content: "root:x:0:\nnode:x:1000:\n" },
    ...shims,
  ]);
  return first;
}

function readOrNothing(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

function layer(entries: readonly TarEntry[]): Blob {
  return blob("application/vnd.oci.image.layer.v1.tar", writeTar(entries));
}

function blob(mediaType: string, text: string | Buffer): Blob {
  const content = Buffer.from(text);
  return { digest: `sha256:${createHash("sha256").update(content).digest("hex")}`, mediaType, content };
}

function descriptor({ digest, mediaType, content }: Blob) {
  return { digest, mediaType, size: content.length };
}
