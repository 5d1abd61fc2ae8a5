import type { Ecosystem } from "../ecosystems/ecosystem.ts";
import { classify, type Invocation } from "../ecosystems/match.ts";
import type { Command } from "../shell/command.ts";
import { resolveImagePath, type ImagePath } from "./image-path.ts";

/** One command of a RUN that a package manager's record recognises, and where it works. */
export interface Install extends Invocation {
  readonly command: Command;
  /** The directory it works in; undefined when a variable or a branch decides it. */
  readonly workingDirectory: ImagePath | undefined;
  /** The manifests it names itself (`-r requirements.txt`), where they lie; undefined entries cannot be known. */
  readonly namedManifests: readonly (ImagePath | undefined)[];
}

/** What the commands of a script do, in order; `directory` is the step's working directory. */
export function findInstalls(commands: readonly Command[], directory: ImagePath, ecosystems?: readonly Ecosystem[]): readonly Install[] {
  return commands.flatMap((command) =>
    classify(command, ecosystems).map((invocation) => {
      const workingDirectory = findWorkingDirectory(command, invocation, directory);
      const namedManifests = invocation.manifestOperands.map((word) =>
        word.literal && workingDirectory !== undefined ? resolveImagePath(workingDirectory, word.value) : undefined,
      );
      return { ...invocation, command, workingDirectory, namedManifests };
    }),
  );
}

/** Installs what manifests of the project declare, and needs nothing else of the project. */
export function isManifestInstall(install: Install): boolean {
  return install.effect.kind === "install";
}

function findWorkingDirectory(command: Command, invocation: Invocation, directory: ImagePath): ImagePath | undefined {
  if (command.directory === undefined) return undefined;
  const start = resolveImagePath(directory, command.directory);
  if (invocation.directory === undefined) return start;
  return invocation.directory.literal ? resolveImagePath(start, invocation.directory.value) : undefined;
}
