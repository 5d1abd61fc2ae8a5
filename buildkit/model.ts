/**
 * The model's data: a build is stages, a stage is steps, a step has inputs. Stages and steps know each other, so these
 * types stand together. All of it is read-only; build.ts makes it, the other files of this folder ask it questions.
 */
import type { CopyInstruction, Dockerfile, Flag, FromInstruction, Instruction, RunInstruction, Word, WordsInstruction } from "../dockerfile/nodes.ts";
import type { Ecosystem } from "../ecosystems/ecosystem.ts";
import type { Script } from "../shell/command.ts";
import type { ContextKnowledge } from "./files/build-context.ts";
import type { Environment, Variable } from "./environment.ts";
import type { ImagePath } from "./files/image-path.ts";
import type { ImageReference } from "./image-reference.ts";
import type { Install } from "./install.ts";
import type { Mount } from "./mount.ts";

/** What is known about one invocation of the build beyond the Dockerfile. */
export interface BuildOptions {
  /** `--target`; undefined builds the last stage. */
  readonly target?: string;
  /** `--build-arg`: the names that are passed; undefined values are passed but unknown. */
  readonly buildArgs?: ReadonlyMap<string, string | undefined>;
  /** What else is known of the arguments that are passed. */
  readonly passedArgs?: ReadonlyMap<string, PassedArg>;
  /** `--build-context`: names that replace stages and images. */
  readonly namedContexts?: ReadonlySet<string>;
  /** Repositories of images that the surrounding files build: `acme/base`. */
  readonly ownImages?: ReadonlySet<string>;
  /** `--target` of all builds of this Dockerfile that are known: these stages are images of their own. */
  readonly knownTargets?: ReadonlySet<string>;
  /** `--platform` of all builds that are known; undefined where one of them does not say. */
  readonly knownPlatforms?: ReadonlySet<string>;
  /** The package managers to recognise; all of them by default. */
  readonly ecosystems?: readonly Ecosystem[];
}

/**
 * How lasting the value of an argument is. `fixed`: it is written there. `default`: written, but the environment may say
 * otherwise. `volatile`: another one at nearly every build or commit. `unknown`: a variable decides.
 */
export interface PassedArg {
  readonly how: "fixed" | "default" | "volatile" | "unknown";
  /** As it is written: `${{ github.sha }}`. */
  readonly text: string;
}

/** The model of one Dockerfile in one build context. Read-only; created once per text. */
export interface Build {
  readonly dockerfile: Dockerfile;
  readonly context: ContextKnowledge;
  readonly options: BuildOptions;
  /** The ARGs before the first FROM: usable in FROM, and in stages that declare them again. */
  readonly globals: Environment;
  readonly stages: readonly Stage[];
  /** The steps of all stages in file order. */
  readonly steps: readonly Step[];
}

/** What a stage is built on. `unknown`: the name holds a variable that nothing in the file decides. */
export type StageBase =
  | { readonly kind: "stage"; readonly stage: Stage }
  | { readonly kind: "image"; readonly reference: ImageReference }
  | { readonly kind: "scratch" }
  | { readonly kind: "unknown"; readonly text: string };

/** Another stage that uses this one: by FROM, or by taking files out of it. */
export interface StageConsumer {
  readonly stage: Stage;
  readonly how: "from" | "copy" | "mount";
  readonly instruction: FromInstruction | CopyInstruction | RunInstruction;
  /** What is taken, for copy and mount; undefined when it cannot be known or is everything. */
  readonly paths: readonly Word[];
}

export interface Stage {
  readonly index: number;
  /** The alias as written; undefined for `FROM image` without AS. */
  readonly alias: string | undefined;
  /** How BuildKit's progress and our messages call it: the alias in lower case, else `stage-2`. */
  readonly name: string;
  readonly from: FromInstruction;
  readonly base: StageBase;
  /** The build arguments that decide the base. */
  readonly baseArgs: readonly string[];
  /** Steps of this stage alone, in the order in which they run; triggers of an ONBUILD parent come first. */
  readonly steps: readonly Step[];
  /** The ONBUILD instructions of this stage as the steps they will become in a child build. */
  readonly triggers: readonly Step[];
  /** The stage's ancestors in this file, the oldest first, itself last. */
  readonly chain: readonly Stage[];
  readonly consumers: readonly StageConsumer[];
  /** Whether the default target (the last stage), or the target that was asked for, needs this stage. */
  readonly isBuilt: boolean;
}

