import assert from "node:assert/strict";
import type { ResolveWord } from "../../shell/command.ts";
import { parseShell } from "../../shell/parse.ts";

/** The directory of the command `here`, of each of them if there are several; "?" if nobody knows. */
const cases: readonly [name: string, source: string, ...directories: string[]][] = [
  ["is the step's at first", "here", "."],
  ["follows cd", "cd a && here", "a"],
  ["follows cd of another statement", "cd a; here", "a"],
  ["does not follow a cd to come", "here && cd a", "."],
  ["is joined", "cd a && cd b/c && here", "a/b/c"],
  ["goes up", "cd a/../b && here; cd ..; here; cd ..; here", "b", ".", ".."],
  ["goes up no further than the root", "cd /../../a/. && here", "/a"],
  ["goes up from above", "cd ../.. && cd ../a && here", "../../../a"],
  ["is replaced by an absolute one", "cd a && cd /b//c/ && here", "/b/c"],
  ["is absolute below an absolute one", "cd /a && cd b && here", "/a/b"],
  ["follows options", "cd -P -- a && here", "a"],
  ["follows quotes", 'cd "my app" && here', "my app"],
  ["follows a directory that is made first", "mkdir -p d && cd d && here", "d"],
  ["is unknown behind a variable", 'cd "$X" && here', "?"],
  ["is unknown behind a variable in part", "cd /a/$X && here", "?"],
  ["stays unknown behind a relative cd", "cd $X && cd a && here", "?"],
  ["is known again behind an absolute cd", "cd $X && cd /a && here", "/a"],
  ["is unknown behind a glob", "cd a-* && here", "?"],
  ["is unknown behind cd -", "cd a && cd - && here", "?"],
  ["is unknown at home", "cd && here; cd /a; here; cd ~; here; cd ~/b; here", "?", "/a", "?", "?"],
  ["does not leave a subshell", "(cd a && here); here", "a", "."],
  ["does not leave a substitution", "x $(cd a && here); here", "a", "."],
  ["does not leave a pipeline", "cd a | x; here", "."],
  ["does not leave the background", "cd a && x & here", "."],
  ["does not leave a script", "sh -c 'cd a && here' && here", "a", "."],
  ["starts a script where the shell stands", "cd a && sh -c 'here; cd b; here' && here", "a", "a/b", "a"],
  ["leaves a group", "{ cd a; here; }; here", "a", "a"],
  ["leaves eval", "eval 'cd a' && here", "a"],
  ["leaves command and builtin", "command cd a && builtin cd b && here", "a/b"],
  ["does not leave sudo", "sudo cd a && here", "."],
  ["is unknown behind a branch", "if x; then cd a; here; fi; here", "a", "?"],
  ["is known behind branches that agree", "if x; then cd a; else cd a; fi; here", "a"],
  ["is known behind a branch without cd", "cd a; if x; then y; fi; here", "a"],
  ["follows a condition", "if cd a; then here; fi; here", "a", "a"],
  ["is unknown behind a case", "case x in a) cd a;; *) ;; esac; here", "?"],
  ["is known behind a case that always goes one way", "case x in a) cd a;; *) cd a;; esac; here", "a"],
  ["is that of cd behind a way out", "cd a || exit 1; here", "a"],
  ["is that of cd behind a harmless alternative", "cd a && x || true; here", "a"],
  ["is unknown in and behind another way", "cd a || { here; cd b; }; here", "?", "?"],
  ["is unknown in a loop that moves", "for i in 1 2; do here; cd a; here; done; here", "?", "?", "?"],
  ["is known in a loop that moves to the root", "for i in 1 2; do cd /a; here; done; here", "/a", "?"],
  ["is known in a loop that stays", "cd a; for i in 1 2; do (cd b; here); here; done; here", "a/b", "a", "a"],
  ["is known in a function of a script that stays", "f() { here; }; f; here", ".", "."],
  ["is unknown in a function of a script that moves", "f() { here; }; cd a; f; here", "?", "a"],
  ["is unknown behind a function that moves", "f() { cd /a; here; }; here; f; here", "/a", ".", "?"],
  ["follows pushd and popd", "pushd a; here; pushd b; here; popd; here; popd; here", "a", "a/b", "a", "."],
  ["follows pushd that swaps", "pushd a; pushd; here; pushd; here", ".", "a"],
  ["is unknown behind a popd too many", "popd; here", "?"],
  ["is unknown behind a place in the stack", "pushd a; pushd +1; here", "?"],
  ["follows options of wrappers", "env -C a here; sudo --chdir=/b here; here", "a", "/b", "."],
  ["is unknown for a login of another user", "su - u -c here; sudo -i here; su u -c here", "?", "?", "."],
  ["is no longer than a path can be", "cd a; ".repeat(5000) + "here", "?"],
];

describe("the directory", () => {
  for (const [name, source, ...directories] of cases) it(name, () => assert.deepEqual(directoriesOf(source), directories));

  it("starts where the caller says", () => {
    assert.deepEqual(directoriesOf("here; cd b; here", "/a/./"), ["/a", "/a/b"]);
    assert.deepEqual(directoriesOf("cd ..; here", "a/b"), ["a"]);
  });
});

describe("a directory with expansions in it", () => {
  const resolve: ResolveWord = ({ value }, directory) => (value === "$A" ? "a" : value === "$UP" && directory !== undefined ? `/up/${directory}` : undefined);
  const directoryOf = (source: string): string[] => parseShell(source, 0, ".", resolve).commands.map(({ directory }) => directory ?? "?");

  it("is what the caller says", () => assert.deepEqual(directoryOf('cd $A; pushd "$A"; cd $UP; cd $B; x'), [".", "a", "a/a", "/up/a/a", "?"]));
  it("is asked for nothing that is known", () => assert.deepEqual(directoryOf("cd '$A'; cd -; x"), [".", "$A", "?"]));
});

function directoriesOf(source: string, start?: string): string[] {
  const { commands } = parseShell(source, 0, start);
  return commands.filter(({ name }) => name === "here").map(({ directory }) => directory ?? "?");
}
