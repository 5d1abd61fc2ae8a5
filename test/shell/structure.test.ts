import assert from "node:assert/strict";
import { parseShell } from "../../shell/parse.ts";
import { checkScripts, describeScript } from "./describe-script.ts";

describe("the commands of a script", () => {
  checkScripts([
    ["are none in an empty text", ""],
    ["are none in a comment", "# npm ci"],
    ["are one in a simple text", "npm ci", "npm ci"],
    ["are joined by &&", "a && b && c", "a", "&& b", "&& c"],
    ["are joined by a semicolon", "a; b;", "a", "; b"],
    ["are joined by a line end", "a\nb\n\nc", "a", "; b", "; c"],
    ["are joined by a pipe", "a | b |& c", "a", "| b", "| c"],
    ["are joined by &", "a & b", "a", "& b"],
    ["keep their joiner in the background", "a; b && c & d", "a", "; b", "&& c", "& d"],
    ["keep the joiner of their pipeline", "a && b | c", "a", "&& b", "| c"],
    ["keep their joiner behind an assignment", "X=1; a", "; a"],
    ["may fail behind a negation", "! a && b", "a", "&& b"],
    ["end before a comment", "a # b && c\nd", "a", "; d"],
    ["continue over a joined line", "a b \\\n c \\\n && d", "a b c", "&& d"],
    ["are not continued by a comment that is joined with the next line", "a # b \\\n && c", "a"],
  ]);
});

describe("a compound command", () => {
  checkScripts([
    ["is a subshell", "a && (b && c) && d", "a", "b [in subshell]", "&& c [in subshell]", "&& d"],
    ["is a group", "a || { b; c; }; d", "a", "b [in group, maybe]", "; c [in group, maybe]", "; d"],
    ["is a group with redirects", "{ a $(b); } > $(c); d", "c [in substitution]", "b [in group substitution]", "a $(b) [in group]", "; d"],
    ["is an if whose condition is always tested", "if a && b; then c; fi; d", "a [in if]", "&& b [in if]", "c [in if, maybe]", "; d"],
    [
      "is an if with all its branches",
      "if a; then b; elif c; then d; else e; fi",
      "a [in if]",
      "b [in if, maybe]",
      "c [in if, maybe]",
      "d [in if, maybe]",
      "e [in if, maybe]",
    ],
    ["is a for", "for x in a $(b); do c $x; done; d", "b [in substitution]", "c $x [in loop, maybe]", "; d"],
    ["is a for in C's manner", "for ((i = $(a); i < 3; i++)); do b; done", "a [in substitution]", "b [in loop, maybe]"],
    ["is a while", "while a; do b; done", "a [in loop]", "b [in loop, maybe]"],
    ["is an until", "until a; do b; done", "a [in loop]", "b [in loop, maybe]"],
    ["is a case", "case $(a) in x|y) b;; *) c; d;; esac", "a [in substitution]", "b [in case, maybe]", "c [in case, maybe]", "; d [in case, maybe]"],
    ["is a function", "f() { a; b; }; f", "a [in function, maybe]", "; b [in function, maybe]", "; f"],
    ["is a function with the keyword", "function f { a; }", "a [in function, maybe]"],
    ["is a function that is a subshell", "f() (a)", "a [in function subshell, maybe]"],
    ["is a test, which counts as a command", '[[ -f a && ! ( $X == b* ) ]] && c', "[[ -f a && ! ( $X == b* ) ]]", "&& c"],
    ["is an arithmetic command, which runs only its substitutions", "(( X = $(a) )) && b", "a [in substitution]", "&& b"],
    ["is nested in others", "if a; then (for i in 1; do b; done); fi", "a [in if]", "b [in if subshell loop, maybe]"],
  ]);
});

describe("a condition", () => {
  checkScripts([
    ["is ||", "a || b", "a", "|| b [maybe]"],
    ["is not &&", "a && b", "a", "&& b"],
    ["ends with the next &&", "a || b && c", "a", "|| b [maybe]", "&& c"],
    ["ends with the list", "a || b; c", "a", "|| b [maybe]", "; c"],
    ["covers a substitution", "a || b $(c)", "a", "c [in substitution, maybe]", "|| b $(c) [maybe]"],
    ["may be harmless", "a || true", "a", "|| true [maybe]"],
  ]);
});

describe("a substitution", () => {
  checkScripts([
    ["runs before its command", "a $(b | c) d", "b [in substitution]", "| c [in substitution]", "a $(b | c) d"],
    ["is written with backquotes", "a `b`", "b [in substitution]", "a `b`"],
    ["is quoted", 'a "x $(b) y"', "b [in substitution]", "a x $(b) y"],
    ["is nothing in single quotes", "a '$(b)'", "a $(b)"],
    ["is nested", "a $(b $(c))", "c [in substitution substitution]", "b $(c) [in substitution]", "a $(b $(c))"],
    ["is nested with backquotes", "a `b \\`c\\``", "c [in substitution substitution]", "b `c` [in substitution]", "a `b \\`c\\``"],
    ["is in an assignment", "X=$(a)", "a [in substitution]"],
    ["is in a redirect", "a > $(b)", "b [in substitution]", "a [> $(b)]"],
    ["is in a default", "a ${X:-$(b)}", "b [in substitution]", "a ${X:-$(b)}"],
    ["is in arithmetic", "a $(( $(b) + `c` ))", "b [in substitution]", "c [in substitution]", "a $(( $(b) + `c` ))"],
    ["is a process", "a <(b) >(c)", "b [in substitution]", "c [in substitution]", "a <(b) >(c)"],
    ["is in a here-document", "cat <<X\n$(a)\nX", "a [in substitution]", "cat [<< $(a)]"],
    ["is nothing in a quoted here-document", "cat <<'X'\n$(a)\nX", "cat [<< $(a)]"],
    ["is the command", "$(a) b", "a [in substitution]", "$(a) b"],
  ]);
});

describe("redirects", () => {
  checkScripts([
    ["have operators and targets", "a > b 2>> c < d", "a [> b, >> c, < d]"],
    ["go to descriptors", "a > b 2>&1", "a [> b, >& 1]"],
    ["may stand first", "> b a c", "a c [> b]"],
    ["have texts as targets", "a <<< b", "a [<<< b]"],
    ["have bodies of here-documents as targets", "a <<X | b\nc\nX\nd", "a [<< c]", "| b", "; d"],
    ["alone are no command", "> a; b", "; b"],
  ]);
});

describe("a text with errors", () => {
  const cases: readonly [name: string, source: string, ...commands: string[]][] = [
    ["keeps what stands before a missing command", "a && b && && c", "a", "&& b"],
    ["keeps what stands before an open quote", "a && b 'c && d", "a"],
    ["keeps what stands before an open substitution", "a && b $(c && d", "a"],
    ["keeps the commands of a compound that does not end", "if a; then b", "a [in if]", "b [in if, maybe]"],
    ["keeps what stands before a stray end", "a; fi; b", "a"],
    ["drops what something unexpected follows", "a; b (c) d", "a"],
    ["keeps what is sound around a broken substitution", "a; b $(c; (); d); e", "a", "c [in substitution]", "; b $(c; (); d)", "; e"],
    ["has nothing left where the first command is broken", "Write-Host ('a') ; b"],
    ["has nothing left where the parser gives up", "f() ".repeat(20_000)],
    ["has nothing left where it nests without end", "$(".repeat(20_000)],
  ];
  for (const [name, source, ...commands] of cases) {
    it(name, () => {
      const script = parseShell(source, 0);
      assert.deepEqual(describeScript(script), commands);
      assert.equal(script.complete, false);
    });
  }
});
