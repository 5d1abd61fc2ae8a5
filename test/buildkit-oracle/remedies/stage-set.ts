import { spawnSync } from "node:child_process";
import type { Build } from "../../../buildkit/model.ts";
import { model, runs } from "../../support/model.ts";
import type { ProjectSource } from "../plan/project.ts";
import { plainTool, shims } from "../plan/shims.ts";
import type { TarEntry } from "../plan/tar.ts";
import type { RemedySubject } from "./subjects.ts";

const builtins = new Set(["cd", "set", "export", "eval", "exec", "exit", "read", "shift", "trap", "umask", "unset", "wait", "command", "type", "ulimit", "hash", ".", ":", "local", "return", "alias", "source", "echo", "test", "[", "true", "false", "printf", "sh"]);
const directories = new Set(["dist", "build", "out", "public", "node_modules", "vendor", "site-packages", "src", "app", "lib", "packages", "target", "bundle", ".venv", "venv"]);

/** What the images of all subjects need so that their commands find something to run and something to take. */
export function stageSet(subjects: readonly RemedySubject[]): readonly TarEntry[] {
  const builds = subjects.flatMap(({ before, after }) => [model(before), model(after)]);
  const applets = spawnSync("busybox", ["--list"], { encoding: "utf8" }).stdout.split("\n");
  const known = new Set([...applets, ...builtins]);
  const shimmed = new Set(shims.map(({ path }) => path));
  const programs = new Set(builds.flatMap(commandPaths).filter((path) => !shimmed.has(path) && !known.has(path.replace("usr/bin/", ""))));
  const users = new Set(builds.flatMap((build) => build.steps.flatMap(({ user, instruction }) => [user, instruction.flags.find(({ name }) => name === "chown")?.value?.text])).flatMap((user) => user?.split(":") ?? []));
  const taken = takenPaths(builds);
  return [
    ...[...programs].map((path) => plainTool(path)),
    ...["etc/passwd", "etc/group"].map((path): TarEntry => ({ kind: "file", path, content: accounts(path, [...users].filter((name) => /^[a-z][a-z-]*$/.test(name))) })),
    ...taken,
    { kind: "directory", path: "etc/apt" },
    { kind: "directory", path: "etc/apt/apt.conf.d" },
    { kind: "file", path: "usr/lib/outputs", content: taken.map(({ path }) => `/${path}\n`).join("") },
  ];
}

/** The project of a subject, with every file that the Dockerfile names and the finding did not need. */
export function projectOf(subject: RemedySubject, dockerfile: string): ProjectSource {
  const builds = [model(subject.before), model(subject.after)];
  const files: Record<string, string> = { "sample.txt": "sample SALT\n", ...subject.files };
  const has = (name: string) => Object.keys(files).some((path) => path === name || path.startsWith(`${name.replace(/\/$/, "")}/`));
  for (const name of builds.flatMap(wantedFiles)) if (!has(name)) files[name.endsWith("/") ? `${name}sample.txt` : name] = name.endsWith(".sh") ? "#!/bin/sh\n: SALT\n" : `${name} SALT\n`;
  const declared = builds.flatMap(({ dockerfile: { instructions } }) => instructions.flatMap((each) => (each.type === "ARG" ? each.pairs : [])));
  const valued = new Set(declared.filter(({ value }) => value !== undefined).map(({ key }) => key.text));
  const args = Object.fromEntries(declared.map(({ key }) => key.text).filter((name) => !valued.has(name) && !/^(?:TARGET|BUILD)(?:PLATFORM|OS|ARCH|VARIANT)$/.test(name)).map((name) => [name, "v0"]));
  return { dockerfile: dockerfile.replaceAll(/^(ADD\s.*?)https?:\/\//gm, "$1WEB/"), dockerfilePath: "../Dockerfile", files, args };
}

/** Files of the context that are to be run: `./gradlew`, scripts. */
export function ownPrograms(subject: RemedySubject): readonly string[] {
  const builds = [model(subject.before), model(subject.after)];
  const called = builds.flatMap((build) => runs(build).flatMap(({ script }) => script.commands.map(({ words: [word] }) => word.value))).filter((word) => word.startsWith("./"));
  return [...called.map((word) => word.slice(2)), ...builds.flatMap(wantedFiles).filter((name) => name.endsWith(".sh"))];
}

function wantedFiles(build: Build): readonly string[] {
  const sources = build.steps.flatMap(({ inputs }) => inputs.flatMap((input) => (input.kind === "context" && input.path !== undefined && input.path !== "" ? [{ path: input.path, slash: input.node.type === "Word" && input.node.text.endsWith("/") }] : [])));
  return sources.map(({ path, slash }) => {
    const plain = path.replaceAll(/\[(.)[^\]]*\]/g, "$1").replaceAll("**/", "").replaceAll(/[*?]/g, "x");
    return slash || isDirectoryName(plain) ? `${plain}/` : plain;
  });
}

function isDirectoryName(path: string): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return directories.has(name) || /^[a-z]+$/.test(name);
}

function commandPaths(build: Build): readonly string[] {
  return runs(build).flatMap(({ script }) => script.commands.flatMap(({ name, words: [word] }) => {
    if (/^\.?\//.test(word.value) && word.literal) return [word.value.replace(/^\.?\//, "")];
    return word.value.includes("/") || !word.literal || name === "" ? [] : [`usr/bin/${name}`];
  }));
}

/** What is taken from images and stages is there from the beginning. */
function takenPaths(builds: readonly Build[]): readonly TarEntry[] {
  const paths = new Set(builds.flatMap(({ steps }) => steps.flatMap(({ inputs }) => inputs.flatMap((input) => ((input.kind === "stage" || input.kind === "image") && input.path !== undefined ? [input.path.replace(/^\//, "").replace(/\/\.?$/, "")] : [])))));
  const wanted = [...paths].filter((path) => path !== "" && !/[*?$]/.test(path));
  return wanted.map((path): TarEntry => {
    const isParent = wanted.some((other) => other.startsWith(`${path}/`));
    return { kind: "file", path: isParent || isDirectoryName(path) ? `${path}/.kept` : path, content: `${path} GENERATION\n`, mode: 0o755 };
  });
}

function accounts(path: string, names: readonly string[]): string {
  const line = (name: string, id: number) => (path === "etc/passwd" ? `${name}:x:${id}:${id}::/home/${name}:/bin/sh` : `${name}:x:${id}:`);
  return ["root:x:0:0:root:/root:/bin/sh".slice(0, path === "etc/passwd" ? undefined : 9), line("node", 1000), ...names.filter((name) => name !== "root" && name !== "node").map((name, index) => line(name, 1001 + index))].join("\n") + "\n";
}
