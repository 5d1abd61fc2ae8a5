/**
 * TOML by tests of single lines and tables: enough for the few keys asked for here, which projects write in one of a few
 * ways, and it cannot fail on broken text. Not a TOML parser.
 */

/** The lines of one table, up to the next header, trimmed and joined again. */
export function tableOf(text: string, name: string): string {
  const lines = linesOf(text);
  const start = lines.indexOf(`[${name}]`);
  if (start < 0) return "";
  const end = lines.findIndex((line, index) => index > start && HEADER.test(line));
  return lines.slice(start + 1, end < 0 ? undefined : end).join("\n");
}

/** The strings of an array in a table, whether on one line or several; empty when there is none. */
export function stringsOfKey(table: string, key: string): readonly string[] {
  const start = new RegExp(`^${key}[ \\t]*=[ \\t]*\\[`, "m").exec(table);
  if (start === null) return [];
  const after = table.slice(start.index + start[0].length);
  const end = after.indexOf("]");
  return [...after.slice(0, end < 0 ? 0 : end).matchAll(/["']([^"'\n]+)["']/g)].flatMap(([, item]) => item ?? []);
}

/** Values of `path` in inline tables (`a = { path = "../a" }`) and in tables of their own (`[dependencies.a]`), by name. */
export function pathsOf(text: string): readonly (readonly [name: string, path: string])[] {
  let table = "";
  return linesOf(text).flatMap((line) => {
    if (HEADER.test(line)) table = /^\[.*\.([^.\]]+)\]$/.exec(line)?.[1] ?? "";
    const inline = /^["']?([\w.-]+)["']?[ \t]*=[ \t]*\{(.*)/.exec(line);
    const [name, value] = inline === null ? [table, line] : [inline[1] ?? "", inline[2] ?? ""];
    const path = (inline === null ? /^path[ \t]*=[ \t]*["']([^"']+)/ : /\bpath[ \t]*=[ \t]*["']([^"']+)/).exec(value)?.[1];
    return path === undefined || name === "" ? [] : [[name, path] as const];
  });
}

/** Trimmed lines without comments. Longer ones than anybody writes are dropped, which keeps the tests above quick. */
export function linesOf(text: string): readonly string[] {
  return text
    .split("\n")
    .map((line) => (line.length > 1000 ? "" : line.replace(/(?:^|\s)#.*$/, "").trim()));
}

const HEADER = /^\[\[?[^\]=]+\]\]?$/;
