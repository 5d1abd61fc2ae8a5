import { edit, pass, publish, mode, type Edit } from "../edits.ts";
import type { Scenario } from "../scenario.ts";

const emit = (path: string) => `RUN --mount=type=secret,id=output emit ${path}`;

/** A service that copies everything, with the arguments that were meant to make it new. */
const service = "FROM python:3\nWORKDIR /opt\nCOPY requirements.txt ./\nRUN pip install -r requirements.txt\nARG CACHEBUST=1\nARG BUILD_DATE\nCOPY --chown=root:root . /opt/app/\nRUN echo \"Build date: ${BUILD_DATE}\"\n";
const serviceFiles = { "requirements.txt": "flask SALT", "app.py": "print() SALT" };

function note0(name: string, edits: readonly Edit[], expected: string, dockerfile = service): Scenario {
  return { name: `000: ${name}`, dockerfile, files: serviceFiles, args: { BUILD_DATE: "1" }, edits, expected };
}

const web = `FROM node:18 AS base\nWORKDIR /app\nCOPY package*.json ./\n${emit("/app/node_modules/x")}\nFROM base AS builder\nCOPY . .\n${emit("/app/dist/server.js")}\nFROM node:18-slim\nCOPY --from=builder /app/dist ./dist\nCOPY --from=builder /app/node_modules ./node_modules\nCMD ["node", "dist/server.js"]\n`;
const webFiles = { "package.json": "{} SALT", "package-lock.json": "{} SALT", "src/index.js": "1 SALT" };

function note1(name: string, edits: readonly Edit[], expected: string, dockerfile = web): Scenario {
  return { name: `001: ${name}`, dockerfile, files: webFiles, edits, expected };
}

const data = "FROM ubuntu:focal\nADD model/.aws/ /root/.aws\nRUN apt-get update && apt-get install -y gcc\nCOPY model /model\nRUN pip install -r /model/requirements.txt\n";
const dataFiles = { "model/.aws/config": "[default] SALT", "model/.aws/credentials": "none SALT", "model/requirements.txt": "numpy SALT" };

function note3(name: string, edits: readonly Edit[], expected: string, dockerfile = data): Scenario {
  return { name: `003: ${name}`, dockerfile, files: dataFiles, args: { REPO_HASH: "1", GIT_TREE: "1", http_proxy: "http://127.0.0.1:1" }, edits, expected };
}

/** The situations of the field notes that one builder can run; 002 needs two and has a test of its own. */
export const noteScenarios: readonly Scenario[] = [
  note0("CACHEBUST above the COPY leaves the copy as it is", [pass("CACHEBUST", "2")], "CCCCR"),
  note0("BUILD_DATE too", [pass("BUILD_DATE", "2")], "CCCCR"),
  note0("an edited source", [edit("app.py")], "CCCRR"),
  note0("CACHEBUST above the install", [pass("CACHEBUST", "2")], "CCRRR", service.replace("RUN pip", "ARG CACHEBUST=1\nRUN pip")),
  note0("a date that no stage declares is never seen", [pass("BUILD_DATE", "2")], "CCCCC", service.replace("ARG BUILD_DATE\n", "")),
  note0("inline cache switched off", [pass("BUILDKIT_INLINE_CACHE", "0")], "CCCCC"),
  note1("a source: the installed modules are there again, the application depends on its output", [edit("src/index.js")], "CCCRR??"),
  note1("the lockfile", [edit("package-lock.json")], "CRRRR??"),
  note1("nothing", [], "CCCCCCC"),
  note1("mounts instead of copies: a source", [edit("src/index.js")], "CCRR", "FROM node:18\nWORKDIR /app\nRUN --mount=type=cache,target=/root/.npm --mount=type=bind,source=package.json,target=package.json --mount=type=bind,source=package-lock.json,target=package-lock.json npm ci\nCOPY . .\nRUN npm run build\n"),
  note1("mounts instead of copies: the lockfile", [edit("package-lock.json")], "CRRR", "FROM node:18\nWORKDIR /app\nRUN --mount=type=cache,target=/root/.npm --mount=type=bind,source=package.json,target=package.json --mount=type=bind,source=package-lock.json,target=package-lock.json npm ci\nCOPY . .\nRUN npm run build\n"),
  note1("COPY . . above the install", [edit("src/index.js")], "RRR", "FROM node:18\nCOPY . .\nRUN npm install && npm run build\nRUN true\n"),
  note1("manifests first", [edit("src/index.js")], "CCRR", "FROM node:18\nCOPY package*.json ./\nRUN npm ci\nCOPY . .\nRUN npm run build\n"),
  note1("CACHE_BUST above the packages", [pass("CACHE_BUST", "2")], "R", "FROM node:18\nARG CACHE_BUST=1\nRUN echo \"Cache bust: $CACHE_BUST\" && apt-get update && apt-get install -y gcc\n"),
  note3("arguments of a commit that nothing declares", [pass("REPO_HASH", "2"), pass("GIT_TREE", "2")], "CCCC"),
  note3("another proxy", [pass("http_proxy", "http://127.0.0.1:2")], "CCCC"),
  note3("arguments of a commit above ADD spare the ADD", [pass("REPO_HASH", "2")], "CRRR", data.replace("ADD", "ARG REPO_HASH\nADD")),
  note3("arguments of a commit below everything", [pass("REPO_HASH", "2")], "CCCC", `${data}ARG REPO_HASH\nLABEL hash=$REPO_HASH\n`),
  note3("the base moved", [publish("ubuntu:focal", { generation: 2 })], "RRRR"),
  note3("another mode of a file", [mode("model/.aws/config", 0o664)], "RRRR"),
  note3("an edited model", [edit("model/requirements.txt")], "CCRR"),
];
