import type { HeldCache } from "../../../../buildkit/plan/change.ts";
import { edit, pass, publish, type Edit } from "../edits.ts";
import type { Scenario } from "../scenario.ts";

const emit = (path: string) => `RUN --mount=type=secret,id=output emit ${path}`;

/** Two stages of assets on which a third depends, as in the report of moby/buildkit#1515; the first edit there is of a script. */
const assets = [
  "FROM node:18 AS build-assets-less", "WORKDIR /less", "COPY assets/less ./", emit("/less/dist/x.css"),
  "FROM node:18-slim AS build-node-modules", "WORKDIR /modules", "COPY package.json ./", "RUN npm install",
  "FROM build-node-modules AS build-public", "COPY --from=build-assets-less /less/dist /public", "COPY assets/js /js", emit("/public/js/x.js"),
  "FROM nginx:1", "COPY static /static", "COPY --from=build-public /public /usr/share", "RUN true", "",
].join("\n");

const stages = `FROM a AS deps\nCOPY package.json ./\nRUN npm install\nFROM deps AS build\nCOPY src ./src\n${emit("/out/x")}\nFROM b\nCOPY static /x\nCOPY --from=build /out /out\n`;
const linear = "FROM a\nCOPY package.json /\nRUN true\nCOPY src /src\nRUN true y\n";

const files = { "package.json": "{} SALT", "src/a.c": "a SALT", "static/x": "x SALT", "assets/less/a.less": "a SALT", "assets/js/file1.js": "1 SALT" };

function imported(cache: HeldCache, name: string, dockerfile: string, edits: readonly Edit[], expected: string): Scenario {
  return { name: `${cache}: ${name}`, dockerfile, files, args: { V: "1" }, edits, cache, expected };
}

/** Section 15, 118 to 120, and field note 002: an empty builder that imports what another one has exported. */
export const importScenarios: readonly Scenario[] = [
  imported("max", "002: nothing changed", assets, [], "CCCCCCCCCCCC"),
  imported("max", "002: a script", assets, [edit("assets/js/file1.js")], "CCCCCCCRRC??"),
  imported("max", "002: a style sheet", assets, [edit("assets/less/a.less")], "CRRCCC???C??"),
  imported("max", "002: a manifest", assets, [edit("package.json")], "CCCCRRRRRC??"),
  imported("max", "118: a source file", stages, [edit("src/a.c")], "CCRRC?"),
  imported("max", "118: nothing changed", stages, [], "CCCCCC"),
  imported("max", "a file of the last stage", stages, [edit("static/x")], "CCCCRR"),
  imported("max", "120: a single stage", linear, [edit("src/a.c")], "CCRR"),
  imported("max", "an argument", `ARG V\n${linear.replace("COPY src", "ARG V\nCOPY src")}`, [pass("V", "2")], "CCCR"),
  imported("max", "003: arguments of a commit", linear, [pass("REPO_HASH", "2")], "CCCC"),
  imported("max", "003: the base moved", linear, [publish("a", { generation: 2 })], "RRRR"),
  imported("min", "002: nothing changed", assets, [], "CCCCCCCCCCCC"),
  imported("min", "002: a script", assets, [edit("assets/js/file1.js")], "RRRRRRRRRC??"),
  imported("min", "002: a manifest", assets, [edit("package.json")], "RRRRRRRRRC??"),
  imported("min", "118: a source file", stages, [edit("src/a.c")], "RRRRC?"),
  imported("min", "118: nothing changed", stages, [], "CCCCCC"),
  imported("min", "a file of the last stage", stages, [edit("static/x")], "RRRRRR"),
  imported("min", "120: a single stage", linear, [edit("src/a.c")], "CCRR"),
  imported("min", "120: a single stage, the first file", linear, [edit("package.json")], "RRRR"),
  imported("min", "003: arguments of a commit", linear, [pass("REPO_HASH", "2")], "CCCC"),
  imported("none", "an empty builder", stages, [], "RRRRRR"),
  imported("none", "an empty builder and a change", linear, [edit("src/a.c")], "RRRR"),
];
