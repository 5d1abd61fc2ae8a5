import assert from "node:assert/strict";
import { temporaryTree } from "../../workspace/temporary-tree.ts";
import { runCommand } from "../run-command.ts";

const dockerfile = `FROM node:22 AS build
WORKDIR /app
COPY package*.json ./
RUN npm ci
ARG MODE
COPY . .
RUN npm run build

FROM nginx:1.27@sha256:aa
ADD --checksum=sha256:bb https://e.com/conf /etc/conf
COPY --from=build /app/dist /srv
`;
const project = {
  ".git/": "",
  ".dockerignore": "# what no build should see\nnode_modules\n*.md\n",
  Dockerfile: dockerfile,
  "package.json": "{}",
  "package-lock.json": "{}",
  "src/app.ts": "",
  "src/main.ts": "",
  "README.md": "",
};

async function explain(args: readonly string[], files: Parameters<typeof temporaryTree>[0] = project, options: { cwd?: string; columns?: number; isTerminal?: boolean } = {}) {
  const root = temporaryTree(files);
  return runCommand(["explain", ...args], { ...options, cwd: options.cwd === undefined ? root : `${root}/${options.cwd}` });
}

describe("layerwise explain", () => {
  it("shows what re-runs each step, and what re-runs most", async () => {
    const { code, stdout, stderr } = await explain([]);
    assert.deepEqual([code, stderr], [0, ""]);
    assert.equal(
      stdout,
      `Dockerfile · context . · target stage-1

build: FROM node:22
  light       [build 2/6] WORKDIR /app
  light       [build 3/6] COPY package*.json ./
              re-run by package*.json (2 files)
  install     [build 4/6] RUN npm ci
  light       [build 5/6] COPY . .
              re-run by the whole context (6 files)
  build       [build 6/6] RUN npm run build
              re-run by build argument MODE

stage-1: FROM nginx:1.27@sha256:aa
  download    [stage-1 2/3] ADD --checksum=sha256:bb…tps://e.com/conf /etc/conf
  light       [stage-1 3/3] COPY --from=build /app/dist /srv
              re-run if different: /app/dist of stage "build"

Re-runs the most work:
  any of 2 files (package*.json) re-runs \`npm ci\`, \`npm run build\` and 2 more
    steps; 1 more step may follow
  any of 6 files (the whole context) re-runs \`npm run build\` and 1 more step; 1
    more step may follow
  build argument MODE re-runs \`npm run build\`; 1 more step may follow
`,
    );
  });

  it("counts what one cause re-runs in all stages", async () => {
    const text = "FROM a AS one\nARG MODE\nRUN npm ci\nCOPY . .\nRUN first\nFROM b AS two\nCOPY package.json .\nRUN npm install\nFROM c\nARG MODE\nCOPY --from=one /o /o\nCOPY --from=two /t /t\nCOPY . .\nRUN npm run build\n";
    const { stdout } = await explain(["--context", "."], { Dockerfile: text, "package.json": "{}", x: "" }, { columns: 200 });
    assert.deepEqual(stdout.split("Re-runs the most work:\n")[1]?.split("\n"), [
      "  build argument MODE re-runs `npm ci`, `npm run build` and 2 more steps; 3 more steps may follow",
      "  package.json re-runs `npm install`, `npm run build` and 4 more steps; 2 more steps may follow",
      "  any of 3 files (the whole context) re-runs `npm run build` and 3 more steps; 2 more steps may follow",
      "",
    ]);
  });

  it("names work once that reads the same when it is shortened", async () => {
    const install = (name: string) => `RUN apt-get update && apt-get install -y --no-install-recommends ${name}\n`;
    const text = `FROM a AS one\nARG MODE\n${install("curl")}FROM b\nARG MODE\n${install("git")}COPY --from=one /o /o\n`;
    const files = { ".git/": "", Dockerfile: text };
    assert.match((await explain(["--change-arg", "MODE"], files, { columns: 200 })).stdout, /\n3 of 3 steps re-run, `apt-get install -y --no-insta…` among them\.\n$/);
    assert.match((await explain([], files, { columns: 200 })).stdout, /\n {2}build argument MODE re-runs `apt-get install -y --no-insta…` and 2 more steps\n/);
  });

  it("shows what the next build does, and why", async () => {
    const { code, stdout, stderr } = await explain(["--change", "src/app.ts"]);
    assert.deepEqual([code, stderr], [0, ""]);
    assert.equal(
      stdout,
      `Dockerfile · context . · target stage-1 · cache local

build: FROM node:22
  cached      [build 2/6] WORKDIR /app
  cached      [build 3/6] COPY package*.json ./
  cached      [build 4/6] RUN npm ci
  re-runs     [build 5/6] COPY . .
              src/app.ts changed, which \`COPY . .\` (line 6) takes in
  re-runs     [build 6/6] RUN npm run build
              below [build 5/6] COPY . ., which re-runs

stage-1: FROM nginx:1.27@sha256:aa
  cached      [stage-1 2/3] ADD --checksum=sha256:bb…tps://e.com/conf /etc/conf
  may re-run  [stage-1 3/3] COPY --from=build /app/dist /srv
              only if /app/dist of stage "build" comes out different

2 of 7 steps re-run, \`npm run build\` among them; 1 may re-run; 4 cached.
`,
    );
  });

  const answers: readonly { readonly name: string; readonly args: readonly string[]; readonly cwd?: string; readonly shows: RegExp }[] = [
    { name: "an ignored file names the line that keeps it out", args: ["--change", "README.md"], shows: /^note: README\.md changes nothing: line 3 of \.dockerignore keeps it out \(\*\.md\)$/m },
    { name: "a file in an ignored directory too", args: ["--change", "node_modules/a/b.js"], shows: /changes nothing: line 2 of \.dockerignore keeps it out\n {2}\(node_modules\)/ },
    { name: "a file that is not there", args: ["--change", "src/new.ts"], shows: /src\/new\.ts is not there now \(deleted, or still to come\), which\n +`COPY/ },
    { name: "a directory", args: ["--change", "src"], shows: /src\/app\.ts and src\/main\.ts changed, which `COPY/ },
    { name: "a path from another working directory", args: ["--change", "app.ts", "../Dockerfile", "--context", ".."], cwd: "src", shows: /^\.\.\/Dockerfile · context \.\. .*[^]*src\/app\.ts changed, which/ },
    { name: "an argument", args: ["--change-arg", "MODE"], shows: /cached {6}\[build 5\/6\].*\n {2}re-runs .*\n {14}build argument MODE has another value, which is in its environment/ },
    { name: "an argument that nothing is made of", args: ["--change-arg", "http_proxy"], shows: /note: build argument http_proxy changes nothing/ },
    { name: "an image by its short name", args: ["--change-image", "docker.io/library/node:22"], shows: /re-runs {5}\[build 2\/6\].*\n {14}the base image node:22 is another/ },
    { name: "an image that a digest holds", args: ["--change-image", "nginx:1.27@sha256:aa"], shows: /changes nothing: its digest holds it[^]*All 7 steps are cached\.\n$/ },
    { name: "an address that a checksum holds", args: ["--change-remote", "https://e.com/conf"], shows: /https:\/\/e\.com\/conf changes nothing: a checksum or commit holds it/ },
    { name: "a cache of mode min", args: ["--change", "src/app.ts", "--cache", "min"], shows: /the imported cache has no result of it[^]*re-runs {5}\[build 4\/6\]/ },
    { name: "an empty builder", args: ["--cache", "none"], shows: /7 of 7 steps re-run/ },
    { name: "a target", args: ["--target", "build"], shows: /target build\n[^]*Not built: stage-1\n/ },
  ];
  for (const { name, args, cwd, shows } of answers) {
    it(`answers for ${name}`, async () => {
      const outcome = await explain(args, { ...project, "node_modules/a/b.js": "" }, cwd === undefined ? {} : { cwd });
      assert.deepEqual([outcome.code, outcome.stderr], [0, ""]);
      assert.match(outcome.stdout, shows);
    });
  }

  const failures: readonly [name: string, args: readonly string[], message: RegExp][] = [
    ["a file outside the context", ["--change", "../x"], /^layerwise: --change \.\.\/x: it is outside the build context, \.\n$/],
    ["an unknown argument", ["--change-arg", "MOED"], /--change-arg MOED: the Dockerfile has no ARG of this name; did you mean "MODE"\?/],
    ["an unknown argument that is passed", ["--build-arg", "MOED=1"], /--build-arg MOED: .*did you mean "MODE"\?/],
    ["an argument without a name", ["--build-arg", "=1"], /--build-arg needs a name/],
    ["an unknown stage", ["--target", "biuld"], /--target biuld: there is no such stage; did you mean "build"\?/],
    ["an unknown image", ["--change-image", "node:20"], /--change-image node:20: the Dockerfile does not name this image; did you mean "node:22"\?/],
    ["an unknown address", ["--change-remote", "https://e.com/cnf"], /no ADD of the Dockerfile asks it; did you mean "https:\/\/e\.com\/conf"\?/],
    ["an unknown cache", ["--cache", "maxx"], /unknown cache "maxx"; did you mean "max"\?/],
    ["an unknown format", ["--format", "yaml"], /unknown format "yaml" \(--format text, json\)/],
    ["an unknown flag", ["--changes", "x"], /unknown flag --changes; did you mean "--change"\?/],
    ["two Dockerfiles", ["Dockerfile", "b"], /explain takes one Dockerfile, but got Dockerfile b/],
    ["a file that is not there", ["nope"], /no such file or directory: nope/],
    ["a directory without a Dockerfile", ["src"], /no Dockerfile in src/],
    ["a file that is none", ["package.json"], /package\.json has no FROM/],
    ["a context that is not there", ["--context", "nope"], /--context nope: no such directory/],
  ];
  for (const [name, args, message] of failures) {
    it(`refuses ${name}`, async () => {
      const outcome = await explain(args);
      assert.deepEqual([outcome.code, outcome.stdout], [2, ""]);
      assert.match(outcome.stderr, message);
    });
  }

  it("asks for the context where a file needs it", async () => {
    const files = { ".git/": "", "a/Dockerfile": "FROM a\nCOPY nowhere /\nRUN x\n" };
    assert.match((await explain(["a/Dockerfile", "--change", "b"], files)).stderr, /its build context is not known; name it with --context DIR/);
    const table = await explain(["a/Dockerfile"], files);
    assert.equal(table.code, 0);
    assert.match(table.stdout, /^note: no directory above .*[^]*re-run by nowhere\n/m);
  });

  it("takes the working directory where several contexts are possible", async () => {
    const files = { ".git/": "", "a/Dockerfile": "FROM a\nCOPY x /\n", "a/x": "", x: "" };
    assert.match((await explain(["--change", "x"], files, { cwd: "a" })).stdout, /^note: the build context may be \. or \.\.; the working directory is taken[^]*re-runs/m);
  });

  it("names a base that only an argument decides", async () => {
    const files = { ".git/": "", Dockerfile: "FROM a AS base-linux\nRUN x\nFROM base-$TARGETOS\nRUN y\n" };
    assert.match((await explain([], files)).stdout, /note: stage-1 is built on base-\$TARGETOS, which the file does not decide; pass\n {2}--build-arg TARGETOS=…/);
    assert.match((await explain(["--build-arg", "TARGETOS=linux"], files)).stdout, /base-linux: FROM a\n/);
  });

  for (const columns of [80, 60, 20]) {
    it(`keeps to ${columns} columns where words allow it`, async () => {
      const long = dockerfile.replace("npm run build", `npm run build -- ${"--flag ".repeat(30)}`).replace("MODE", "MODE\nARG TAB=\u001b[31m");
      const { stdout } = await explain(["--change", "src", "--change-arg", "MODE"], { ...project, Dockerfile: long }, { columns });
      const tooLong = stdout.split("\n").filter((line) => line.length > Math.max(columns, 34));
      assert.deepEqual(tooLong, []);
      assert.ok(!stdout.includes("\u001b"));
    });
  }

  it("is coloured on a terminal", async () => {
    const { stdout } = await explain(["--change", "src/app.ts"], project, { isTerminal: true });
    assert.ok(stdout.includes("\u001b[1m\u001b[33mre-runs   "));
  });
});
