import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { BuildOptions, Plugin } from "esbuild";

export interface Bundle {
  readonly entry: string;
  readonly outfile: string;
  /** CommonJS for what contains `eslint/universal`: it requires Node's modules dynamically, which ESM bundles cannot. */
  readonly format: "esm" | "cjs";
  readonly external: readonly string[];
  /** Whether a shell runs it by its name: it then begins with a hashbang. */
  readonly isCommand?: true;
}

/** The bundles of the package: the ESLint plugin (`exports`), the command, the server and the VS Code client. */
export const bundles: readonly Bundle[] = [
  { entry: "rules/index.ts", outfile: "dist/index.js", format: "esm", external: ["eslint"] },
  { entry: "cli/main.ts", outfile: "dist/cli.cjs", format: "cjs", external: [], isCommand: true },
  { entry: "server/main.ts", outfile: "dist/server.cjs", format: "cjs", external: [] },
  { entry: "client/extension.ts", outfile: "dist/client.cjs", format: "cjs", external: ["vscode"] },
];

export function toBuildOptions({ entry, outfile, format, external, isCommand }: Bundle): BuildOptions & { metafile: true } {
  return {
    entryPoints: [entry],
    outfile,
    format,
    external: [...external],
    bundle: true,
    minify: true,
    platform: "node",
    target: "node20",
    // The `main` of some libraries is UMD, whose requires no bundler can follow (jsonc-parser, vscode-languageserver-types).
    mainFields: ["module", "main"],
    banner: isCommand ? { js: "#!/usr/bin/env node" } : {},
    // The build writes all licences into one file.
    legalComments: "none",
    metafile: true,
    // ESLint requires the CommonJS edition of this library; our own imports would add the ESM edition to the bundle.
    alias: {
      "@eslint/plugin-kit": createRequire(import.meta.url).resolve("@eslint/plugin-kit"),
      // Its edition for Node is CommonJS and asks for `process`, which an ESM bundle cannot require.
      yaml: join(dirname(createRequire(import.meta.url).resolve("yaml/package.json")), "browser/index.js"),
    },
    plugins: [leaveOutUnused],
  };
}

/**
 * Parts of ESLint that a Dockerfile never reaches, by the end of their path: its own rules, its JavaScript language with
 * parser and scope analysis, the parser of configuration comments, and its debug log. Without them a bundle of the
 * linter is a quarter as large and starts in half the time.
 */
const unused: readonly { readonly path: RegExp; readonly contents: string }[] = [
  { path: /[\\/]eslint[\\/]lib[\\/]rules[\\/]index\.js$/, contents: "module.exports = new Map();" },
  { path: /[\\/]eslint[\\/]lib[\\/]languages[\\/]js[\\/]index\.js$/, contents: "module.exports = {};" },
  { path: /[\\/]eslint[\\/]lib[\\/]languages[\\/]js[\\/]source-code[\\/]index\.js$/, contents: "exports.SourceCode = class {};" },
  { path: /[\\/]node_modules[\\/]eslint-scope[\\/]/, contents: "exports.analyze = () => undefined;" },
  { path: /[\\/]node_modules[\\/]levn[\\/]lib[\\/]index\.js$/, contents: "exports.parse = () => undefined;" },
  { path: /[\\/]node_modules[\\/]debug[\\/]src[\\/]index\.js$/, contents: "module.exports = () => () => {};" },
];

const leaveOutUnused: Plugin = {
  name: "leave-out-unused",
  setup({ onLoad }) {
    for (const { path, contents } of unused) onLoad({ filter: path }, () => ({ contents, loader: "js" }));
  },
};
