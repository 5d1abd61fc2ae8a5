/** What an expression of a bake file stands for. */
export type BakeValue =
  | { readonly kind: "known"; readonly data: BakeData; /** A default of a variable is in it. */ readonly isDefault: boolean }
  | { readonly kind: "volatile" }
  | { readonly kind: "unknown" };

export type BakeData = string | number | boolean | null | readonly BakeValue[] | ReadonlyMap<string, BakeValue>;

export const unknownValue: BakeValue = { kind: "unknown" };
export const volatileValue: BakeValue = { kind: "volatile" };

export function known(data: BakeData, isDefault = false): BakeValue {
  return { kind: "known", data, isDefault };
}

/** What a function of known values answers; as uncertain as its arguments are. */
export function derive(values: readonly BakeValue[], compute: (...data: BakeData[]) => BakeData | undefined): BakeValue {
  if (values.some(({ kind }) => kind === "volatile")) return volatileValue;
  const found = values.filter((value) => value.kind === "known");
  if (found.length < values.length) return unknownValue;
  const data = compute(...found.map((value) => value.data));
  return data === undefined ? unknownValue : known(data, found.some(({ isDefault }) => isDefault));
}

/** Numbers and truth values as strings; undefined for anything that has none. */
export function toText(data: BakeData): string | undefined {
  if (typeof data === "string") return data;
  // As Go prints it.
  if (Object.is(data, -0)) return "-0";
  return typeof data === "number" || typeof data === "boolean" ? String(data) : undefined;
}

/** A number, or a string that is one. */
export function toNumber(data: BakeData): number | undefined {
  const number = typeof data === "string" && data.trim() !== "" ? Number(data) : data;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
}

/** A truth value, or a string that is one. */
export function toBoolean(data: BakeData): boolean | undefined {
  if (data === "true" || data === "false") return data === "true";
  return typeof data === "boolean" ? data : undefined;
}

export function isList(data: BakeData): data is readonly BakeValue[] {
  return Array.isArray(data);
}

export function isMap(data: BakeData): data is ReadonlyMap<string, BakeValue> {
  return data instanceof Map;
}
