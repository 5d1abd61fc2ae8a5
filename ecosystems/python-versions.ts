import type { VersionProof } from "./ecosystem.ts";
import { toolVersion } from "./manifest-text.ts";
import { tableOf } from "./toml-text.ts";

/** Files that tell which Python a project wants. */
export const pythonVersionProofs: readonly VersionProof[] = [
  { images: ["python"], file: ".python-version", version: pythonVersionFile },
  { images: ["python"], file: ".tool-versions", version: (text) => pythonVersion(toolVersion(text, "python")) },
  { images: ["python"], file: "pyproject.toml", version: requiredVersion },
];

/** pyenv allows several versions, which prove none; uv writes `cpython-3.12` too. */
function pythonVersionFile(text: string): string | undefined {
  const lines = text.split("\n").map((line) => line.replace(/#.*/, "").trim()).filter((line) => line !== "");
  return lines.length === 1 ? pythonVersion(lines[0]?.replace(/^(?:cpython-|python-?)/, "")) : undefined;
}

/** `requires-python` is a range unless it says `==`. */
function requiredVersion(text: string): string | undefined {
  const range = /^requires-python\s*=\s*["']\s*==\s*([\d.]+?)(?:\.\*)?\s*["']/m.exec(tableOf(text, "project"))?.[1];
  return pythonVersion(range);
}

/** A bare `3` proves nothing that is of use. */
function pythonVersion(text: string | undefined): string | undefined {
  return text !== undefined && /^\d+\.\d+(?:\.\d+)?$/.test(text) ? text : undefined;
}
