import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * The licences of the packages that bundled files come from, as one text, sorted by name. Licences ask for that wherever
 * the code goes.
 * @param inputs Paths of bundled files, with `node_modules/` in those of packages.
 * @throws If a package has no licence that it names.
 */
export async function licencesOf(inputs: readonly string[]): Promise<string> {
  const folders = inputs.map((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(input)?.[0]);
  const packages = [...new Set(folders.filter((folder) => folder !== undefined))];
  const sections = await Promise.all(packages.map(sectionOf));
  return [...new Set(sections)].sort().join(`\n${"-".repeat(80)}\n\n`);
}

async function sectionOf(folder: string): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const { name, version, license } = manifest as Readonly<Record<"name" | "version" | "license", string | undefined>>;
  if (license === undefined) throw new Error(`${folder} names no licence`);
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e(?:[.-].*)?$/i.test(entry));
  const text = file === undefined ? "" : `\n${(await readFile(join(folder, file), "utf8")).trim()}\n`;
  return `${String(name)} ${String(version)} (${license})\n${text}`;
}
