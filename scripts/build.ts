import { existsSync } from "node:fs";
import { copyFile, rm } from "node:fs/promises";
import { build } from "esbuild";
import { bundles, toBuildOptions } from "./bundle.ts";

// Writes dist/. An entry that does not exist is left out; `--sourcemap` adds maps for debugging.
await rm("dist", { recursive: true, force: true });
for (const bundle of bundles) {
  if (!existsSync(bundle.entry)) continue;
  await build({ ...toBuildOptions(bundle), sourcemap: process.argv.includes("--sourcemap") });
}
await copyFile("rules/plugin.d.ts", "dist/index.d.ts");
