import { join } from "node:path";
import { temporaryTree } from "../workspace/temporary-tree.ts";
import { dockerfile } from "./expected.ts";

/** Writes a project whose build context is known into a new temporary directory and returns its path. */
export function writeProject(): string {
  const files = { ".git/": "", "package.json": '{ "name": "shop" }\n', "package-lock.json": "{}\n", "src/index.js": "", Dockerfile: dockerfile };
  return join(temporaryTree(Object.fromEntries(Object.entries(files).map(([name, text]) => [`shop/${name}`, text]))), "shop");
}
