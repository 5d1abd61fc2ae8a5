import assert from "node:assert/strict";
import { parseDockerfile } from "../../dockerfile/parse.ts";
import type { Script } from "../../shell/command.ts";
import { parseRun, shellKind, type ShellKind } from "../../shell/parse.ts";
import { describeScript } from "./describe-script.ts";

/** The commands of the RUN; a script that is not complete ends with "…". */
type RunCase = readonly [name: string, dockerfile: string, ...commands: string[]];

describe("a RUN", () => {
  checkRuns([
    ["has a shell form", "RUN a && b", "a", "&& b"],
    ["has flags", "RUN --mount=type=cache,target=/x --network=none a && b", "a", "&& b"],
    ["has comments and blank lines inside", "RUN a \\\n  # x && y\n\n  b \\\n  # z\n  && c", "a b", "&& c"],
    ["has CRLF", "RUN a \\\r\n b \\\r\n && c\r\n", "a b", "&& c"],
    ["joins its lines before the shell reads comments", "RUN a # b \\\n && c", "a"],
    ["is empty", "RUN"],
    ["has another escape character", "# escape=`\nRUN a `\n && b \\c", "a", "&& b c"],
    ["has broken text", "RUN a && ( b", "a", "b [in subshell]", "…"],
  ]);
});

describe("an exec form", () => {
  checkRuns([
    ["is one command", 'RUN ["npm", "ci", "a && $b"]', "npm ci a && $b"],
    ["has wrappers", 'RUN ["tini", "--", "npm", "start"]', "npm start [by tini]"],
    ["has a script", 'RUN ["sh", "-c", "a && b $c"]', "a [in script]", "&& b $c [in script]"],
    ["has a script for another shell", 'RUN ["/bin/bash", "-lc", "a | b"]', "a [in script]", "| b [in script]"],
    ["has a script with escapes", 'RUN ["sh", "-c", "a \\"b c\\""]', "a b c [in script]"],
    ["has a broken script", 'RUN ["sh", "-c", "a && (b"]', "a [in script]", "b [in script subshell]", "…"],
    ["is empty", "RUN []"],
  ]);

  it("has literal words whose ranges cover the quotes", () => {
    const { source, script } = readRun('RUN ["a", "$b *"]');
    const words = script.commands[0]?.words ?? [];
    assert.deepEqual(words.map(({ text, value, literal, variables }) => [text, value, literal, variables]), [["a", "a", true, []], ["$b *", "$b *", true, []]]);
    assert.deepEqual(words.map(({ range }) => source.slice(...range)), ['"a"', '"$b *"']);
  });

  const ranges: readonly [name: string, dockerfile: string, ...covered: string[]][] = [
    ["has a script with places of its own", 'RUN ["sh", "-c", "a && b c"]', "a", "b c"],
    ["has a script with escapes, of which the place is known as a whole", 'RUN ["sh", "-c", "a && b \\"c\\""]', '"a && b \\"c\\""', '"a && b \\"c\\""'],
  ];
  for (const [name, dockerfile, ...covered] of ranges) {
    it(name, () => {
      const { source, script } = readRun(dockerfile);
      assert.deepEqual(script.commands.map(({ range }) => source.slice(...range)), covered);
    });
  }
});

