import type { File } from "@eslint/core";

/** The text of a file as ESLint hands it to a language, without byte order mark. */
export function textOf({ body }: File): string {
  return typeof body === "string" ? body : new TextDecoder().decode(body);
}
