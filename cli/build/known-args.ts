import { platformArgs, proxyArgs } from "../../buildkit/environment.ts";
import type { Build } from "../../buildkit/model.ts";
import { didYouMean } from "../../workspace/nearest-name.ts";
import { Failure } from "../usage/failure.ts";

/** @throws {Failure} when neither the Dockerfile declares the argument nor BuildKit knows it by itself. */
export function checkArg(build: Build, name: string, flag: string): void {
  const declared = declaredArgs(build);
  if (declared.includes(name) || isPredefined(name)) return;
  throw new Failure(`${flag} ${name}: the Dockerfile has no ARG of this name${didYouMean(name, declared) || (declared.length > 0 ? `; it has ${declared.join(", ")}` : "")}`);
}

/** Every ARG of the file, each once. */
function declaredArgs({ dockerfile }: Build): readonly string[] {
  const pairs = dockerfile.instructions.flatMap((instruction) => (instruction.type === "ARG" ? instruction.pairs : []));
  return [...new Set(pairs.map(({ key }) => key.text))];
}

/** Source: Dockerfile reference, "Predefined ARGs", "Automatic platform ARGs" and "BuildKit built-in build args". */
function isPredefined(name: string): boolean {
  return platformArgs.includes(name) || proxyArgs.includes(name.toLowerCase()) || name === "SOURCE_DATE_EPOCH" || name.startsWith("BUILDKIT_");
}
