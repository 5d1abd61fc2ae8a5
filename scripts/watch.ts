import { existsSync } from "node:fs";
import { context } from "esbuild";
import { bundles, toBuildOptions } from "./bundle.ts";

// Keeps dist/ up to date, with source maps, until it is stopped. Types and the copied files are left to `npm run build`.
for (const bundle of bundles) {
  if (!existsSync(bundle.entry)) continue;
  const watched = await context({ ...toBuildOptions(bundle), sourcemap: true, minify: false, logLevel: "info" });
  await watched.watch();
}
