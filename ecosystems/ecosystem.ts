import type { DependencyLayer } from "./dependency-layer.ts";

/** The shape of what Layerwise knows about one package manager. One record a file, data before code. */

/** Whether a command form is what a command does: every field given must hold. */
export interface CommandForm {
  /** Names of the executable: `["pip", "pip3"]`. A pattern may stand for version suffixes: `/^pip3?(\.\d+)?$/`. */
  readonly tools: readonly (string | RegExp)[];
  /** `python -m pip …` counts as `pip …`. */
  readonly modules?: readonly string[];
  /**
   * Words after the tool, flags skipped: `[["ci"], ["clean-install"]]`; a pattern stands for one word of many
   * (`["workspace", /./, "add"]`). Absent: no subcommand at all (`yarn`); what follows the tool is then operands.
   */
  readonly subcommands?: readonly (readonly (string | RegExp)[])[];
  /** Flags whose value is the next word, so that it is not taken for an operand or subcommand. */
  readonly valueFlags?: readonly string[];
  /** Whether words remain after the subcommand. Default "any". */
  readonly operands?: "none" | "some" | "any";
  /** At least one of these flags is given (`-r`, `--requirement`; also as `-rfile`, `--requirement=file`). */
  readonly anyFlag?: readonly string[];
  /** None of these flags is given. */
  readonly noFlag?: readonly string[];
  /** What operands must look like, all of them: `/^\.{0,2}\//` for a local path. */
  readonly operandPattern?: RegExp;
  /** What at least one operand must look like: goals and tasks come in any number and order (`mvn -B clean package`). */
  readonly anyOperand?: RegExp;
  /**
   * What the letters of the short flags must look like, joined in order without dashes and values ("Sy" for
   * `pacman -S -y jq`), for tools whose subcommand is a flag: `/^(?=.*S)(?!.*y)/`.
   */
  readonly shortFlags?: RegExp;
  /** Flags whose values count as operands: `pip install -e .`. */
  readonly operandFlags?: readonly string[];
  /**
   * The operands are manifests that the command reads, not packages: `uv pip sync requirements.txt`. Given a pattern,
   * those that match are: `dotnet restore App.csproj /p:X=y`.
   */
  readonly operandsAre?: "manifests" | { readonly manifests: RegExp };
  /** Flags that name the directory to work in: `--prefix`, `-C`. */
  readonly directoryFlags?: readonly string[];
  /** Flags whose values are manifests that the command reads: `-r`, `-c`. */
  readonly manifestFlags?: readonly string[];
  /** What this form reads when that differs from the ecosystem's own files: `pnpm fetch` needs the lockfile alone. */
  readonly files?: ManifestFiles;
  /** What it downloads goes past the caches of the record. */
  readonly cacheless?: true;
  readonly effect: Effect;
}

/** What a command does, in the terms of the cache. */
export type Effect =
  /**
   * Installs what the project's manifests declare; nothing else of the project is needed. `lockOptional`: even where it
   * is frozen it works without a lockfile, which it then writes or does without (`poetry install`, `go mod download`).
   */
  | { readonly kind: "install"; readonly frozen: FrozenTest; readonly lockOptional?: true }
  /** Installs the project itself, or resolves by reading its sources: manifests are not enough. */
  | { readonly kind: "install-project" }
  /**
   * Compiles or packages the project's sources, downloading dependencies on the way.
   * `downloads: false`: it only uses what an install has put there before (`npm run build`).
   */
  | { readonly kind: "build"; readonly downloads?: false }
  /** Installs packages that the command itself names. */
  | { readonly kind: "add"; readonly scope: "global" | "project" }
  /** Installs packages of the operating system. */
  | { readonly kind: "system-install"; readonly index: PackageIndex }
  /**
   * Refreshes the index of available packages (`apt-get update`). `incidental`: it does something else as well, and must
   * not be dropped (`add-apt-repository`).
   */
  | { readonly kind: "refresh-index"; readonly incidental?: true }
  /** Brings what is installed to the newest version. */
  | { readonly kind: "upgrade"; readonly index: PackageIndex }
  /** Empties the tool's cache: the directories given (by their `path` in the record), all of them by default. */
  | { readonly kind: "clean-cache"; readonly empties?: readonly string[] }
  /** Reads only manifests to compute something for a later stage (`cargo chef prepare`, `turbo prune`). */
  | { readonly kind: "plan" };

/**
 * Which index of available packages a command goes by: the one that an earlier refresh stored, however old
 * (`apt-get install`); one that it fetches itself, or renews by itself when it is old (`dnf install`, `apk add`);
 * or none (`apk add --no-network`). Only "stored" can go stale when a cached step holds the index.
 */
export type PackageIndex = "stored" | "fetched" | "unused";

/** Whether the install never rewrites a lockfile that exists: always, never, or when it is told so. */
export type FrozenTest = "always" | "never" | FrozenBy;

export interface FrozenBy {
  readonly flags: readonly string[];
  /** Variables that do the same when they are set to anything but "", "0" or "false": `BUNDLE_FROZEN`. */
  readonly variables?: readonly string[];
}

