import assert from "node:assert/strict";

import { isComposeName, readCompose } from "../../../workspace/invocations/compose.ts";
import { readLines } from "./read-files.ts";

/** The builds of `compose.yaml`, or of the file that is named. */
function check(files: string | Readonly<Record<string, string>>, expected: readonly string[], name = "compose.yaml"): void {
  assert.deepEqual(readLines(readCompose, name, typeof files === "string" ? { "compose.yaml": files } : files), expected);
}

describe("a compose file", () => {
  it("has a build for each service with `build`", () => {
    check("services:\n  web:\n    build: ./web\n    image: acme/web\n  db:\n    image: postgres:17\n  api:\n    build:\n      context: .\n      dockerfile: docker/api.Dockerfile\n      target: dev\n", [
      "compose.yaml:3 web: web web/Dockerfile as=acme/web",
      "compose.yaml:8 api: . docker/api.Dockerfile target=dev",
    ]);
  });

  it("is where relative paths start, and the context is where the Dockerfile's path starts", () => {
    check(
      { "deploy/compose.yaml": "services:\n  a:\n    build:\n      context: ..\n  b:\n    build:\n      context: ../src\n      dockerfile: ../deploy/Dockerfile\n  c:\n    build:\n      target: x\n  d:\n    build:\n      dockerfile: /r/other/Dockerfile\n" },
      ["deploy/compose.yaml:3 a: . Dockerfile", "deploy/compose.yaml:6 b: src deploy/Dockerfile", "deploy/compose.yaml:10 c: deploy deploy/Dockerfile target=x", "deploy/compose.yaml:13 d: deploy other/Dockerfile"],
      "deploy/compose.yaml",
    );
  });

  it("starts its paths at the root where only there the Dockerfile is", () => {
    const infra = "services:\n  db:\n    build:\n      context: .\n      dockerfile: deploy/db.Dockerfile\n  web:\n    extends: { file: deploy/base.yml, service: web }\n";
    const others = { "deploy/compose.yaml": infra, "deploy/base.yml": "services:\n  web:\n    build: ./web\n" };
    check({ ...others, "deploy/db.Dockerfile": "FROM a" }, ["deploy/compose.yaml:3 db: . deploy/db.Dockerfile", "deploy/compose.yaml:7 web: deploy/web deploy/web/Dockerfile"], "deploy/compose.yaml");
    check(others, ["deploy/compose.yaml:3 db: deploy deploy/deploy/db.Dockerfile", "deploy/compose.yaml:7 web: deploy/web deploy/web/Dockerfile"], "deploy/compose.yaml");
  });

  it("passes arguments as a map or a list", () => {
    check("services:\n  a:\n    build:\n      context: .\n      args:\n        NODE: 22\n        PY: 3.10\n        QUOTED: '3.10'\n        DEBUG: true\n        HOST:\n  b:\n    build:\n      context: .\n      args:\n        - NODE=22\n        - URL=a=b\n        - HOST\n", [
      "compose.yaml:3 a: . Dockerfile NODE=22 PY=3.1 QUOTED=3.10 DEBUG=true HOST=unknown()",
      "compose.yaml:12 b: . Dockerfile NODE=22 URL=a=b HOST=unknown()",
    ]);
  });

  it("names contexts, caches, platforms", () => {
    check(
      "services:\n  a:\n    platform: linux/arm64\n    build:\n      context: .\n      additional_contexts:\n        shared: ../shared\n        base: service:base\n        img: docker-image://alpine:3.22\n        git: https://github.com/a/b.git#main\n      cache_from: [acme/a:cache]\n      cache_to:\n        - type=gha,mode=max\n      no_cache: true\n      pull: true\n  b:\n    platform: linux/arm64\n    build:\n      context: .\n      platforms: [linux/amd64, linux/arm64]\n      additional_contexts:\n        - shared=./shared\n",
      [
        "compose.yaml:4 a: . Dockerfile shared:=/shared base:=result(base) img:=image(docker-image://alpine:3.22) git:=git(https://github.com/a/b.git#main) from=acme/a:cache to=type=gha,mode=max on=linux/arm64 no-cache pull",
        "compose.yaml:18 b: . Dockerfile shared:=shared on=linux/amd64|linux/arm64",
      ],
    );
  });

  it("may hold the Dockerfile, or take it from elsewhere", () => {
    check("services:\n  a:\n    build:\n      context: .\n      dockerfile_inline: |\n        FROM alpine\n  b:\n    build: https://github.com/a/b.git\n  c:\n    build: .\n", [
      "compose.yaml:3 a: . inline(FROM alpine\n)",
      "compose.yaml:8 b: git(https://github.com/a/b.git) unknown(Dockerfile)",
      "compose.yaml:10 c: . Dockerfile",
    ]);
  });

  it("substitutes variables, whose values may come from .env", () => {
    check(
      {
        ".env": "# defaults\nDIR=app\nexport PY='3.13' # of the year\nEMPTY=\nURL=\"http://$DIR\"\n",
        "compose.yaml": "services:\n  a:\n    build:\n      context: ./${DIR}\n      dockerfile: ${FILE:-Dockerfile}\n      args:\n        PY: $PY\n        NODE: ${NODE-22}\n        SHA: ${NAME}\n        REQ: ${REQ:?say it}\n        E: ${EMPTY:-${PY}}\n        F: ${EMPTY-x}\n        P: ${PY:+yes}\n        D: $$HOME\n        U: $URL\n        S: a-${NODE:-${OTHER}}\n",
      },
      ["compose.yaml:3 a: app app/Dockerfile PY=~3.13 NODE=~22 SHA=unknown(${NAME}) REQ=unknown(${REQ:?say it}) E=~3.13 F=~ P=~yes D=$HOME U=~http://app S=unknown(a-${NODE:-${OTHER}})"],
    );
    check("services:\n  a:\n    build: ${DIR}/x\n  b:\n    build:\n      context: .\n      dockerfile: ${FILE}\n", ["compose.yaml:3 a: unknown(${DIR}/x) unknown(Dockerfile)", "compose.yaml:5 b: . unknown(${FILE})"]);
  });

  it("knows variables that change with every build by their names", () => {
    check("services:\n  a:\n    build:\n      context: .\n      args:\n        - A=${GIT_SHA:-dev}\n        - B=v-${BUILD_DATE}\n        - CI_COMMIT_SHA\n        - VERSION=${VERSION:-dev}\n", [
      "compose.yaml:3 a: . Dockerfile A=volatile(${GIT_SHA:-dev}) B=volatile(v-${BUILD_DATE}) CI_COMMIT_SHA=volatile(CI_COMMIT_SHA) VERSION=~dev",
    ]);
  });

  it("follows anchors and merge keys", () => {
    check("x-build: &build\n  context: .\n  args: &args\n    A: 1\nservices:\n  a:\n    build:\n      <<: *build\n      target: x\n  b:\n    build: *build\n  c:\n    build:\n      <<: [{ target: y }, *build]\n      args:\n        <<: *args\n        B: 2\n", [
      "compose.yaml:7 a: . Dockerfile target=x A=1",
      "compose.yaml:11 b: . Dockerfile A=1",
      "compose.yaml:13 c: . Dockerfile target=y B=2 A=1",
    ]);
  });

  it("extends services of its own and of other files", () => {
    check(
      {
        "common/base.yml": "services:\n  base:\n    build:\n      context: ..\n      args: { A: 1, B: 1 }\n",
        "compose.yaml": "services:\n  web:\n    extends: { file: common/base.yml, service: base }\n    build:\n      target: web\n      args: { B: 2 }\n  worker:\n    extends: web\n  plain:\n    extends: db\n  db:\n    image: postgres:17\n",
      },
      ["compose.yaml:4 web: . Dockerfile target=web A=1 B=2", "compose.yaml:8 worker: . Dockerfile target=web A=1 B=2"],
    );
  });

  it("includes other files, each with its own directory and .env", () => {
    check(
      {
        "compose.yaml": "include:\n  - infra/stack.yml\n  - path: [web/a.yml]\nservices:\n  a:\n    build: .\n",
        "infra/stack.yml": "services:\n  proxy:\n    build: ${DIR}\n",
        "infra/.env": "DIR=proxy",
        "web/a.yml": "services:\n  b: { build: . }\n",
      },
      ["compose.yaml:6 a: . Dockerfile", "infra/stack.yml:3 proxy: infra/proxy infra/proxy/Dockerfile", "web/a.yml:2 b: web web/Dockerfile"],
    );
  });

  it("is laid over the file that compose reads first", () => {
    const base = "services:\n  web:\n    build:\n      context: ./web\n      args: { A: 1 }\n";
    const over = "services:\n  web:\n    build:\n      target: prod\n  other:\n    build: ./other\n";
    const merged = (name: string) => [`${name}:3 web: web web/Dockerfile target=prod A=1`, `${name}:6 other: other other/Dockerfile`];
    for (const name of ["compose.prod.yaml", "compose.override.yaml"]) check({ "compose.yaml": base, [name]: over }, merged(name), name);
    // A whole context may be meant to stand alone; an override never is.
    const whole = "services:\n  web:\n    build:\n      context: .\n      target: prod\n";
    check({ "compose.yaml": base, "compose.prod.yaml": whole }, ["compose.prod.yaml:3 web: . Dockerfile target=prod"], "compose.prod.yaml");
    check({ "compose.yaml": base, "compose.override.yaml": whole }, ["compose.override.yaml:3 web: . Dockerfile target=prod A=1"], "compose.override.yaml");
    check({ "compose.yaml": base, "compose.override.yaml": "services:\n  web:\n    build: !reset null\n" }, ["compose.override.yaml:3 web: web web/Dockerfile A=1"], "compose.override.yaml");
  });

  it("says what is wrong, and where", () => {
    check("services:\n  a:\n    build: .\n  b: [\n", ["! compose.yaml:5:1 This is no valid YAML: Flow sequence in block collection must be sufficiently indented and end with a ]."]);
    check("include: [gone.yml]\nservices:\n  a:\n    extends: { file: missing.yml, service: x }\n    build: .\n  b:\n    extends: c\n    build: .\n  d:\n    extends: c\n", [
      "compose.yaml:5 a: . Dockerfile",
      "compose.yaml:8 b: . Dockerfile",
      "! compose.yaml:4:14 The file missing.yml does not exist.",
      "! compose.yaml:7:14 There is no service \"c\" to extend.",
      "! compose.yaml:1:11 The file gone.yml does not exist.",
    ]);
  });

  it("survives cycles and nonsense", () => {
    check("services:\n  a:\n    extends: b\n    build: .\n  b:\n    extends: a\n", [
      "compose.yaml:4 a: . Dockerfile",
      "compose.yaml:6 b: . Dockerfile",
      "! compose.yaml:3:14 The services that \"a\" extends lead back to it.",
      "! compose.yaml:6:14 The services that \"b\" extends lead back to it.",
    ]);
    check({ "compose.yaml": "include: [b.yml]\n", "b.yml": "include: [compose.yaml]\nservices: { x: { build: . } }\n" }, ["b.yml:2 x: . Dockerfile"]);
    check("a: &a [*a, *a]\nservices: *a\n", []);
    check("- 1\n", []);
    check("services: 3\n---\nservices:\n  - build: .\n", []);
    check("services:\n  a:\n    build: [1]\n  b:\n    build: { args: [1, [2]], context: { x: 1 } }\n  c:\n", ["compose.yaml:3 a: . Dockerfile", "compose.yaml:5 b: . Dockerfile 1=unknown() 2=unknown()"]);
  });

  it("is known by its name", () => {
    for (const name of ["compose.yaml", "docker-compose.yml", "docker-compose.prod.yml", "compose.override.yaml", "local.compose.yml"]) assert.ok(isComposeName(name), name);
    for (const name of ["composer.json", "compose.txt", "values.yaml"]) assert.ok(!isComposeName(name), name);
  });
});
