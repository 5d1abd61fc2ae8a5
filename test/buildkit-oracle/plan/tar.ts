/** One entry of an archive; directories and links come with their own type. */
export type TarEntry =
  | { readonly kind: "file"; readonly path: string; readonly content: Uint8Array | string; readonly mode?: number }
  | { readonly kind: "directory"; readonly path: string }
  | { readonly kind: "link"; readonly path: string; readonly target: string };

/** An archive in the ustar format, all entries root's and of 1970, so that equal entries give equal bytes. */
export function writeTar(entries: readonly TarEntry[]): Buffer {
  return Buffer.concat([...entries.flatMap(writeEntry), Buffer.alloc(1024)]);
}

function writeEntry(entry: TarEntry): readonly Buffer[] {
  const content = entry.kind === "file" ? Buffer.from(entry.content) : Buffer.alloc(0);
  return [header(entry, content.length), content, Buffer.alloc((512 - (content.length % 512)) % 512)];
}

const types = { file: "0", link: "2", directory: "5" } as const;

function header(entry: TarEntry, size: number): Buffer {
  const block = Buffer.alloc(512);
  const octal = (value: number, offset: number, length: number) => block.write(value.toString(8).padStart(length - 1, "0"), offset);
  block.write(entry.kind === "directory" ? `${entry.path}/` : entry.path, 0);
  octal(entry.kind === "file" ? (entry.mode ?? 0o644) : 0o755, 100, 8);
  octal(0, 108, 8);
  octal(0, 116, 8);
  octal(size, 124, 12);
  octal(0, 136, 12);
  block.write("        ", 148);
  block.write(types[entry.kind], 156);
  if (entry.kind === "link") block.write(entry.target, 157);
  block.write("ustar\0" + "00", 257);
  octal(block.reduce((sum, byte) => sum + byte, 0), 148, 7);
  return block;
}
