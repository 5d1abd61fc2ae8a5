import assert from "node:assert/strict";
import { temporaryTree } from "../workspace/temporary-tree.ts";
import { runCommand } from "./run-command.ts";

const dockerfile = "ARG BASE=node:20\nFROM $BASE AS dev\nWORKDIR /app\nCOPY app/a.txt .\nFROM dev AS prod\nCOPY app/b.txt .\n";
const tree = { ".git/": "", "app/a.txt": "12", "app/b.txt": "1", "docker/Dockerfile": dockerfile };
const compose = (...builds: readonly string[]): string => `services:\n${builds.map((build, index) => `  s${index}:\n    build: ${build}\n`).join("")}`;
const dev = "{ context: ., dockerfile: docker/Dockerfile, target: dev, args: { BASE: node:24 } }";
const prod = "{ context: ., dockerfile: docker/Dockerfile, args: { BASE: node:22 } }";

interface Answer {
  readonly context: string | null;
  readonly target: string | null;
  readonly build?: readonly string[];
  readonly notes: readonly string[];
}

/** What a command says of the build: context, target, where it is written, and notes. */
async function buildOf(files: Parameters<typeof temporaryTree>[0], args: readonly string[] = [], command = "explain") {
  const cwd = temporaryTree({ ...tree, ...files });
  const { stdout, stderr } = await runCommand([command, "docker/Dockerfile", "--format", "json", ...args], { cwd });
  assert.equal(stderr, "");
  const { context, target, build, notes } = JSON.parse(stdout) as Answer;
  return [context, target, build, notes.filter((note) => !note.startsWith("git "))];
}

describe("the build that explain and context answer for", () => {
  for (const command of ["explain", "context"]) {
    it(`is for ${command} the one that the repository tells of`, async () => {
      assert.deepEqual(await buildOf({ "compose.yaml": compose(prod) }, [], command), [".", "prod", ["`compose.yaml`, service `s0`"], []]);
      assert.deepEqual(await buildOf({ Makefile: "image:\n\tdocker build -f docker/Dockerfile --target dev .\n" }, [], command), [".", "dev", ["`Makefile`, target `image`"], []]);
      assert.deepEqual(await buildOf({}, [], command), [".", "prod", undefined, []]);
    });
  }

  it("stands in the second line", async () => {
    const cwd = temporaryTree({ ...tree, "compose.yaml": compose(prod) });
    for (const command of ["explain", "context"]) {
      const { stdout } = await runCommand([command, "docker/Dockerfile"], { cwd });
      assert.match(stdout, /^docker\/Dockerfile · context \. · target prod\nbuild: `compose\.yaml`, service `s0`\n/);
    }
  });

  it("has the arguments that are passed there, unless a flag says otherwise", async () => {
    const cwd = temporaryTree({ ...tree, "compose.yaml": compose(prod) });
    const base = async (...args: readonly string[]) => /FROM (\S+)/.exec((await runCommand(["explain", "docker/Dockerfile", ...args], { cwd })).stdout)?.[1];
    assert.equal(await base(), "node:22");
    assert.equal(await base("--build-arg", "BASE=node:25"), "node:25");
  });

  it("has of several what they have in common, and flags choose", async () => {
    const files = { "compose.yaml": compose(dev, prod) };
    const doubt = "the repository builds this Dockerfile in 2 ways (`compose.yaml`, service `s0` and `compose.yaml`, service `s1`), of which only what they have in common is taken; choose with --target, --context and --build-arg";
    assert.deepEqual(await buildOf(files), [".", "prod", undefined, [doubt]]);
    assert.deepEqual(await buildOf(files, ["--target", "dev"]), [".", "dev", ["`compose.yaml`, service `s0`"], []]);
    assert.deepEqual(await buildOf(files, ["--target", "prod"]), [".", "prod", ["`compose.yaml`, service `s1`"], []]);
    assert.deepEqual(await buildOf({ Makefile: "image:\n\tdocker build -f docker/Dockerfile --target dev .\n" }, ["--target", "prod"]), [".", "prod", undefined, []]);
  });

  it("is the default one too where compose files alone build another stage", async () => {
    const [, target, build, notes] = await buildOf({ "compose.yaml": compose(dev) });
    assert.deepEqual([target, build], ["prod", undefined]);
    assert.match(String(notes), /^the repository builds this Dockerfile in 2 ways \(`compose\.yaml`, service `s0` and the default target\)/);
  });

  it("has the context that a flag names, and what else is known", async () => {
    const files = { "compose.yaml": compose(prod), "app/app/a.txt": "", "app/app/b.txt": "" };
    assert.deepEqual(await buildOf(files, ["--context", "app"]), ["app", "prod", undefined, []]);
    assert.deepEqual(await buildOf({ ...files, Makefile: "image:\n\tdocker build -f docker/Dockerfile app\n" }, ["--context", "app"]), ["app", "prod", ["`Makefile`, target `image`"], []]);
    assert.deepEqual(await buildOf({ ...files, ".layerwise.jsonc": '{ "contexts": { "docker/Dockerfile": "app" } }' }), ["app", "prod", ["`compose.yaml`, service `s0`"], []]);
  });

  it("is never one of a stage that is not there", async () => {
    assert.deepEqual(await buildOf({ "compose.yaml": compose("{ context: ., dockerfile: docker/Dockerfile, target: gone }", prod) }, ["--target", "prod"]), [".", "prod", ["`compose.yaml`, service `s1`"], []]);
    assert.deepEqual((await buildOf({ Makefile: "image:\n\tdocker build -f docker/Dockerfile --target gone .\n" })).slice(0, 2), [".", "prod"]);
  });

  it("is told to be fetched from git", async () => {
    const [, , build, notes] = await buildOf({ ".github/workflows/ci.yml": "jobs:\n  image:\n    steps:\n      - uses: docker/build-push-action@v6\n        with: { file: docker/Dockerfile }\n" });
    assert.deepEqual([build, notes], [["`.github/workflows/ci.yml`, job `image`"], ["the builder fetches the repository by itself: no ignore file is applied, and what git ignores is not there"]]);
  });
});
