import { readFileSync } from "node:fs";
import path from "node:path";
import { readTar } from "../plan/read-tar.ts";

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