/** Files by name or glob, relative to the directory the command works in. `**` only where it is really meant. */
export interface ManifestFiles {
  /** At least one must exist for the install to make sense. */
  readonly manifests: readonly string[];
  readonly lockfiles: readonly string[];
  /** Read by the install if they exist: registries, hooks, patches. A trailing `/` means a directory. */
  readonly config: readonly string[];
}

export interface CacheDirectory {
  /** Absolute for the root user, `~` for another user's home: `/root/.npm` is written `~/.npm`. */
  readonly path: string;
  /** Variables that move it, strongest first, and the path below their value: `{ npm_config_cache: "" }`. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Flags of the tool that do the same for one command, stronger than any variable: `{ "--cache-dir": "", "-Dkey": "" }`. */
  readonly flags?: Readonly<Record<string, string>>;
  /** Variables that put it where the record cannot tell: below a version of the tool, or switched off altogether. */
  readonly unsettledBy?: readonly string[];
  /** Files of the project whose text may move it, by name: `{ ".npmrc": /^cache=/m }`. */
  readonly movedIn?: Readonly<Record<string, RegExp>>;
  /** Files of the project whose text has its own dependencies come from elsewhere; packages that a command names still come this way. */
  readonly needlessWith?: Readonly<Record<string, RegExp>>;
  /** Other paths that lead to it on images that link one to the other. */
  readonly aliases?: readonly string[];
  /** Text of a RUN, or a path that is copied to, which may make the link: official images have none. */
  readonly linkedBy?: RegExp;
  /** Builds read their dependencies here, not from a directory of the project: what was downloaded must be there again. */
  readonly usedByBuilds?: true;
  /** Compilers keep their results in it: what only downloads never looks there. */
  readonly onlyForBuilds?: true;
  /** What `add` installs for good lies in it as well, so that a mount there takes it out of the image. */
  readonly holdsAdded?: true;
  /** Directories in it that hold what it is kept for: whoever removes one of them empties it. */
  readonly contents?: readonly string[];
  readonly sharing: "shared" | "locked";
  /**
   * `path` holds only on these images (last path segments), which set a variable themselves, or only for this user.
   * `since`: from this major version in the image's tag on; a tag that begins with no number counts as newer.
   */
  readonly only?: { readonly images: readonly string[]; readonly since?: number } | { readonly user: "root" };
  /** Where it is when `only` does not hold. */
  readonly otherwise?: string;
  /** Where it may be instead of `otherwise` (or, without that, of `path`), by files of the image that nobody sees. */
  readonly alternatives?: readonly string[];
  /**
   * Whether what was installed reads this directory when it runs, by the files in the install's directory (path → text;
   * empty when nobody knows them) and by all that the stage says (words of its commands, and `NAME=value` for each
   * variable): a cache mount there breaks the image.
   */
  readonly neededAtRunTime?: (files: ReadonlyMap<string, string>, settings: string) => boolean;
  /** The tool deletes from it what it has installed, unless it is given this flag; "unknown" where no flag is known that all versions take. */
  readonly keptBy?: { readonly flag: string } | "unknown";
  readonly hook?: EmptyingHook;
}

/** Something in the official images that empties a cache directory after every use, so that a mount there stays empty. */
export interface EmptyingHook {
  /** The file that holds it. */
  readonly file: string;
  /** Text of a RUN, or a path that is copied to, which may have switched it off. */
  readonly settledBy: RegExp;
  /** Shell commands that switch it off. */
  readonly remedy: string;
}

/** Flags, and variables set to anything but "", "0", "false", "off" or "no", that do the same. */
export type Switch = FrozenBy;

/** How placeholder sources deceive a compiler's test of what is fresh. Words are those of a command behind the tool's name. */
export interface StubSources {
  /** What the path of a source file looks like. */
  readonly isSource: RegExp;
  /** The placeholder, relative to where it works, that a command creates with a new project; undefined for other commands. */
  readonly scaffold: (words: readonly string[]) => string | undefined;
  /** Whether a command throws away results, so that they are made again. */
  readonly discards: (words: readonly string[]) => boolean;
  /** Two builds share their results only if this is the same text; undefined for commands whose results no build takes. */
  readonly resultOf: (words: readonly string[]) => string | undefined;
  /** The directory beside the manifest in which results lie. */
  readonly outputs: string;
  /** A shell command that makes all sources below the working directory younger than any result. */
  readonly refresh: string;
}

/** A configuration file that may hold a token or a password. */
export interface CredentialFile {
  /** The end of its path, in lower case: `.npmrc`. */
  readonly path: string;
  /** A literal secret in its text, no reference to a variable. */
  readonly holds: RegExp;
}

