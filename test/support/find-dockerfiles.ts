import { readdirSync, statSync } from "node:fs";
import path from "node:path";

/** The paths of all Dockerfiles below a folder, whatever their names add. */
export function findDockerfiles(folder: string): readonly string[] {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const files = names.filter((name) => /(^|[./])(docker|container)file[^/]*$/iu.test(name) && !/dockerignore$/.test(name)).map((name) => path.join(folder, name));
  return files.filter((file) => statSync(file).isFile() && statSync(file).size > 0);
}
