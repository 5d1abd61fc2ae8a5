/** Tolerant looks into manifests: broken text gives less, never an exception. */

type Fields = Readonly<Record<string, unknown>>;

/** A JSON object, or an empty one for anything else. */
export function parseJsonObject(text: string | undefined): Fields {
  if (text === undefined) return {};
  try {
    return fieldsOf(JSON.parse(text));
  } catch {
    return {};
  }
}

/** The fields of an object, none for anything else. */
export function fieldsOf(value: unknown): Fields {
  return isFields(value) ? value : {};
}

/** The strings of an array, none for anything else. */
export function stringsOf(value: unknown): readonly string[] {
  if (!Array.isArray(value)) return [];
  return value.filter((item): item is string => typeof item === "string");
}

/** Version that asdf and mise are told to use for a tool, if it is one and exact (`nodejs 22.3.0`). */
export function toolVersion(text: string, tool: string): string | undefined {
  const words = text
    .split("\n")
    .map((line) => line.replace(/#.*/, "").trim().split(/\s+/))
    .find(([name]) => name === tool);
  if (words?.length !== 2) return undefined;
  return exactVersion(words[1]);
}

/** `22`, `v22.3` and `22.3.0` as numbers alone; undefined for ranges, aliases and pre-releases. */
export function exactVersion(text: string | undefined): string | undefined {
  return /^v?(\d+(?:\.\d+){0,2})$/.exec(text?.trim() ?? "")?.[1];
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
