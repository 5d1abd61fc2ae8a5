import { add, edit, mode, pass, rename, secret, type Edit } from "../edits.ts";
import type { Scenario } from "../scenario.ts";

const files = { a: "a SALT", b: "b SALT", "src/main.c": "main SALT", "src/lib/x.c": "x SALT", "package.json": "{} SALT", "README.md": "read SALT" };

/** A RUN whose output is decided by the test. */
const emit = (path: string) => `RUN --mount=type=secret,id=output emit ${path}`;

function stages(name: string, dockerfile: string, edits: readonly Edit[], expected: string, args: Readonly<Record<string, string>> = {}): Scenario {
  return { name, dockerfile, files, edits, expected, args };
}

const app = `FROM b1 AS build\nWORKDIR /app\nCOPY package.json ./\nRUN npm install\nCOPY . .\n${emit("/app/dist/x")}\nFROM b2\nCOPY --from=build /app/dist /srv\nRUN true z\n`;

/** Section 15, "Stages / mounts": 78 to 90. */
export const stageScenarios: readonly Scenario[] = [
  stages("78: nothing changed", app, [], "CCCCCCC"),
  stages("78: a source file", app, [edit("src/main.c")], "CCCRR??"),
  stages("78: an unrelated file", app, [edit("README.md")], "CCCRR??"),
  stages("78: a manifest", app, [edit("package.json")], "CRRRR??"),
  stages("79: what is copied is above the step that changes", `FROM b1 AS p\n${emit("/o/x")}\nCOPY src /src\n${emit("/q/x")}\nFROM b2\nCOPY --from=p /q /x\nRUN true`, [edit("src/main.c")], "CRR??"),
  stages("79: two stages, one output", `FROM b1 AS p\nCOPY a /\n${emit("/o/x")}\nFROM b2 AS q\nCOPY b /\n${emit("/o/x")}\nFROM b3\nCOPY --from=p /o /p\nCOPY --from=q /o /q`, [edit("b")], "CCRRC?"),
  stages("79: an open step above one that is not", `FROM b1 AS p\nCOPY a /\n${emit("/o/x")}\nFROM b3\nCOPY --from=p /o /p\nCOPY b /b\nRUN true`, [edit("a")], "RR???"),
  stages("79: an open step above a rebuilt one", `FROM b1 AS p\nCOPY a /\n${emit("/o/x")}\nFROM b3\nCOPY --from=p /o /p\nCOPY b /b\nRUN true`, [edit("a"), edit("b")], "RR?RR"),
  stages("79: a rebuilt step above an open one", `FROM b1 AS p\nCOPY a /\n${emit("/o/x")}\nFROM b3\nCOPY b /b\nCOPY --from=p /o /p\nRUN true`, [edit("a"), edit("b")], "RRRRR"),
  stages("79: output of output", `FROM b1 AS p\nCOPY a /\n${emit("/o/x")}\nFROM b2 AS q\nCOPY --from=p /o /p\n${emit("/o/y")}\nFROM b3\nRUN true\nCOPY --from=q /o /q\nRUN true z`, [edit("a")], "RR??C??"),
  stages("80: identical output of a RUN does not help the RUN below", "FROM b AS p\nCOPY a /\nRUN true\nFROM p\nRUN true y", [edit("a")], "RRR"),
  stages("80: a stage on a stage, and a file of it", `FROM b AS p\nCOPY a /\n${emit("/o/x")}\nFROM p AS q\nRUN true\nFROM b2\nCOPY --from=q /o /o`, [edit("a")], "RRR?"),
  stages("80: a stage without steps on a stage", `FROM b AS p\nCOPY a /\n${emit("/o/x")}\nFROM p AS q\nFROM b2\nCOPY --from=q /o /o`, [edit("a")], "RR?"),
  stages("80: two stages on one", "FROM b AS p\nCOPY a /\nFROM p AS q\nRUN true q\nCOPY b /b\nFROM p\nRUN true r\nCOPY --from=q /b /b", [edit("a")], "RRRRR"),
  stages("80: a file above the step that changes", "FROM b AS p\nCOPY a /\nFROM p AS q\nRUN true q\nCOPY b /b\nFROM p\nRUN true r", [edit("b")], "C--C"),
  stages("82: a mount of a stage's output", `FROM b1 AS p\nCOPY a /\n${emit("/out/x")}\nFROM b2\nRUN --mount=from=p,source=/out,target=/o true\nRUN true y`, [edit("a")], "RR??"),
  stages("82: a mount of a stage's output that can be written", `FROM b1 AS p\nCOPY a /\n${emit("/out/x")}\nFROM b2\nRUN --mount=from=p,source=/out,target=/o,rw true\nRUN true y`, [edit("a")], "RR??"),
  stages("82: a mount of a whole stage", `FROM b1 AS p\n${emit("/out/x")}\nFROM b2\nRUN --mount=from=p,target=/o true\nRUN true y`, [], "CCC"),
  stages("84: the seed of a cache mount", `FROM b1 AS p\nCOPY a /\n${emit("/out/x")}\nFROM b2\nRUN --mount=type=cache,from=p,source=/out,target=/o true\nRUN true y`, [edit("a")], "RR??"),
  stages("84: a namespace of cache mounts", "FROM b\nRUN --mount=type=cache,target=/n true", [pass("BUILDKIT_CACHE_MOUNT_NS", "x")], "U"),
  stages("84: a namespace of cache mounts that have ids", "FROM b\nRUN --mount=type=cache,id=i,target=/n true", [pass("BUILDKIT_CACHE_MOUNT_NS", "x")], "C"),
  stages("84: a namespace of locked cache mounts", "FROM b\nRUN --mount=type=cache,sharing=locked,target=/n true", [pass("BUILDKIT_CACHE_MOUNT_NS", "x")], "C"),
  stages("84: a cache mount below a change", "FROM b\nCOPY a /\nRUN --mount=type=cache,target=/n true", [edit("a")], "RR"),
  { ...stages("85: the value of a secret", "FROM b\nRUN --mount=type=secret,id=key true", [secret("key", "two")], "C"), given: [secret("key", "one")] },
  stages("85: a secret appears", "FROM b\nRUN --mount=type=secret,id=key true", [secret("key", "two")], "C"),
  { ...stages("85: a secret in the environment", "FROM b\nRUN --mount=type=secret,id=key,env=KEY true", [secret("key", "two")], "C"), given: [secret("key", "one")] },
  stages("86: a tmpfs", "FROM b\nARG SIZE=1\nRUN --mount=type=tmpfs,target=/m true", [pass("SIZE", "2")], "R"),
  stages("89: ONBUILD of a parent stage", "FROM b AS p\nONBUILD COPY a /a\nONBUILD RUN true planted\nFROM p\nCOPY b /b", [edit("a")], "RRR"),
  stages("89: ONBUILD of a parent stage, spared", "FROM b AS p\nONBUILD COPY a /a\nONBUILD RUN true planted\nFROM p\nCOPY b /b", [edit("b")], "CCR"),
  stages("73: alternate targets", "FROM b1 AS p\nCOPY a /\nFROM b2\nCOPY b /", [edit("b")], "-R"),
  stages("a mode that a copy sets hides nothing", `FROM b1 AS p\nCOPY --chmod=755 a /o/a\nFROM b2\nRUN true\nCOPY src /src`, [mode("a", 0o600)], "-CC"),
  stages("FROM scratch with files of a stage", `FROM b1 AS p\nCOPY a /\n${emit("/out/x")}\nFROM scratch\nCOPY --from=p /out /\nCOPY b /b`, [edit("a")], "RR??"),
  stages("FROM scratch", "FROM scratch\nCOPY a /\nCOPY b /", [edit("b")], "CR"),
  stages("files of a stage, its base by index", `FROM b1\nCOPY a /\n${emit("/out/x")}\nFROM b2\nCOPY --from=0 /out /`, [edit("a")], "RR?"),
  stages("a stage that is used twice", `FROM b1 AS p\nCOPY a /\n${emit("/out/x")}\nFROM b2 AS q\nCOPY --from=p /out /1\nFROM b3\nCOPY --from=q /1 /1\nCOPY --from=p /out /2`, [edit("a")], "RR???"),
  stages("an argument of the stage that files are taken from", `FROM b1 AS p\nARG V\n${emit("/out/x")}\nFROM b2\nRUN true\nCOPY --from=p /out /1`, [pass("V", "1")], "RC?"),
  stages("a linked copy of a stage's output", `FROM b1 AS p\nCOPY a /\n${emit("/out/x")}\nFROM b2\nCOPY --link --from=p /out /1\nRUN true`, [edit("a")], "RR??"),
  stages("a linked copy of a stage's output below a rebuilt step", `FROM b1 AS p\nCOPY a /\n${emit("/out/x")}\nFROM b2\nCOPY b /b\nCOPY --link --from=p /out /1\nRUN true`, [edit("a"), edit("b")], "RRR?R"),
  stages("a renamed file in a stage", `FROM b1 AS p\nCOPY src /src\n${emit("/out/x")}\nFROM b2\nCOPY --from=p /out /1`, [rename("src/main.c", "src/app.c")], "RR?"),
  stages("a new file in a stage by a wildcard", `FROM b1 AS p\nCOPY src/*.c /src/\n${emit("/out/x")}\nFROM b2\nCOPY --from=p /ou* /1/`, [add("src/new.c")], "RR?"),
];
