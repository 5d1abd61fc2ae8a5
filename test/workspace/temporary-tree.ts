import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const created: string[] = [];

/**
 * Writes files below a new temporary directory and returns its absolute path: text of a file; `{ link }` a symbolic
 * link; a path with a slash at its end an empty directory.
 */
export function temporaryTree(files: Readonly<Record<string, string | Uint8Array | { readonly link: string }>>): string {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), "layerwise-")));
  created.push(root);
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(root, name);
    mkdirSync(name.endsWith("/") ? file : path.dirname(file), { recursive: true });
    if (name.endsWith("/")) continue;
    if (typeof content === "object" && "link" in content) symlinkSync(content.link, file);
    else writeFileSync(file, content);
  }
  return root;
}

/** Runs something as a user who may read only what everybody may; as it is, when this process has no other user to be. */
export function withoutPrivileges<Result>(run: () => Result): Result {
  if (process.geteuid?.() !== 0) return run();
  process.seteuid?.(65534);
  try {
    return run();
  } finally {
    process.seteuid?.(0);
  }
}

/** The same for something that takes its time. Modules that it needs must have been loaded before. */
export async function withoutPrivilegesFor<Result>(run: () => Promise<Result>): Promise<Result> {
  if (process.geteuid?.() !== 0) return run();
  process.seteuid?.(65534);
  try {
    return await run();
  } finally {
    process.seteuid?.(0);
  }
}

after(() => {
  for (const root of created.splice(0)) rmSync(root, { recursive: true, force: true });
});