describe("a here-document", () => {
  checkRuns([
    ["is the script", "RUN <<EOF\na\nb && c\nEOF", "a", "; b", "&& c"],
    ["is the script with quotes and options", "RUN --network=none 3<<-'E F'\n\ta\n\tcd d\n\tb\nE F", "a", "; cd d", "; b [at d]"],
    ["continues lines as the shell does", "RUN <<EOF\na \\\n  b # c \\\nd 'e\\\nf'\nEOF", "a b", "; d e\\\nf"],
    ["has CRLF", "RUN <<EOF\r\na\r\nb c\r\nEOF\r\n", "a", "; b c"],
    ["is a script of the shell in its first line", "RUN <<EOF\n#!/bin/bash -e\na\nEOF", "a"],
    ["is a script of the shell that env finds", "RUN <<EOF\n#!/usr/bin/env -S bash -eu\na\nEOF", "a"],
    ["is a script of something else", "RUN <<EOF\n#!/usr/bin/env python3\nimport a; b\nEOF", "…"],
    ["is a script of a shell with another syntax", "RUN <<EOF\n#! /usr/bin/pwsh\na\nEOF", "…"],
    ["is a script of a shell", "RUN bash <<EOF\na\nb\nEOF", "a [in script]", "; b [in script]"],
    ["is a script of a shell that stands behind it", "RUN <<EOF bash\na\nEOF", "a [in script]"],
    ["is a script of a shell with options", "RUN sh -ex <<'EOF' && c\na\nEOF", "a [in script]", "&& c"],
    ["is a script of an interpreter", "RUN python3 <<EOF\nimport a\nEOF", "python3 [<< import a]"],
    ["is a file", "RUN cat <<EOF > /x && npm ci\na\nEOF", "cat [<< a, > /x]", "&& npm ci"],
    ["is one of several", "RUN a <<A && sh <<B\nx\nA\ny\nB", "a [<< x]", "y [in script]"],
    ["is one of several with nothing to run", "RUN <<A <<B\nx\nA\ny\nB"],
    ["has an unfinished script", "RUN <<EOF\na\nif b; then\nEOF", "a", "b [in if]", "…"],
    ["ends after a joined line", "RUN a && \\\n sh <<EOF\nb\nEOF", "a", "b [in script]"],
  ]);

  const places: readonly [name: string, dockerfile: string, ...covered: string[]][] = [
    ["has places of its own", "FROM x\nRUN <<EOF\n  a b\n\tc\nEOF", "a b", "c"],
    ["has places of its own without its tabs", "RUN <<-EOF\n\ta \\\n\t\tb\n\n\tc d\n\tEOF", "a \\\n\t\tb", "c d"],
    ["has places behind the command", "RUN a \\\n && sh <<-EOF && \\\n b\n\tc d\n\tEOF", "a", "c d", "b"],
    ["has places in a file with CRLF", "RUN <<EOF\r\na b\r\nc\r\nEOF", "a b", "c"],
  ];
  for (const [name, dockerfile, ...covered] of places) {
    it(name, () => {
      const { source, script } = readRun(dockerfile);
      assert.deepEqual(script.commands.map(({ range }) => source.slice(...range)), covered);
    });
  }
});

describe("a RUN for another shell", () => {
  checkRuns(
    [
      ["has no commands", "RUN a; b", "…"],
      ["has no commands in its here-document", "RUN <<EOF\na\nEOF", "…"],
      ["has no commands beside its here-document", "RUN a <<EOF\nb\nEOF", "…"],
      ["has those of the shell in the first line", "RUN <<EOF\n#!/bin/sh\na\nEOF", "a"],
      ["has those of an exec form", 'RUN ["npm", "ci"]', "npm ci"],
      ["has those of a shell in an exec form", 'RUN ["bash", "-c", "a; b"]', "a [in script]", "; b [in script]"],
      ["has no more than the shell in an exec form", 'RUN ["cmd", "/c", "a & b"]', "cmd /c a & b"],
      ["has no more than PowerShell in an exec form", 'RUN ["powershell", "-Command", "a; b"]', "powershell -Command a; b"],
    ],
    "other",
  );
});

describe("the kind of a shell", () => {
  const kinds: readonly [kind: ShellKind, ...words: string[]][] = [
    ["posix", "/bin/sh", "-c"],
    ["posix", "/bin/bash", "-o", "pipefail", "-euxc"],
    ["posix", "ash", "-eo", "pipefail", "-c"],
    ["posix", "dash", "-c"],
    ["posix", "/usr/bin/zsh", "-c"],
    ["posix", "ksh", "-c"],
    ["posix", "busybox", "sh", "-c"],
    ["posix", "/usr/bin/env", "bash", "-c"],
    ["posix", "launcher", "run", "--name", "base", "/bin/bash", "-c"],
    ["posix", "bash"],
    ["other", "cmd", "/S", "/C"],
    ["other", "powershell", "-Command"],
    ["other", "pwsh", "-c"],
    ["other", "python3", "-c"],
    ["other", "fish", "-c"],
    ["other", "launcher", "bash", "image"],
    ["other"],
  ];
  for (const [kind, ...words] of kinds) it(`of ${JSON.stringify(words)} is ${kind}`, () => assert.equal(shellKind(words), kind));
});

function checkRuns(cases: readonly RunCase[], shell: ShellKind = "posix"): void {
  for (const [name, dockerfile, ...commands] of cases) {
    it(name, () => {
      const { script } = readRun(dockerfile, shell);
      assert.deepEqual([...describeScript(script), ...(script.complete ? [] : ["…"])], commands);
    });
  }
}

function readRun(source: string, shell: ShellKind = "posix"): { readonly source: string; readonly script: Script } {
  const run = parseDockerfile(source).instructions.find((instruction) => instruction.type === "RUN");
  assert.ok(run);
  return { source, script: parseRun(run, shell) };
}