/** Instructions that BuildKit turns into a vertex with a cache key (cache-semantics, section 2). */
export type StepInstruction = RunInstruction | CopyInstruction | WordsInstruction;

interface StepBase {
  readonly stage: Stage;
  /** As BuildKit's progress counts: FROM is 1, so the first step is 2. */
  readonly number: number;
  /** Variables, working directory and user that hold when the step runs; the user is as written when it cannot be known, undefined without USER. */
  readonly environment: Environment;
  readonly directory: ImagePath;
  readonly user: string | undefined;
  readonly inputs: readonly CacheInput[];
  /** The build arguments whose values enter the key of this step, through its environment, its words or its user, or are in the query of an ADD. */
  readonly args: readonly string[];
  /** The ONBUILD that planted this step, when it is a trigger. */
  readonly plantedBy: Instruction | undefined;
}

export interface RunStep extends StepBase {
  readonly kind: "run";
  readonly instruction: RunInstruction;
  readonly script: Script;
  /** What the script's commands install, build, refresh or upgrade, in order. */
  readonly installs: readonly Install[];
  readonly mounts: readonly Mount[];
}

export interface CopyStep extends StepBase {
  readonly kind: "copy";
  readonly instruction: CopyInstruction;
}

export interface DirectoryStep extends StepBase {
  readonly kind: "workdir";
  readonly instruction: WordsInstruction;
}

export type Step = RunStep | CopyStep | DirectoryStep;

/**
 * One thing that enters the cache key of a step. The parent step and the command's text always do; what is listed here
 * is what can change without an edit of the Dockerfile (cache-semantics, sections 1.1 and 2).
 */
export type CacheInput = ContextInput | StageInput | ImageInput | RemoteInput | VariableInput;

/** Where files come to lie in the image: by COPY or ADD for good, by a mount for one RUN. */
export interface Landing {
  readonly destination: ImagePath | undefined;
  /** The destination certainly is a directory: it ends with a slash, is `.`, or takes several sources. */
  readonly isDirectory: boolean;
}

/** Files of the build context, selected by one source word. Content-keyed: names, bytes, modes (section 5.1). */
export interface ContextInput extends Landing {
  readonly kind: "context";
  readonly via: "copy" | "mount";
  /** The source word, or the `source=` (else the mount flag) of a bind mount: where a finding is reported. */
  readonly node: Word | Flag;
  /** The source relative to the context's root, cleaned; "" is the whole context. Undefined when it cannot be known. */
  readonly path: string | undefined;
  readonly hasWildcard: boolean;
  /** `--parents`: files keep their directories below the destination. */
  readonly keepsParents: boolean;
  readonly excludes: readonly string[];
  readonly writable: boolean;
}

/** A path of another stage. Content-keyed: the consumer hits if that path came out identical. */
export interface StageInput extends Landing {
  readonly kind: "stage";
  readonly via: "copy" | "mount";
  readonly stage: Stage;
  readonly node: Word | Flag;
  readonly path: string | undefined;
}

/** A path of an image (`COPY --from=image`, `--mount=from=image`). */
export interface ImageInput extends Landing {
  readonly kind: "image";
  readonly via: "copy" | "mount";
  /** Where the reference stands. */
  readonly node: Word;
  readonly reference: ImageReference;
  readonly path: string | undefined;
}

/** ADD of a URL or of a git repository: asked anew at every build, keyed by content (section 8). */
export interface RemoteInput extends Landing {
  readonly kind: "url" | "git";
  readonly node: Word;
  /** After substitution; undefined when it cannot be known. */
  readonly url: string | undefined;
  readonly checksum: string | undefined;
}

/** A build argument or environment variable in the environment of a RUN, used or not (section 3, rule 2). */
export interface VariableInput {
  readonly kind: "variable";
  readonly variable: Variable;
}
