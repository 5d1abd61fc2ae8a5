import assert from "node:assert/strict";
import { parseDockerfile } from "../../dockerfile/parse.ts";
import { errorsIn } from "./outline.ts";

describe("directives", () => {
  check("are read at the top", "# syntax=docker/dockerfile:1\n# escape=`\n# check=skip=A,B\nFROM a", ["syntax=docker/dockerfile:1", "escape=`", "check=skip=A,B"]);
  check("may have blanks and any case", "#   Syntax \t=  a b  \nFROM a", ["syntax=a b"]);
  check("end at another comment", "# c\n# escape=`", []);
  check("end at hadolint's comment", "# hadolint ignore=DL3006\n# escape=`", []);
  check("end at a blank line", "\n# escape=`", []);
  check("end at an instruction", "FROM a\n# escape=`", []);
  check("end at a directive without a value", "# syntax=\n# escape=`", []);
  check("stand behind a byte order mark", "\ufeff# escape=`", ["escape=`"]);
  check("stand before CRLF", "# escape=`\r\n# syntax=a\r\n", ["escape=`", "syntax=a"]);
  check("behind #! are read, except escape", "#!/usr/bin/env x\n# syntax=a\n# escape=`\n# check=b", ["syntax=a", "check=b"]);
  check("that are indented are not read, except escape", " # syntax=a\n # escape=`", ["escape=`"]);

  it("that are none are comments", () => {
    assert.deepEqual(parseDockerfile("# syntax=a\n# hi\n# escape=`\n").comments.map((comment) => comment.value), [" hi", " escape=`"]);
  });

  it("are refused twice", () => {
    assert.deepEqual(errorsIn("# syntax=a\n# syntax=b\nFROM a"), ['The directive "syntax" may be given only once. (# syntax=b)']);
  });

  it("are refused with another escape character", () => {
    assert.deepEqual(errorsIn("# escape=^\nFROM a"), ['fatal: The escape character must be \\ or `, not "^". (# escape=^)']);
  });
});

function check(name: string, text: string, expected: readonly string[]): void {
  it(name, () => {
    const { directives, escape } = parseDockerfile(text);
    assert.deepEqual(directives.map((directive) => `${directive.name}=${directive.value}`), expected);
    assert.equal(escape, expected.includes("escape=`") ? "`" : "\\");
  });
}
