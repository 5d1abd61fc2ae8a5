/** One way in which a repository builds a Dockerfile, as one of its files says: what every reader of this folder yields. */
export interface BuildInvocation {
  readonly origin: InvocationOrigin;
  readonly context: InvocationContext;
  readonly dockerfile: InvocationDockerfile;
  readonly target: InvokedValue | undefined;
  /** `--build-arg` and its like by name, in the order of the file; the last of one name counts. */
  readonly args: ReadonlyMap<string, InvokedValue>;
  /** `--build-context` and its like by name. */
  readonly namedContexts: ReadonlyMap<string, InvocationContext>;
  /** As written: `type=gha,scope=web`, an image reference. Unresolved variables stay in. */
  readonly cacheFrom: readonly string[];
  readonly cacheTo: readonly string[];
  /** `linux/amd64` and the like; empty when none is named or they cannot be known. */
  readonly platforms: readonly string[];
  readonly noCache: boolean;
  readonly pull: boolean;
  /** The names of the image that comes out (`-t`, `image:`), as written; unresolved variables stay in. */
  readonly tags: readonly string[];
}

/** Where it is written: what a message names. */
export interface InvocationOrigin {
  readonly kind: "compose" | "bake" | "workflow" | "gitlab" | "makefile" | "package-script" | "shell-script";
  /** Absolute. */
  readonly file: string;
  /** The line of the build, from zero. */
  readonly line: number;
  /** What the file calls it: a service, a target, a job, a script; "" where nothing names it. */
  readonly name: string;
}

/**
 * What a build is given as context. `remote`: a Git URL, a tar, an image, or what an action checks out by itself; no
 * ignore file is applied to the first two. `bake-target`: the result of another target, or service, of the same file.
 * `unknown`: a variable decides.
 */
export type InvocationContext =
  | { readonly kind: "directory"; /** Absolute; need not exist. */ readonly path: string }
  | {
      readonly kind: "remote";
      readonly reference: string;
      readonly how: "git" | "tar" | "image" | "stdin";
      /** The directory that a Git context is a checkout of, absolute, when that lies in this repository. */
      readonly directory?: string;
    }
  | { readonly kind: "bake-target"; readonly name: string }
  | { readonly kind: "unknown"; readonly text: string };

/** `inline`: the text stands in the file itself (`dockerfile_inline`). */
export type InvocationDockerfile =
  | { readonly kind: "file"; /** Absolute; need not exist. */ readonly path: string }
  | { readonly kind: "inline"; readonly text: string }
  | { readonly kind: "unknown"; readonly text: string };

/**
 * A value that a build is given. `volatile`: another one at nearly every build or commit (`${{ github.sha }}`,
 * `$(date …)`, `timestamp()`). `unknown`: a variable without a default, or an expression that is not evaluated; the name
 * is passed all the same.
 */
export type InvokedValue =
  | {
      readonly kind: "literal";
      readonly value: string;
      /** It is only what holds unless the environment says otherwise: `${VERSION:-1.2}`, a value of `.env`. */
      readonly isDefault?: true;
    }
  | { readonly kind: "volatile"; readonly text: string }
  | { readonly kind: "unknown"; readonly text: string };

/** What is wrong with a file that was read, or a part of it: told once, and the Dockerfile is linted all the same. */
export interface InvocationProblem {
  /** Absolute. */
  readonly file: string;
  /** From zero. */
  readonly line: number;
  readonly column: number;
  /** One sentence. */
  readonly message: string;
  /** The Dockerfiles (absolute) of the builds that it leaves open; undefined when nobody knows which they are. */
  readonly dockerfiles?: readonly string[];
}

/** What one file yields. A reader throws on no input. */
export interface InvocationReading {
  readonly invocations: readonly BuildInvocation[];
  readonly problems: readonly InvocationProblem[];
}

/** The files around the one that is read: all a reader may ask for. Paths are absolute. */
export interface InvocationFiles {
  /** Text of a file inside the repository; undefined when it is missing, outside, not text or too large. */
  read(file: string): string | undefined;
  kind(file: string): "file" | "directory" | undefined;
  /** The repository's root, absolute. */
  readonly repository: string;
}

/** The Dockerfiles that are built, as far as they are known. */
export function dockerfilesOf(invocations: readonly BuildInvocation[]): readonly string[] {
  return [...new Set(invocations.flatMap(({ dockerfile }) => (dockerfile.kind === "file" ? [dockerfile.path] : [])))];
}
