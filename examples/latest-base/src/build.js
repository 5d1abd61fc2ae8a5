import { mkdir, readFile, writeFile } from "node:fs/promises";
import { marked } from "marked";

await mkdir("public", { recursive: true });
const text = await readFile(new URL("handbook.md", import.meta.url), "utf8");
await writeFile("public/index.html", `<!doctype html><title>Handbook</title>${await marked(text)}`);
