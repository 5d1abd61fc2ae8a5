import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { runCommand } from "../run-command.ts";

const root = path.join(import.meta.dirname, "../../..");

describe("docs/explain.md", () => {
  const guide = readFileSync(path.join(root, "docs/explain.md"), "utf8");
  const sessions = [...guide.matchAll(/```console\n\$ layerwise (.*)\n([^]*?)```/g)];

  it("shows answers", () => assert.equal(sessions.length, 2));
  for (const [, command = "", answer] of sessions) {
    it(`shows what \`${command}\` prints`, async () => {
      const { stdout } = await runCommand(command.split(" "), { cwd: path.join(root, "examples/go-service") });
      assert.equal(answer, stdout);
    });
  }
});
