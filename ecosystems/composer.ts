import { composerTraps, localPackages, phpVersion } from "./composer-json.ts";
import type { CommandForm, Ecosystem } from "./ecosystem.ts";
import { toolVersion } from "./manifest-text.ts";
import { proxyVariables } from "./proxy-variables.ts";

const composerTool = {
  tools: ["composer", "composer.phar"],
  directoryFlags: ["-d", "--working-dir"],
  valueFlags: [
    "--apcu-autoloader-prefix", "--audit-format", "--ignore-platform-req", "--prefer-install", "--repository", "--repository-url",
    "--stability", "-s",
  ],
} satisfies Partial<CommandForm>;

const INSTALL = [["install"], ["i"]];
const UPDATE = [["update"], ["u"], ["upgrade"]];
const REQUIRE = [["require"], ["r"]];

/** The forms of Composer itself, and of `php composer.phar`. */
const commands: readonly CommandForm[] = (
  [
    { ...composerTool, subcommands: [["global", "require"]], operands: "some", effect: { kind: "add", scope: "global" } },
    // These flags make a map of the classes in the project's sources, which must be there.
    {
      ...composerTool,
      subcommands: [...INSTALL, ...UPDATE],
      anyFlag: ["-o", "--optimize-autoloader", "-a", "--classmap-authoritative"],
      noFlag: ["--no-autoloader"],
      effect: { kind: "install-project" },
    },
    { ...composerTool, subcommands: INSTALL, effect: { kind: "install", frozen: "always", lockOptional: true } },
    { ...composerTool, subcommands: UPDATE, effect: { kind: "install", frozen: "never", lockOptional: true } },
    { ...composerTool, subcommands: [...REQUIRE, ["create-project"]], operands: "some", effect: { kind: "add", scope: "project" } },
    {
      ...composerTool,
      subcommands: [["dump-autoload"], ["dumpautoload"], ["run-script"], ["run"], ["exec"]],
      effect: { kind: "build", downloads: false },
    },
    { ...composerTool, subcommands: [["clear-cache"], ["clearcache"], ["cc"]], effect: { kind: "clean-cache" } },
  ] satisfies readonly CommandForm[]
).flatMap((form: CommandForm) => [form, throughPhp(form)]);

export const composer: Ecosystem = {
  id: "composer",
  name: "Composer",
  kind: "language",
  commands,
  files: { manifests: ["composer.json"], lockfiles: ["composer.lock"], config: ["auth.json", "symfony.lock"] },
  isPinned: isPinnedPackage,
  caches: [
    {
      path: "/tmp/cache",
      only: { images: ["composer"] },
      otherwise: "~/.composer/cache",
      alternatives: ["~/.cache/composer"],
      variables: { COMPOSER_CACHE_DIR: "", COMPOSER_HOME: "cache", XDG_CACHE_HOME: "composer" },
      movedIn: { "composer.json": /"cache-(?:files-)?dir"\s*:/ },
      sharing: "shared",
    },
  ],
  disablesCache: { flags: ["--no-cache"] },
  hostArtifacts: ["vendor"],
  installsInto: ["vendor"],
  traps: composerTraps,
  includes: localPackages,
  versionProofs: [
    { images: ["php"], file: "composer.json", version: phpVersion },
    { images: ["php"], file: ".tool-versions", version: (text) => toolVersion(text, "php") },
  ],
  credentials: [{ path: "auth.json", holds: /"(?:password|github\.com|gitlab\.com|token|[\w.-]+\.\w+)"[ \t]*:[ \t]*"(?!\$)[\w-]{16,}"|"password"[ \t]*:[ \t]*"(?!\$)[^"]{6,}"/ }],
  environment: [/^COMPOSER/, /^XDG_/, /^SYMFONY_/, /^PHP_/, "APP_ENV", proxyVariables],
  sources: [
    "https://getcomposer.org/doc/03-cli.md",
    "https://getcomposer.org/doc/04-schema.md",
    "https://getcomposer.org/doc/05-repositories.md#path",
    "https://getcomposer.org/doc/articles/autoloader-optimization.md",
    "https://getcomposer.org/doc/articles/scripts.md",
    "https://github.com/composer/composer/blob/main/src/Composer/Factory.php",
    "https://hub.docker.com/_/composer",
  ],
};

/**
 * `vendor/package:1.2.3`, or a branch at a commit; a version or range may also follow as a word of its own, behind the directory
 * of `create-project`. A word that is no package is not judged.
 */
function isPinnedPackage(operand: string, _: readonly string[], following: readonly string[]): boolean {
  if (!PACKAGE.test(operand)) return true;
  const next = following.findIndex((word) => PACKAGE.test(word));
  if (following.slice(0, next < 0 ? undefined : next).some((word) => /^(?:[v^~<>=]*\d|\$|dev-)/.test(word))) return true;
  return /[:= ]v?\d+(?:\.\d+){1,3}(?:-[\w.]+)?$|[:= ]dev-\S+#[0-9a-f]{7,40}$/.test(operand);
}

const PACKAGE = /^[a-z0-9][\w.-]*\/[\w.-]+/i;

/** `php -d memory_limit=-1 composer.phar install`: php's own flags come first, and its `-d` names no directory. */
function throughPhp({ directoryFlags: _, subcommands = [], ...form }: CommandForm): CommandForm {
  const script = /(?:^|\/)composer(?:\.phar)?$/;
  const valueFlags = [...(form.valueFlags ?? []), "-d", "--working-dir"];
  return { ...form, tools: [/^php[\d.]*$/], valueFlags, subcommands: subcommands.map((words) => [script, ...words]) };
}
