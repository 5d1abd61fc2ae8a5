import { add, edit, mode, pass, publish, remove, serve, type Edit } from "./edits.ts";
import { argNames, type RandomDockerfile } from "./random-dockerfile.ts";
import type { RandomSource } from "./random-source.ts";

export const changeKinds = ["edited", "added", "deleted", "mode", "arg", "image", "remote"] as const;
export type ChangeKind = (typeof changeKinds)[number];

export interface RandomChange {
  readonly kind: ChangeKind;
  readonly edit: Edit;
  readonly text: string;
}

const places = ["", "", "src/", "src/lib/", "docs/", "extra/", "extra/deep/", "new/"] as const;
const endings = [".c", ".md", ".json", ".txt", ""] as const;
const modes = [0o600, 0o640, 0o700, 0o755, 0o750, 0o664, 0o444] as const;

/** Changes of the given kinds, one after the other; none leads back to what was built before. */
export function randomChanges(random: RandomSource, project: RandomDockerfile, kinds: readonly ChangeKind[]): readonly RandomChange[] {
  const files = new Set(Object.keys(project.files));
  const deletable = new Set(project.deletable);
  return kinds.map((kind, index): RandomChange => {
    const change = (target: string, made: Edit): RandomChange => ({ kind, edit: made, text: `${kind} ${target}` });
    const file = random.pickFrom([...files].filter((path) => path !== ".dockerignore")) ?? "a.txt";
    switch (kind) {
      case "edited": {
        const target = random.chance(0.1) ? random.pick(["Dockerfile", ".dockerignore"]) : file;
        return change(target, edit(target));
      }
      case "added": {
        const target = `${random.pick(places)}${random.pick(["x", "new", "e"])}${index}${random.pick(endings)}`;
        return change(target, add(target));
      }
      case "deleted": {
        const target = random.pickFrom([...deletable]) ?? "extra/e1";
        files.delete(target);
        deletable.delete(target);
        return change(target, remove(target));
      }
      case "mode":
        return change(file, mode(file, modes[index % modes.length] ?? 0o600));
      case "arg": {
        const name = random.pick(argNames);
        return change(name, pass(name, `value${index}`));
      }
      case "image": {
        const name = random.pickFrom(project.images) ?? "image0";
        return change(name, publish(name, { generation: index + 2 }));
      }
      case "remote": {
        const name = random.pickFrom(project.pages) ?? "unused.txt";
        return change(name, serve(name, { body: `page ${index} SALT` }));
      }
    }
  });
}
