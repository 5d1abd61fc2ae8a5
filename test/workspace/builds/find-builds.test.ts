import assert from "node:assert/strict";
import path from "node:path";

import type { ContextKnowledge } from "../../../buildkit/files/build-context.ts";
import type { KnownBuild } from "../../../buildkit/known-build.ts";
import { createSnapshot } from "../../../workspace/directory-snapshot.ts";
import { findBuilds } from "../../../workspace/builds/find-builds.ts";
import { createBuildsOfRepository } from "../../../workspace/builds/find-invocations.ts";
import { temporaryTree } from "../temporary-tree.ts";

type Files = Parameters<typeof temporaryTree>[0];

/** What is known of the builds of `app/Dockerfile`: `names: context target args`. */
function check(files: Files, expected: readonly string[], options: { readonly directory?: string; readonly sources?: readonly string[] } = {}): void {
  const root = temporaryTree({ ".git/HEAD": "", "app/Dockerfile": "", ...files });
  const { directory, sources = [] } = options;
  const builds = findBuilds(path.join(root, "app/Dockerfile"), () => ({ sources, alternatives: [] }), {
    workingDirectory: root,
    ...(directory !== undefined && { directory: path.join(root, directory) }),
  });
  assert.deepEqual(builds.map(describeBuild), expected);
}

function describeBuild({ context, options, names }: KnownBuild): string {
  const args = [...(options.passedArgs ?? [])].map(([name, { how }]) => `${name}=${options.buildArgs?.get(name) ?? ""}(${how})`);
  return [`${names.join(" + ")}:`, contextName(context), ...(options.target === undefined ? [] : [`target=${options.target}`]), ...args, ...(options.namedContexts ?? [])].join(" ");
}

function contextName(context: ContextKnowledge): string {
  return context.kind === "known" ? context.context.name : context.kind;
}

const compose = (build: string): string => `services:\n  web:\n    build: ${build}\n`;

describe("the builds of a Dockerfile", () => {
  it("are one with an inferred context when no file tells of any", () => {
    check({}, [": ambiguous"]);
    check({ "app/a.txt": "" }, [": app"], { sources: ["a.txt"] });
    check({ "compose.yaml": compose("./other") }, [": ambiguous"]);
    check({ "compose.yaml": "services:\n  web:\n    image: a\n" }, [": ambiguous"]);
  });

  it("are those that compose files tell of", () => {
    check({ "compose.yaml": compose("./app") }, ["`compose.yaml`, service `web`: app"]);
    check({ "deploy/compose.yaml": compose("{ context: .., dockerfile: app/Dockerfile, args: { A: 1, B: '${B}', C: '${C:-2}', D: } }") }, [
      "`deploy/compose.yaml`, service `web`: . A=1(fixed) B=(unknown) C=2(default) D=(unknown)",
    ]);
  });

  it("are those that a workflow or a pipeline has bake make, with what it sets", () => {
    const bake = 'target "web" {\n  context = "app"\n  target = "prod"\n  args = { A = "1", B = "2" }\n}\ngroup "default" {\n  targets = ["other"]\n}\ntarget "other" {\n  context = "lib"\n}\n';
    check({ "docker-bake.hcl": bake, ".github/workflows/ci.yml": "jobs:\n  image:\n    steps:\n      - uses: actions/checkout@v4\n      - uses: docker/bake-action@v6\n        with:\n          source: .\n          targets: web\n          set: web.args.A=${{ github.sha }}\n" }, [
      "`docker-bake.hcl`, target `web`: app target=prod A=1(fixed) B=2(fixed)",
      "`docker-bake.hcl`, target `web`: app target=prod A=(volatile) B=2(fixed)",
    ]);
    check({ "docker-bake.hcl": bake, ".gitlab-ci.yml": "images:\n  script:\n    - docker buildx bake --set web.args.A=$CI_COMMIT_SHA web\n" }, [
      "`docker-bake.hcl`, target `web`: app target=prod A=(volatile) B=2(fixed)",
      "`docker-bake.hcl`, target `web`: app target=prod A=1(fixed) B=2(fixed)",
    ]);
  });

  it("have an inferred context where a variable decides it, or where it does not exist", () => {
    const dockerfile = "dockerfile: '$PWD/app/Dockerfile'";
    check({ "compose.yaml": compose(`{ context: '\${DIR}', ${dockerfile} }`) }, [": ambiguous"]);
    check({ "compose.yaml": compose("{ context: ./gone, dockerfile: ../app/Dockerfile }"), "app/a.txt": "" }, ["`compose.yaml`, service `web`: app"], { sources: ["a.txt"] });
  });

  it("are one when they come to the same, with all its names", () => {
    check({ "compose.yaml": `${compose("./app")}  worker:\n    build: ./app\n` }, ["`compose.yaml`, service `web` + `compose.yaml`, service `worker`: app"]);
  });

  it("have the default target too, unless one of them or something else than compose builds it", () => {
    check({ "compose.yaml": compose("{ context: app, target: dev }") }, ["`compose.yaml`, service `web`: app target=dev", ": app"]);
    check({ "compose.yaml": `${compose("{ context: app, target: dev }")}  prod:\n    build: app\n` }, ["`compose.yaml`, service `web`: app target=dev", "`compose.yaml`, service `prod`: app"]);
  });

  it("have the context that the user or the configuration names", () => {
    check({ "compose.yaml": compose("{ context: app, args: { A: 1 } }") }, ["`compose.yaml`, service `web`: . A=1(fixed)"], { directory: "." });
  });

  it("know the stages at which others stop, and the platforms if all of them say", () => {
    const optionsOf = (...builds: readonly string[]) => {
      const root = temporaryTree({ ".git/HEAD": "", "app/Dockerfile": "", "compose.yaml": `services:\n${builds.map((build, index) => `  s${index}:\n    build: ${build}\n`).join("")}` });
      const found = findBuilds(path.join(root, "app/Dockerfile"), () => ({ sources: [], alternatives: [] }), { workingDirectory: root });
      return found.map(({ options: { knownTargets = [], knownPlatforms } }) => `${[...knownTargets].join()} on ${knownPlatforms === undefined ? "any" : [...knownPlatforms].join()}`);
    };
    const [one, two] = ["{ context: app, platforms: [linux/amd64] }", "{ context: app, target: dev, platforms: [linux/amd64] }"];
    assert.deepEqual(optionsOf(one, two), ["dev on linux/amd64", "dev on linux/amd64"]);
    assert.deepEqual(optionsOf(one, "{ context: app, args: { A: 1 }, platforms: [linux/arm64] }"), [" on linux/amd64,linux/arm64", " on linux/amd64,linux/arm64"]);
    assert.deepEqual(optionsOf(one, "{ context: app, args: { A: 1 } }"), [" on any", " on any"]);
    assert.deepEqual(optionsOf(two), ["dev on linux/amd64", "dev on any"]);
  });

  it("are no more than a dozen", () => {
    const services = Array.from({ length: 40 }, (_, index) => `  s${index}:\n    build: { context: app, args: { A: ${index} } }\n`);
    const root = temporaryTree({ ".git/HEAD": "", "app/Dockerfile": "", "compose.yaml": `services:\n${services.join("")}` });
    assert.equal(findBuilds(path.join(root, "app/Dockerfile"), () => ({ sources: [], alternatives: [] }), { workingDirectory: root }).length, 12);
  });
});

