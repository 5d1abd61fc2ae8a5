import path from "node:path";

/** A path of this system as the layers to the left know it, with forward slashes. */
export function toSlashes(file: string): string {
  return path.sep === "/" ? file : file.split(path.sep).join("/");
}

/** Whether an absolute path is this directory or lies below it, by their names alone. */
export function isInside(file: string, directory: string): boolean {
  const relative = path.relative(directory, file);
  return relative === "" || !(relative === ".." || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative));
}

/** The directories from this one upward to `last`; only this one when `last` is not above it. */
export function ancestors(directory: string, last: string): readonly string[] {
  const directories = [directory];
  if (!isInside(directory, last)) return directories;
  for (let current = directory; current !== last; current = path.dirname(current)) directories.push(path.dirname(current));
  return directories;
}
