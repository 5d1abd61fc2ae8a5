import { existsSync } from "node:fs";
import { chmod, copyFile, rm, writeFile } from "node:fs/promises";
import { build } from "esbuild";
import { rules } from "../rules/rules.ts";
import { configurationSchema } from "../workspace/configuration-schema.ts";
import { bundles, toBuildOptions } from "./bundle.ts";
import { licencesOf } from "./licences.ts";

// Writes dist/. An entry that does not exist is left out; `--sourcemap` adds maps for debugging.
await rm("dist", { recursive: true, force: true });
const bundled = new Set<string>();
for (const bundle of bundles) {
  if (!existsSync(bundle.entry)) continue;
  const { metafile } = await build({ ...toBuildOptions(bundle), sourcemap: process.argv.includes("--sourcemap") });
  for (const input of Object.keys(metafile.inputs)) bundled.add(input);
  if (bundle.isCommand) await chmod(bundle.outfile, 0o755);
}
await copyFile("rules/plugin.d.ts", "dist/index.d.ts");
await writeFile("dist/LICENSES.txt", await licencesOf([...bundled]));
await writeFile("dist/schema.json", `${JSON.stringify(configurationSchema(Object.keys(rules)), undefined, 2)}\n`);
