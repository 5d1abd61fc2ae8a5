import { createHash } from "node:crypto";

/** The entries of an archive: path → type, mode, owner, where a link leads, extended attributes, and a digest of what is in it. */
export function readTar(archive: Buffer): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  let extended = new Map<string, string>();
  for (let at = 0; at + 512 <= archive.length && archive[at] !== 0; ) {
    const header = archive.subarray(at, at + 512);
    const field = (offset: number, length: number) => header.toString("utf8", offset, offset + length).replace(/\0.*/s, "");
    const size = Number.parseInt(field(124, 12).trim() || "0", 8);
    const content = archive.subarray(at + 512, at + 512 + size);
    at += 512 + Math.ceil(size / 512) * 512;
    if (field(156, 1) === "x") {
      extended = readExtended(content);
      continue;
    }
    const name = extended.get("path") ?? [field(345, 155), field(0, 100)].filter((part) => part !== "").join("/");
    const rights = [100, 108, 116].map((offset) => field(offset, 8).trim());
    const attributes = [...extended].filter(([key]) => key.startsWith("SCHILY.xattr.")).map((pair) => pair.join("="));
    const facts = [field(156, 1), ...rights, extended.get("linkpath") ?? field(157, 100), ...attributes, createHash("sha256").update(content).digest("hex")];
    files.set(name.replaceAll(/^(?:\.?\/)+|\/$/g, ""), facts.join(" "));
    extended = new Map();
  }
  return files;
}

/** The records of a pax header: `30 mtime=1350244992.023960108`, each with its own length before it. */
function readExtended(content: Buffer): Map<string, string> {
  const pairs = new Map<string, string>();
  for (let at = 0; at < content.length; ) {
    const space = content.indexOf(" ", at);
    const length = Number(content.toString("utf8", at, space));
    const [, key = "", value = ""] = /^([^=]*)=([^]*)\n$/.exec(content.toString("utf8", space + 1, at + length)) ?? [];
    pairs.set(key, value);
    at += length;
  }
  return pairs;
}
