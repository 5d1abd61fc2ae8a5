import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * The licences of the packages that bundled files come from, as one text. Licences ask for that wherever the code goes.
 * Packages with the same text share it.
 * @param inputs Paths of bundled files, with `node_modules/` in those of packages.
 * @throws If a package names no licence.
 */
export async function licencesOf(inputs: readonly string[]): Promise<string> {
  const folders = inputs.map((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(input)?.[0]);
  const packages = [...new Set(folders.filter((folder) => folder !== undefined))].sort();
  const titles = new Map<string, Set<string>>();
  for (const folder of packages) {
    const { title, text } = await readLicence(folder);
    titles.set(text, (titles.get(text) ?? new Set()).add(title));
  }
  const sections = [...titles].map(([text, names]) => `${[...names].join("\n")}\n\n${text}\n`);
  return sections.join(`\n${"-".repeat(80)}\n\n`);
}

async function readLicence(folder: string): Promise<{ readonly title: string; readonly text: string }> {
  const manifest: unknown = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const { name, version, license } = manifest as Readonly<Record<"name" | "version" | "license", string | undefined>>;
  if (license === undefined) throw new Error(`${folder} names no licence`);
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e(?:[.-].*)?$/i.test(entry));
  const text = file === undefined ? license : (await readFile(join(folder, file), "utf8")).trim();
  return { title: `${String(name)} ${String(version)} (${license})`, text };
}