export interface InstallPlaces {
  /** Absolute directories; a pattern is tried on the whole path. */
  readonly paths: readonly (string | RegExp)[];
  /** Those of them with a tool of their own: only the one that lies there, or is found there by the PATH, installs into them. */
  readonly environments?: RegExp;
  /** Variables whose value is such a directory. */
  readonly variables: readonly string[];
  /** A directory among its caches that it installs into unless what the stage says, or a file of the project, matches. */
  readonly amongCaches?: { readonly path: string; readonly unless: RegExp };
  /** The tool itself lies there, on these images (last path segments): a mount hides it. */
  readonly tool?: { readonly path: string; readonly images: readonly string[] };
}

/** Why copying the manifests alone might not be enough, or might not give the same image. */
export interface Trap {
  /** Finishes the sentence "may break because …", with names from the user's files. */
  readonly reason: string;
  /** The install reads sources of the project itself (`-e .` in a requirements file): it cannot run before they are copied. */
  readonly needsSources?: true;
}

/** A file of the context that proves which version of a runtime the project wants. */
export interface VersionProof {
  /** Repositories of base images it speaks for, as Docker Hub's own are written: `["node"]`, `["mcr.microsoft.com/dotnet/sdk"]`. */
  readonly images: readonly string[];
  readonly file: string;
  /** The version in the text of that file, `22`, `3.12`, `1.24.1`; undefined when it proves none (a range, an alias). */
  readonly version: (text: string) => string | undefined;
}

export interface Ecosystem {
  readonly id: string;
  /** As its users write it: "npm", "Yarn", "Go modules", "APT". */
  readonly name: string;
  readonly kind: "language" | "system";
  readonly commands: readonly CommandForm[];
  /** Absent for those that read no manifest (apt). */
  readonly files?: ManifestFiles;
  /** The manifests alone decide every version; the lockfile holds checksums and no more (`go.sum`). */
  readonly manifestsFixVersions?: true;
  /**
   * Whether an operand of `add` names one fixed version: `left-pad@1.3.0`, `flask==3.0.2`. `flags` are the command's
   * flags and their values in order, for tools that take the version there: `["-v", "1.2.3"]`; `following` are the operands
   * behind it, for those that take it as a word of its own. Absent: never judged.
   * Ask `pinningOf` in match.ts instead, which knows what the shell expands.
   */
  readonly isPinned?: (operand: string, flags: readonly string[], following: readonly string[]) => boolean;
  /** Packages that belong to the tool itself (`setuptools` and `wheel` to pip): renewing them is no purpose of an image. */
  readonly companions?: readonly string[];
  readonly caches: readonly CacheDirectory[];
  /** The directory in which a refresh stores the index that later commands go by. Absent: none lasts, or nobody knows. */
  readonly indexDirectory?: string;
  /** In the words of a command, or in a variable: the dependencies lie in the project, and no cache is asked for them. */
  readonly bringsDependencies?: RegExp;
  /**
   * How the downloads of its builds can be kept apart from the sources. Absent: the tool has no command that is complete (Maven
   * leaves out plugins, Cargo wants the sources of every target), or its builds download nothing.
   */
  readonly dependencyLayer?: DependencyLayer;
  /** Makes the tool neither read nor fill its caches. */
  readonly disablesCache?: Switch;
  /** For tools that go by the times of source files, and may take results of placeholder sources for those of real ones. */
  readonly stubs?: StubSources;
  /** Directories and files an install or build leaves in the working tree of the host: `node_modules`. */
  readonly hostArtifacts: readonly string[];
  /** What running the sources leaves in each directory of them: its name, a file in it, and the file that shows such a directory. */
  readonly besideSources?: { readonly artifact: string; readonly holds: string; readonly sources: string };
  /** Directories that the install creates beside the manifests; a context that has them too overwrites the install. */
  readonly installsInto: readonly string[];
  /** The install of a workspace creates them in the directories of its members as well. */
  readonly installsIntoMembers?: true;
  /** Directories beside the manifest in which a build leaves its results, whatever the project is called. */
  readonly buildsInto?: readonly string[];
  /** Places outside the project where what it installs lies, often with the tool itself. */
  readonly installsAt?: InstallPlaces;
  /**
   * Looks into the manifests, lockfiles and configuration that exist (path relative to the install's directory → text).
   * `flags` are those of the command, for what they switch off: `--no-scripts`.
   */
  readonly traps?: (files: ReadonlyMap<string, string>, flags?: readonly string[]) => readonly Trap[];
  /** Further files that a manifest names and the install then reads, as paths or globs relative to the manifest (`-r base.txt`). */
  readonly includes?: (path: string, text: string) => readonly string[];
  /**
   * Which of two records with the same words is meant (Yarn Classic or Berry), by the files in the install's directory
   * (path → text). Absent: always this one. An empty map means that nothing is known.
   */
  readonly applies?: (files: ReadonlyMap<string, string>) => boolean;
  readonly versionProofs?: readonly VersionProof[];
  /** Configuration files that may hold secrets, beside the project or in a home. */
  readonly credentials?: readonly CredentialFile[];
  /** Environment variables that the tool reads: moving them across its commands changes what it does. */
  readonly environment: readonly (string | RegExp)[];
  /** Where the claims above are documented. */
  readonly sources: readonly string[];
}
