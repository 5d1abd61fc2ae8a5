/** Files and their bytes, added up. */
export interface Amount {
  readonly files: number;
  readonly bytes: number;
}

export const nothing: Amount = { files: 0, bytes: 0 };

export function sum(amounts: Iterable<Amount>): Amount {
  let files = 0;
  let bytes = 0;
  for (const amount of amounts) {
    files += amount.files;
    bytes += amount.bytes;
  }
  return { files, bytes };
}

/** `214 files, 3.1 MB` */
export function describeAmount({ files, bytes }: Amount): string {
  return `${plural(files, "file")}, ${formatBytes(bytes)}`;
}

export function plural(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? "" : "s"}`;
}

/** Powers of 1000, as in the progress of BuildKit: `3.1 MB`. */
export function formatBytes(bytes: number): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  const power = bytes < 1000 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), units.length - 1);
  const value = bytes / 1000 ** power;
  return `${power === 0 ? value : value.toFixed(1)} ${units[power] ?? ""}`;
}
