import assert from "node:assert/strict";
import { chmodSync, readFileSync } from "node:fs";
import path from "node:path";
import { Ajv } from "ajv";
import { temporaryTree, withoutPrivilegesFor } from "../../workspace/temporary-tree.ts";
import { runCommand, type CommandOptions } from "../run-command.ts";
import { createShop } from "./shop.ts";

const docs = path.join(import.meta.dirname, "../../../docs");

describe("layerwise context", () => {
  it("shows what its guide says", async () => {
    const guide = readFileSync(path.join(docs, "context.md"), "utf8");
    const [, answer] = /```console\n\$ layerwise context --context \.\n([^]*?)```/.exec(guide) ?? [];
    assert.equal(await textOf(createShop()), answer);
  });

  it("lists every path that is sent, and nothing else", async () => {
    const cwd = createShop();
    const all = [".dockerignore", "Dockerfile", "e2e/checkout.spec.ts", "locales/de.json", "locales/fr.json", "package-lock.json", "package.json", "src/assets/hero.jpg", "src/cart.ts", "src/pages/checkout.ts"];
    assert.equal(await textOf(cwd, "--list"), all.map((each) => `${each}\n`).join(""));
    assert.equal(await textOf(temporaryTree({ ".git/": "", Dockerfile: "FROM a" }), "--list"), "");
  });

  it("is as its schema says, and has all numbers", async () => {
    const schema = JSON.parse(readFileSync(path.join(docs, "context.schema.json"), "utf8")) as object;
    const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schema);
    const report = JSON.parse(await textOf(createShop(), "--format", "json")) as Report;
    assert.ok(validate(report), JSON.stringify(validate.errors));
    assert.deepEqual(report.sent.entries.find((entry) => entry.path === "src/pages"), { path: "src/pages", files: 1, bytes: 9100, commits: 1 });
    assert.deepEqual(report.steps.map(({ line, files }) => `${line}: ${files}`), ["3: 2", "5: 10"]);
    assert.deepEqual(report.ignored.lines, [
      { line: 1, pattern: "node_modules", files: 2, bytes: 65_200, isMinimum: false },
      { line: 2, pattern: "**/*.log", files: 1, bytes: 18_000, isMinimum: false },
      { line: 3, pattern: "coverage", files: 0, bytes: 0, isMinimum: false },
    ]);
    const alone = JSON.parse(await textOf(temporaryTree({ Dockerfile: "FROM $X", "a/b": "" }), "--format", "json")) as Report;
    assert.ok(validate(alone), JSON.stringify(validate.errors));
    assert.deepEqual([alone.sent.files, alone.historyDays, alone.unused.entries], [0, null, [{ path: "Dockerfile", files: 1, bytes: 7 }, { path: "a", files: 1, bytes: 0 }]]);
  });

  it("tells what no step takes, and that there is no history and no ignore file", async () => {
    const files = { Dockerfile: "FROM a AS one\nCOPY src /s\nFROM a\nCOPY docs ./docs\n", "src/a": "12", "docs/a": "123", "docs/links/self": { link: ".." } };
    assert.equal(
      await textOf(temporaryTree(files)),
      `Dockerfile · context . · target stage-1

Sent to the builder: 2 files, 3 B
  files       size
      2        3 B  docs/
      1        3 B    a
      1        0 B    links/

Taken by
      2        3 B  [stage-1 2/2] COPY docs ./docs

Kept out: nothing; there is no ignore file

Not kept out, and not sent since no step takes it: 2 files, 52 B
      1       50 B  Dockerfile
      1        2 B  src/
`,
    );
    assert.match(await textOf(temporaryTree(files), "--target", "ONE"), /Sent to the builder: 1 file, 2 B\n.*\n.* src\/\n/);
  });

  it("sums up what does not matter, and joins directories with one entry", async () => {
    const small = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`f${index}`, "x"]));
    const cwd = temporaryTree({ Dockerfile: "FROM a\nCOPY . .", "a/b/c/large": "x".repeat(9000), "a/b/c/small": "x", ".dockerignore": "Dockerfile\n.dockerignore", ...small });
    const [, table] = /files +size\n([^]*?)\n\n/.exec(await textOf(cwd)) ?? [];
    assert.equal(table, "      2     9.0 kB  a/b/c/\n      1     9.0 kB    large\n      1        1 B    small\n     20       20 B  20 others");
  });

  it("says why git tells nothing", async () => {
    assert.match(await textOf(temporaryTree({ ".git/": "", Dockerfile: "FROM a" })), /\nnote: git tells nothing of how often files change: \w/);
  });

  it("says which directories it cannot read, as explain does", async () => {
    const cwd = temporaryTree({ Dockerfile: "FROM a\nCOPY . .\n", "closed/a": "", "open/b": "" });
    chmodSync(cwd, 0o755);
    chmodSync(path.join(cwd, "closed"), 0);
    for (const command of ["context", "explain"]) {
      await runCommand([command, "--help"], { cwd });
      const outcome = await withoutPrivilegesFor(() => runCommand([command, "--context", "."], { cwd, columns: 200 }));
      assert.match(outcome.stdout, /^note: cannot read closed: nothing below is counted, and a build fails there unless the ignore file keeps it out$/m);
      assert.equal(outcome.code, 0);
    }
  });

  it("ends at links that lead in circles", async () => {
    const cwd = temporaryTree({ Dockerfile: "FROM a\nCOPY a a/b/ ./\n", "a/b/up": { link: "../.." }, "a/self": { link: "self" }, "a/out": { link: "/" } });
    assert.equal(await textOf(cwd, "--list"), "a/b/up\na/out\na/self\n");
  });

  it("says what it cannot count", async () => {
    const cwd = temporaryTree({ Dockerfile: "FROM a\nARG D\nCOPY $D .\nCOPY $D/x .\nRUN --mount=type=bind,source=y,target=/y true", y: "" });
    assert.match(await textOf(cwd), /note: what lines 3 and 4 take is not decided by the file, and not counted; pass/);
    assert.match(await textOf(cwd, "--build-arg", "D=y"), /Sent to the builder: 1 file, 0 B/);
  });

  it("never writes raw control characters of names to a terminal", async () => {
    const cwd = temporaryTree({ Dockerfile: "FROM a\nCOPY . .", "a\u001b[31m": "" });
    for (const args of [[], ["--list"]]) {
      const { stdout } = await runCommand(["context", "--context", ".", ...args], { cwd, isTerminal: true, environment: { NO_COLOR: "1" } });
      assert.ok(!stdout.includes("\u001b") && stdout.includes("a\u241b[31m"), stdout);
    }
  });

  const failures: readonly [name: string, args: readonly string[], message: RegExp][] = [
    ["a context that is not known", [], /^layerwise: no directory above Dockerfile has what it copies, .* --context DIR$/],
    ["a file named as context", ["--context", "Dockerfile"], /^layerwise: --context Dockerfile: it is a file, not a directory$/],
    ["a context that is not there", ["--context", "nope"], /^layerwise: --context nope: no such directory$/],
    ["a stage that is not there", ["--context", ".", "--target", "biuld"], /there is no such stage \(did you mean "build"\?\)$|there is no such stage/],
    ["two Dockerfiles", ["a", "b"], /^layerwise: context takes one Dockerfile, but got a b$/],
    ["--list with a format", ["--list", "--format", "json"], /^layerwise: --list prints paths and takes no --format$/],
  ];
  for (const [name, args, message] of failures) {
    it(`refuses ${name}`, async () => {
      const cwd = temporaryTree({ ".git/": "", Dockerfile: "FROM a AS build\nCOPY nowhere .", b: "", a: "" });
      const { code, stdout, stderr } = await runCommand(["context", ...args], { cwd });
      assert.deepEqual([code, stdout], [2, ""]);
      assert.match(stderr.trimEnd(), message);
    });
  }
});

interface Report {
  readonly historyDays: number | null;
  readonly sent: { readonly files: number; readonly entries: readonly { readonly path: string }[] };
  readonly steps: readonly { readonly line: number; readonly files: number }[];
  readonly ignored: { readonly lines: readonly unknown[] };
  readonly unused: { readonly entries: readonly unknown[] };
}

async function textOf(cwd: string, ...args: readonly string[]): Promise<string> {
  const options: CommandOptions = { cwd };
  const { code, stdout, stderr } = await runCommand(["context", "--context", ".", ...args], options);
  assert.deepEqual([code, stderr], [0, ""]);
  return stdout;
}
