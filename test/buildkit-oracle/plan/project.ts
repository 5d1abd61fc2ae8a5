import { randomUUID } from "node:crypto";
import { lutimesSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Registry } from "./registry.ts";

/** A project on the disk and all that a build of it is given. Edits change it in place. */
export interface Project {
  readonly root: string;
  /** In the names of its images and pages, so that no step meets records of another project. */
  readonly token: string;
  readonly registry: Registry;
  readonly args: Map<string, string>;
  /** Secret id → file. The secret `output` is what the shim `emit` writes. */
  readonly secrets: Map<string, string>;
  dockerfile: string;
}

export interface ProjectSource {
  /** `FROM name` and `--from=name` get images of their own; SALT stands for the token, WEB for the web server's address. */
  readonly dockerfile: string;
  readonly dockerfilePath?: string;
  /** Path → text; a path with a slash at its end is a directory, a text `-> target` a link. */
  readonly files?: Readonly<Record<string, string>>;
  readonly args?: Readonly<Record<string, string>>;
}

export function createProject(folder: string, registry: Registry, source: ProjectSource): Project {
  const token = randomUUID().slice(0, 8);
  const root = mkdtempSync(path.join(folder, `${token}-`));
  const args = new Map(Object.entries(source.args ?? {}).map(([name, value]) => [name, value.replaceAll("SALT", token)]));
  const project: Project = { root: path.join(root, "context"), token, registry, args, secrets: new Map(), dockerfile: source.dockerfilePath ?? "Dockerfile" };
  mkdirSync(project.root);
  writeProjectFile(project, project.dockerfile, fill(project, source.dockerfile));
  for (const [name, text] of Object.entries(source.files ?? {})) writeProjectFile(project, name, fill(project, text));
  setSecret(project, "output", "first\n");
  return project;
}

/** A Dockerfile's text, or an argument's, with the names of this project's own images and pages. */
export function fill({ token, registry }: Pick<Project, "token" | "registry">, text: string): string {
  const stages = new Set([...text.matchAll(/^FROM .* AS (\S+)/gim)].map(([, alias = ""]) => alias.toLowerCase()));
  const isImage = (name: string) => !stages.has(name.toLowerCase()) && name !== "scratch" && !/^\d+$|\$|SALT|@DIGEST/.test(name);
  const salt = (name: string) => (isImage(name) ? ownImage({ token, registry }, name) : name);
  return text
    .replaceAll(/^(\s*(?:ONBUILD )?FROM +(?:--\S+ +)*)(\S+)/gim, (_, before: string, name: string) => before + salt(name))
    .replaceAll(/(--from=|[,=]from=)([^\s,]+)/g, (_, before: string, name: string) => before + salt(name))
    .replaceAll("WEB", `http://127.0.0.1:${registry.port}/${token}`)
    .replaceAll("SALT", token)
    .replaceAll(/DIGEST\(([^)]+)\)/g, (_, name: string) => registry.digest(name));
}

/** An image that a Dockerfile names, as it is for this project: any registry is ours, a digest is that of our image. */
function ownImage({ token, registry }: Pick<Project, "token" | "registry">, name: string): string {
  const [tagged = "", digest] = name.replace(/^(?:localhost|[^/]*[.:][^/]*)\//, "hosted/").split("@");
  const salted = saltedImage(tagged, token);
  return digest === undefined ? salted : `${salted}@${registry.digest(salted.includes(":") ? salted : `${salted}:latest`)}`;
}

/** `node:22` → `node-1a2b3c4d:22`. */
export function saltedImage(name: string, token: string): string {
  const [repository = "", tag] = name.split(":");
  return `${repository}-${token}${tag === undefined ? "" : `:${tag}`}`;
}

let clock = Date.now() - 10 * 86_400_000;

/** Every write has a time of its own: BuildKit tells an edited file by size and time (cache-semantics 5.3). */
export function touch(file: string): void {
  clock += 1000;
  lutimesSync(file, clock / 1000, clock / 1000);
}

export function writeProjectFile(project: Project, name: string, text: string): void {
  const file = path.join(project.root, name);
  mkdirSync(name.endsWith("/") ? file : path.dirname(file), { recursive: true });
  if (name.endsWith("/")) return;
  const link = /^-> (.*)$/.exec(text);
  if (link !== null) rmSync(file, { force: true });
  if (link === null) writeFileSync(file, text);
  else symlinkSync(link[1] ?? "", file);
  touch(file);
}

export function setSecret(project: Project, id: string, value: string | undefined): void {
  const file = path.join(path.dirname(project.root), `secret-${id}`);
  if (value === undefined) return void project.secrets.delete(id);
  writeFileSync(file, value);
  project.secrets.set(id, file);
}

export function removeProject(project: Project): void {
  rmSync(path.dirname(project.root), { recursive: true, force: true });
}

