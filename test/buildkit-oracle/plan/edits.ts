import { chmodSync, existsSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Change } from "../../../buildkit/plan/change.ts";
import type { ImageVersion } from "./base-image.ts";
import { commit } from "./git-server.ts";
import { fill, saltedImage, setSecret, touch, writeProjectFile, type Project } from "./project.ts";
import type { Page } from "./registry.ts";

/** Something that happens to a project between two builds; what the model is told of it. */
export type Edit = (project: Project) => readonly Change[];

let count = 0;

/** Another text, of another length. */
export function edit(name: string, text?: string): Edit {
  return (project) => {
    count += 1;
    const before = readFileSync(path.join(project.root, name), "utf8");
    writeProjectFile(project, name, text ?? `${before}# ${"edited ".repeat(count % 7)}${count}\n`);
    return [{ kind: "file", path: name, how: "changed" }];
  };
}

export function add(name: string, text = ""): Edit {
  return (project) => {
    count += 1;
    const how = existsSync(path.join(project.root, name)) ? "changed" : "added";
    writeProjectFile(project, name, text === "" && !name.endsWith("/") ? `new ${count} ${project.token}\n` : text);
    return [{ kind: "file", path: name.replace(/\/$/, ""), how }];
  };
}

export function remove(name: string): Edit {
  return (project) => {
    rmSync(path.join(project.root, name), { recursive: true });
    return [{ kind: "file", path: name, how: "deleted" }];
  };
}

export function rename(from: string, to: string): Edit {
  return (project) => {
    renameSync(path.join(project.root, from), path.join(project.root, to));
    return [{ kind: "file", path: from, how: "deleted" }, { kind: "file", path: to, how: "added" }];
  };
}

export function mode(name: string, bits: number): Edit {
  return (project) => {
    chmodSync(path.join(project.root, name), bits);
    return [{ kind: "file", path: name, how: "changed" }];
  };
}

/** Only the time of a file or directory, which is in no key. */
export function retime(name: string): Edit {
  return (project) => {
    touch(path.join(project.root, name));
    return [];
  };
}

/** A build argument of another value; undefined passes it no more. */
export function pass(name: string, value: string | undefined): Edit {
  return (project) => {
    if (value === undefined) project.args.delete(name);
    else project.args.set(name, fill(project, value));
    return [{ kind: "arg", name }];
  };
}

/** The tag stands for another version of the image. `layers: false` when only its config is another. */
export function publish(name: string, version: Partial<ImageVersion>, layers = true): Edit {
  return (project) => {
    const reference = saltedImage(name, project.token);
    project.registry.publish(reference.includes(":") ? reference : `${reference}:latest`, version);
    return layers ? [{ kind: "image", reference }] : [];
  };
}

/** A page of the web server, SALT in its body is the token; `silent` when what is served stays the same or nobody is to notice. */
export function serve(name: string, page: Page, silent = false): Edit {
  return (project) => {
    project.registry.setPage(`/${project.token}/${name}`, { ...page, body: fill(project, page.body) });
    return silent ? [] : [{ kind: "remote", url: fill(project, `WEB/${name}`) }];
  };
}

/** Another commit on the branches of a repository. */
export function commitTo(name: string, refs: readonly string[]): Edit {
  return (project) => {
    count += 1;
    commit(path.join(project.registry.repositories, project.token, name), `commit ${count}\n`, refs);
    return [];
  };
}

/** Another text of the Dockerfile: a file of the context like any other, if it is copied. */
export function rewrite(text: string): Edit {
  return (project) => {
    writeProjectFile(project, project.dockerfile, fill(project, text));
    return [{ kind: "file", path: project.dockerfile, how: "changed" }];
  };
}

/** A secret of another value, or none. Nothing that the model is told. */
export function secret(id: string, value: string | undefined): Edit {
  return (project) => {
    setSecret(project, id, value);
    return [];
  };
}

/** Other bytes, but size and time as before: nobody sees it (cache-semantics 5.3), so the model is not told either. */
export function forge(name: string): Edit {
  return (project) => {
    const file = path.join(project.root, name);
    const { atime, mtime } = statSync(file);
    writeFileSync(file, readFileSync(file, "utf8").replaceAll(/\w/g, "z"));
    utimesSync(file, atime, mtime);
    return [];
  };
}
