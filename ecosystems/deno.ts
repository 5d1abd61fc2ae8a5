import type { CommandForm, Ecosystem, Trap } from "./ecosystem.ts";
import { packageTraps } from "./package-json.ts";
import { proxyVariables } from "./proxy-variables.ts";

const denoTool = {
  tools: ["deno"],
  valueFlags: ["-c", "--config", "-n", "--name", "--root", "--import-map", "--cert", "--os", "--arch", "--seed", "--location", "--preload", "--require", "-o", "--output", "--target"],
} satisfies Partial<CommandForm>;

const FROZEN = { flags: ["--frozen", "--frozen-lockfile"] };
const GLOBAL = ["-g", "--global"];
const ENTRY = ["-e", "--entrypoint"];

/**
 * Deno loads modules from its cache while the program runs, so the cache belongs into the image, unless the project
 * vendors its modules or has npm's packages alone, in node_modules. Tried with 2.9.
 */
export const deno: Ecosystem = {
  id: "deno",
  name: "Deno",
  kind: "language",
  commands: [
    { ...denoTool, subcommands: [["ci"]], effect: { kind: "install", frozen: "always" } },
    { ...denoTool, subcommands: [["install"], ["i"]], operands: "none", noFlag: [...GLOBAL, ...ENTRY], effect: { kind: "install", frozen: FROZEN, lockOptional: true } },
    // What is to be cached follows from the imports of the sources.
    { ...denoTool, subcommands: [["install"], ["i"]], anyFlag: ENTRY, effect: { kind: "install-project" } },
    { ...denoTool, subcommands: [["cache"]], operands: "some", effect: { kind: "install-project" } },
    { ...denoTool, subcommands: [["install"], ["i"]], anyFlag: GLOBAL, operands: "some", effect: { kind: "add", scope: "global" } },
    { ...denoTool, subcommands: [["add"], ["install"], ["i"]], operands: "some", effect: { kind: "add", scope: "project" } },
    { ...denoTool, subcommands: [["compile"], ["bundle"], ["check"], ["task", /./], ["test"]], effect: { kind: "build" } },
    { ...denoTool, subcommands: [["clean"]], effect: { kind: "clean-cache" } },
  ],
  files: { manifests: ["deno.json", "deno.jsonc", "package.json"], lockfiles: ["deno.lock"], config: [".npmrc"] },
  isPinned: (operand) => /.@v?\d+\.\d+\.\d+(?:[-+][\w.+-]*)?(?:\/|$)/.test(operand),
  caches: [
    {
      path: "/deno-dir",
      only: { images: ["denoland/deno"] },
      otherwise: "~/.cache/deno",
      variables: { DENO_DIR: "", XDG_CACHE_HOME: "deno" },
      sharing: "shared",
      neededAtRunTime: (files) => !/"vendor"\s*:\s*true/.test(`${files.get("deno.json") ?? ""}${files.get("deno.jsonc") ?? ""}`),
    },
  ],
  hostArtifacts: ["node_modules"],
  installsInto: ["node_modules"],
  traps: (files) => [...packageTraps([])(files), ...["deno.json", "deno.jsonc"].flatMap((path) => configTraps(path, files.get(path) ?? ""))],
  includes: (path, text) => (/(?:^|\/)deno\.jsonc?$/.test(path) ? [...importMaps(text), ...members(text).map((member) => `${member}/deno.json*`)] : []),
  environment: [/^DENO_/, /^NPM_CONFIG_/i, "XDG_CACHE_HOME", proxyVariables],
  sources: [
    "https://docs.deno.com/runtime/reference/cli/install/",
    "https://docs.deno.com/runtime/reference/cli/cache/",
    "https://docs.deno.com/runtime/reference/env_variables/",
    "https://docs.deno.com/runtime/fundamentals/configuration/",
    "https://docs.deno.com/runtime/fundamentals/workspaces/",
    "https://github.com/denoland/deno_docker#readme",
  ],
};

function configTraps(path: string, text: string): readonly Trap[] {
  const workspace = members(text);
  return [
    ...(workspace.length === 0 ? [] : [`${path} lists the members ${workspace.join(", ")}`]),
    ...importMaps(text).map((file) => `${path} takes its imports from ${file}`),
  ].map((reason) => ({ reason }));
}

function importMaps(text: string): readonly string[] {
  return [...text.matchAll(/"importMap"\s*:\s*"(?:\.\/)?([^"\n:]+)"/g)].flatMap(([, file]) => file ?? []);
}

function members(text: string): readonly string[] {
  const list = /"workspace"\s*:\s*(?:\{\s*"members"\s*:\s*)?\[([^\]]{0,5000})\]/.exec(text)?.[1] ?? "";
  return [...list.matchAll(/"(?:\.\/)?([^"\n]+)"/g)].flatMap(([, member]) => member?.replace(/\/$/, "") ?? []);
}