describe("the search for files that build", () => {
  const found = (files: Files): readonly string[] => {
    const root = temporaryTree({ ".git/HEAD": "", ...files });
    const { invocations, problems } = createBuildsOfRepository({ snapshot: createSnapshot() })(root);
    return [...invocations.map(({ origin }) => path.relative(root, origin.file)), ...problems.map(({ file, message }) => `${path.relative(root, file)}: ${message}`)];
  };

  it("goes through the repository, the nearest files first", () => {
    assert.deepEqual(found({ "a/b/compose.yaml": compose("."), "docker-compose.yml": compose("."), ".devcontainer/compose.yml": compose(".") }), [
      "docker-compose.yml",
      ".devcontainer/compose.yml",
      "a/b/compose.yaml",
    ]);
  });

  it("leaves out what others wrote, what git ignores, links, and repositories inside", () => {
    assert.deepEqual(
      found({
        ".gitignore": "/out\ncompose.override.yaml\n",
        "node_modules/x/compose.yaml": compose("."),
        "vendor/x/compose.yaml": compose("."),
        "out/compose.yaml": compose("."),
        "compose.override.yaml": compose("."),
        "submodule/.git": "gitdir: x",
        "submodule/compose.yaml": compose("."),
        "link.compose.yaml": { link: "/etc/hostname" },
      }),
      [],
    );
  });

  it("reads a file once, be it included or found", () => {
    assert.deepEqual(found({ "compose.yaml": "include: [sub/compose.yaml]\nservices: { a: { build: . } }\n", "sub/compose.yaml": compose(".") }), ["compose.yaml", "sub/compose.yaml"]);
  });

  it("tells what is wrong and goes on", () => {
    assert.deepEqual(found({ "compose.yaml": "services: [build", "sub/compose.yaml": compose(".") }), [
      "sub/compose.yaml",
      "compose.yaml: This is no valid YAML: Flow sequence in block collection must be sufficiently indented and end with a ].",
    ]);
  });

  it("reads nothing outside of the repository", () => {
    const root = temporaryTree({ "secret.yaml": "services:\n  x:\n    build: .\n", "repository/.git/HEAD": "", "repository/compose.yaml": "include: [../secret.yaml, link.yaml]\n", "repository/link.yaml": { link: "../secret.yaml" } });
    assert.deepEqual(createBuildsOfRepository({ snapshot: createSnapshot() })(path.join(root, "repository")).invocations, []);
  });
});
