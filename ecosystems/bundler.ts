import type { CommandForm, Ecosystem, Trap } from "./ecosystem.ts";
import { isPinnedGem } from "./gem.ts";
import { proxyVariables } from "./proxy-variables.ts";
import { rubyVersionProofs } from "./ruby-versions.ts";

const bundleTool = {
  tools: ["bundle", "bundler"],
  manifestFlags: ["--gemfile"],
  valueFlags: [
    "-j", "--jobs", "--retry", "--path", "--with", "--without", "--shebang", "--standalone", "--trust-policy", "-P", "--target-rbconfig",
    "-g", "--group", "-s", "--source", "-v", "--version",
  ],
} satisfies Partial<CommandForm>;

/** Options that older versions of `bundle install` have; settings and variables do the same in all of them. */
const frozen = { flags: ["--frozen", "--deployment"], variables: ["BUNDLE_FROZEN", "BUNDLE_DEPLOYMENT"] };

export const bundler: Ecosystem = {
  id: "bundler",
  name: "Bundler",
  kind: "language",
  commands: [
    { ...bundleTool, subcommands: [["install"], ["i"], ["cache"], ["package"], ["pack"]], effect: { kind: "install", frozen } },
    { ...bundleTool, noFlag: ["-v", "--version"], operands: "none", effect: { kind: "install", frozen } },
    { ...bundleTool, subcommands: [["update"]], effect: { kind: "install", frozen: "never" } },
    { ...bundleTool, subcommands: [["add"]], operands: "some", effect: { kind: "add", scope: "project" } },
    { ...bundleTool, subcommands: [["exec"]], anyOperand: /^assets:precompile$/, effect: { kind: "build", downloads: false } },
    { tools: ["rails", "rake"], anyOperand: /^assets:precompile$/, effect: { kind: "build", downloads: false } },
  ],
  files: {
    manifests: ["Gemfile", "gems.rb"],
    lockfiles: ["Gemfile.lock", "gems.locked"],
    config: [".ruby-version", ".tool-versions", ".bundle/config", "vendor/cache/"],
  },
  isPinned: isPinnedGem,
  // Where gems are downloaded to beside those installed. A mount on the directory above would take the gems out of the image.
  caches: [{ path: "/usr/local/bundle/cache", only: { images: ["ruby"] }, variables: { GEM_HOME: "cache" }, unsettledBy: ["BUNDLE_PATH", "BUNDLE_DEPLOYMENT", "BUNDLE_USER_CACHE"], sharing: "shared" }],
  hostArtifacts: [".bundle", "vendor/bundle"],
  installsInto: [".bundle", "vendor/bundle"],
  installsAt: { paths: ["/usr/local/bundle"], variables: ["BUNDLE_PATH", "GEM_HOME"] },
  traps: (files) => [...files].flatMap(([path, text]) => (/(?:^|\/)(?:Gemfile|gems\.rb)$/.test(path) ? gemfileTraps(path, text) : [])),
  includes: referencedFiles,
  versionProofs: rubyVersionProofs,
  credentials: [{ path: ".bundle/config", holds: /^BUNDLE_[A-Z_]+__[A-Z_]+:[ \t]*"?(?!\$)[\w:-]{8,}/m }],
  environment: [/^BUNDLE_/, /^BUNDLER_/, /^GEM_/, /^RUBY/, "RAILS_ENV", "RACK_ENV", proxyVariables],
  sources: [
    "https://bundler.io/man/bundle-install.1.html",
    "https://bundler.io/man/bundle-config.1.html",
    "https://bundler.io/man/gemfile.5.html",
    "https://github.com/rubygems/rubygems/blob/master/bundler/lib/bundler/source/rubygems.rb",
    "https://hub.docker.com/_/ruby",
  ],
};

/** What a Gemfile evaluates or requires, the gemspec it takes dependencies from, and gems that it has beside it. */
function referencedFiles(path: string, text: string): readonly string[] {
  if (!/(?:^|\/)(?:Gemfile|gems\.rb)$/.test(path) && !text.includes("eval_gemfile")) return [];
  const gemfile = withoutComments(text);
  return [
    ...evaluated(gemfile),
    ...required(gemfile).map((file) => (file.endsWith(".rb") ? file : `${file}.rb`)),
    ...(/^[ \t]*gemspec\b/m.test(gemfile) ? ["*.gemspec"] : []),
    ...localGems(gemfile).map((directory) => `${directory}/`),
  ].map((file) => file.replace(/^\.\//, ""));
}

function gemfileTraps(path: string, text: string): readonly Trap[] {
  const gemfile = withoutComments(text);
  const takesGemspec = /^[ \t]*gemspec\b/m.test(gemfile);
  return [
    ...evaluated(gemfile).map((file) => `${path} evaluates ${file}`),
    ...required(gemfile).map((file) => `${path} requires ${file}`),
    ...localGems(gemfile).map((directory) => `${path} uses the gem in ${directory}`),
    ...(takesGemspec ? [`${path} takes dependencies from a gemspec, which may read other files`] : []),
    ...(/\b(?:File|IO|Dir|Pathname)\b|\binstance_eval\b|^[ \t]*load\b/m.test(gemfile) ? [`${path} reads other files`] : []),
  ].map((reason) => ({ reason }));
}

function evaluated(gemfile: string): readonly string[] {
  return captured(gemfile, /^[ \t]*eval_gemfile[ \t(]+["']([^"'#\n]+)["']/gm);
}

/** `require_relative "lib/x"`, and the older `require File.join(File.dirname(__FILE__), "lib/x.rb")`. */
function required(gemfile: string): readonly string[] {
  const relative = /^[ \t]*require_relative[ \t(]+["']([^"'#\n]+)["']/gm;
  const joined = /^[ \t]*require[ \t(]+File\.join\((?:File\.dirname\(__FILE__\)|__dir__),[ \t]*["']([^"'#\n]+)["']/gm;
  return [...captured(gemfile, relative), ...captured(gemfile, joined)];
}

function localGems(gemfile: string): readonly string[] {
  return captured(gemfile, /(?:\bpath:[ \t]*|:path[ \t]*=>[ \t]*|^[ \t]*path[ \t(]+)["']([^"'#\n]+)["']/gm)
    .filter((directory) => directory !== "." && !directory.startsWith("/"))
    .map((directory) => directory.replace(/\/+$/, ""));
}

function captured(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].flatMap(([, value]) => value ?? []);
}

function withoutComments(text: string): string {
  return text.replace(/^[ \t]*#.*$/gm, "");
}
