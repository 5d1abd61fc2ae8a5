import path from "node:path";

import { yamlAt, yamlText, type YamlValue } from "./yaml.ts";

/** What a job checks out, and where in its workspace; both undefined where an expression decides. */
export interface Checkout {
  /** Relative to the workspace. */
  readonly place: string | undefined;
  readonly isOwn: boolean;
}

/** `actions/checkout` among the steps of a job. Without any the workspace is said to be the repository. */
export function readCheckouts(steps: readonly YamlValue[], literal: (text: string) => string | undefined): readonly Checkout[] {
  const found = steps
    .filter((step) => /^actions\/checkout(?:@|$)/.test(yamlText(yamlAt(step, "uses")) ?? ""))
    .map((step): Checkout => {
      const written = yamlText(yamlAt(step, "with", "path")) ?? ".";
      const repository = yamlText(yamlAt(step, "with", "repository"));
      const place = literal(written);
      return { place: place === undefined ? undefined : path.normalize(place).replace(/\/$/, ""), isOwn: repository === undefined || /github\.repository\s*\}\}/.test(repository) };
    });
  return found.length === 0 ? [{ place: ".", isOwn: true }] : found;
}

/** Where a path of the workspace (absolute, as if the workspace were the repository) is in the repository; undefined for what is none of ours. */
export function locateIn(checkouts: readonly Checkout[], place: string, repository: string): string | undefined {
  const relative = path.relative(repository, place);
  if (relative.startsWith("..")) return undefined;
  const holders = checkouts.filter((checkout) => checkout.place === "." || (checkout.place !== undefined && `${relative}/`.startsWith(`${checkout.place}/`)));
  const length = ({ place: where = "." }: Checkout): number => (where === "." ? 0 : where.length);
  const [holder] = holders.toSorted((a, b) => length(b) - length(a));
  if (holder?.place === undefined || !holder.isOwn) return undefined;
  return holder.place === "." ? place : path.resolve(repository, path.relative(holder.place, relative));
}
