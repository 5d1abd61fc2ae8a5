import assert from "node:assert/strict";
import type { ScriptPlace } from "../../../workspace/invocations/shell-script.ts";
import { readScript, readShellScript } from "../../../workspace/invocations/shell-script.ts";
import { describeInvocation, filesWith, repository } from "./describe-invocation.ts";

const place: ScriptPlace = {
  origin: { kind: "workflow", file: "/r/.github/workflows/ci.yml", line: 0, name: "" },
  directory: repository,
  scope: { repository },
};

const commands: readonly [name: string, source: string, ...invocations: string[]][] = [
  ["docker build", "docker build .", "1 Dockerfile < ."],
  ["docker image build", "docker image build app", "1 app/Dockerfile < app"],
  ["docker builder build", "docker builder build app", "1 app/Dockerfile < app"],
  ["docker buildx build", "docker buildx build app", "1 app/Dockerfile < app"],
  ["docker buildx b", "docker buildx --builder=x b app", "1 app/Dockerfile < app"],
  ["options before the subcommand", "docker -H tcp://x --context y buildx --builder z build app", "1 app/Dockerfile < app"],
  ["a path to docker, and wrappers", "time sudo -E env DOCKER_BUILDKIT=1 /usr/bin/docker build .", "1 Dockerfile < ."],
  ["podman build without a context", "podman build -t x", "1 Dockerfile < . @x"],
  ["buildah bud", "buildah bud -f app/Containerfile app", "1 app/Containerfile < app"],
  ["nerdctl build", "nerdctl -n k8s.io build app", "1 app/Dockerfile < app"],
  ["depot build", "depot build --project x app", "1 app/Dockerfile < app"],
  ["a tool in a variable", "$CONTAINER_ENGINE build -t x .; ${DOCKER:-docker} build a; $DOCKER_CMD build b; $TOOL build c", "1 Dockerfile < . @x", "1 a/Dockerfile < a", "1 b/Dockerfile < b"],
  ["a tool behind what may be nothing", "$SUDO docker build .; retry docker build a; travis_retry docker build b", "1 Dockerfile < .", "1 a/Dockerfile < a", "1 b/Dockerfile < b"],
  ["options in all forms", "docker build --file=a/D -tx -t=y -qt z --target t --build-arg A=1 --build-arg=B=2 app", "1 a/D < app target=t A=1 B=2 @x @y @z"],
  ["options behind the context", "docker build app -f D --no-cache", "1 D < app no-cache"],
  ["options with values that look like contexts", "docker build --label a=b --secret id=x --ssh default --output type=local,dest=out --progress plain --iidfile f --network host -m 4g app", "1 app/Dockerfile < app"],
  ["an argument's last value", "docker build --build-arg A=1 --build-arg A=2 .", "1 Dockerfile < . A=2"],
  ["an argument with = in its value", "docker build --build-arg A=b=c --build-arg B= .", "1 Dockerfile < . A=b=c B="],
  ["quotes", `docker build --build-arg "A=b c" --build-arg B='$x' --build-arg C=\\$x .`, "1 Dockerfile < . A=b c B=$x C=$x"],
  ["arguments from the environment", "export B=2; A=1 docker build --build-arg A --build-arg B --build-arg C --build-arg GITHUB_SHA .", "1 Dockerfile < . A=1 B=2 C?C GITHUB_SHA~$GITHUB_SHA"],
  ["volatile and unknown values", 'docker build --build-arg A=$CI_COMMIT_SHA --build-arg B="$(date)" --build-arg C=`git rev-parse HEAD` --build-arg D=$X --build-arg E=${X:-1} .', "1 Dockerfile < . A~$CI_COMMIT_SHA B~$(date) C~`git rev-parse HEAD` D?$X E:-1"],
  ["named contexts", "docker build --build-context a=../a --build-context b=docker-image://x --build-context c=https://x/y.git#z --build-context d=$D .", "1 Dockerfile < . a:../a b:image(docker-image://x) c:git(https://x/y.git#z) d:?$D"],
  ["caches", "docker build --cache-from type=gha,scope=$X --cache-from user/app --cache-to=type=gha .", "1 Dockerfile < . from(type=gha,scope=$X) from(user/app) to(type=gha)"],
  ["platforms", "docker build --platform linux/amd64,linux/arm64 .; docker build --platform $P .", "1 Dockerfile < . on(linux/amd64,linux/arm64)", "1 Dockerfile < ."],
  ["switches", "docker build --no-cache=true --pull .; docker build --no-cache=false --pull=never .; podman build --pull=always .", "1 Dockerfile < . no-cache pull", "1 Dockerfile < .", "1 Dockerfile < . pull"],
  ["a switch before the context", "docker build --rm --no-cache --pull app", "1 app/Dockerfile < app no-cache pull"],
  ["remote contexts", "docker build https://github.com/a/b.git#main:c; docker build git@github.com:a/b; docker build github.com/a/b; docker build https://x/y.tar.gz; docker build ctx.tgz", "1 ? < git(https://github.com/a/b.git#main:c)", "1 ? < git(git@github.com:a/b)", "1 ? < git(github.com/a/b)", "1 ? < tar(https://x/y.tar.gz)", "1 ? < tar(ctx.tgz)"],
  ["a Dockerfile from the standard input", "docker build - < a/Dockerfile; docker build -t x - <<'X'\nFROM y\nX\ntar c . | docker build -", "1 a/Dockerfile < stdin(-)", "1 inline(FROM y\n) < stdin(-) @x", "4 ? < stdin(-)"],
  ["a Dockerfile from the standard input, with a context", "docker build -f - app <<X\nFROM y\nX\necho | docker build -f- app; docker build -f <(echo) app", "1 inline(FROM y\n) < app", "4 ?- < app", "4 ?<(echo) < app"],
  ["a Dockerfile that nobody knows", "docker build -f $1 .; docker build -f docker/$X/Dockerfile .", "1 ?$1 < .", "1 ?docker/$X/Dockerfile < ."],
  ["a context that nobody knows", "docker build $1; docker build apps/$1; docker build -f D $CTX", "1 ? < ?$1", "1 ? < ?apps/$1", "1 D < ?$CTX"],
  ["words that nobody knows beside the context", 'docker build $OPTS -t x . $MORE; docker build "${ARGS[@]}" "$@" .', "1 Dockerfile < . @x", "1 Dockerfile < ."],
  ["two contexts", "docker build a b", "1 ? < ?a"],
  ["no context", "docker build -t x; docker build --help; docker buildx ls; docker; docker image ls"],
  ["what only looks like a build", 'echo docker build .; echo "docker build ."; npm run build .; docker run x build .; docker compose build .; # docker build .\ncat <<X\ndocker build .\nX'],
  ["a change of the directory", "cd app && docker build . && cd .. && docker build -f D app; (cd b; docker build ..); cd $X; docker build .; docker build /r/a", "1 app/Dockerfile < app", "1 D < app", "1 Dockerfile < .", "1 ? < ?.", "1 a/Dockerfile < a"],
  ["a change to a known directory", "D=app; cd $D/x && docker build .; cd $(git rev-parse --show-toplevel) && docker build .; cd \"$CI_PROJECT_DIR\"; docker build .", "1 app/x/Dockerfile < app/x", "1 Dockerfile < .", "1 Dockerfile < ."],
  ["continued lines and lines of their own", "set -e\n\ndocker build \\\n  -t x \\\n  app\nif a; then\n  docker build b\nfi", "3 app/Dockerfile < app @x", "7 b/Dockerfile < b"],
  ["an inner shell", "bash -c 'cd app && docker build .'", "1 app/Dockerfile < app"],
  ["CRLF", "x\r\ndocker build \\\r\n  app\r\n", "2 app/Dockerfile < app"],
  ["what is behind a syntax error", "docker build a\nif then fi ((\ndocker build b", "1 a/Dockerfile < a"],
];

const variables: readonly [name: string, source: string, ...invocations: string[]][] = [
  ["set once", "C=./app; F=docker/D; T=x\ndocker build -f $F --target ${T} \"$C\"", "2 docker/D < app target=x"],
  ["set from each other", "A=app; B=$A/sub; docker build $B", "1 app/sub/Dockerfile < app/sub"],
  ["set and exported", "C=app; export C; export D=x; docker build -f $D $C", "1 x < app"],
  ["set from a volatile command", "SHA=$(git rev-parse HEAD)\nTAG=v-$SHA\ndocker build --build-arg S=$TAG .", "3 Dockerfile < . S~$TAG"],
  ["set twice", "C=a; C=b; docker build $C", "1 ? < ?$C"],
  ["set twice, volatile each time", "if a; then S=$(date); else S=$(git rev-parse HEAD); fi; docker build --build-arg S=$S .", "1 Dockerfile < . S~$S"],
  ["added to", "C=a; C+=b; docker build $C", "1 ? < ?$C"],
  ["set in a branch", "if a; then C=b; fi; docker build $C", "1 ? < ?$C"],
  ["set behind a test", "[ -n \"$1\" ] && C=b; docker build $C", "1 ? < ?$C"],
  ["set in a loop", "for C in a b; do docker build $C; done", "1 ? < ?$C"],
  ["set in a function", "f() { C=app; docker build $C; }; f", "1 app/Dockerfile < app"],
  ["set to a default", "C=${C:-app}; : ${T:=x}; docker build --target $T $C", "1 app/Dockerfile < app target=x"],
  ["set to a default in a branch", 'if [ -z "$C" ]; then C=app; fi; docker build $C', "1 ? < ?$C"],
  ["set from a parameter", "C=$1; T=${2:-prod}; docker build --target $T $C", "1 ? < ?$C target:-prod"],
  ["read", "read C; docker build $C; D=a; for D in b c; do docker build $D; done", "1 ? < ?$C", "1 ? < ?$D"],
  ["with a volatile name, set to something fixed", "GIT_SHA=v1; docker build --build-arg S=$GIT_SHA .", "1 Dockerfile < . S=v1"],
  ["with a volatile name, set to something unknown", "GIT_SHA=$(cat sha); docker build --build-arg S=$GIT_SHA .", "1 Dockerfile < . S?$GIT_SHA"],
  ["of several words", 'ARGS="--build-arg A=1 --no-cache"; docker build $ARGS .', "1 Dockerfile < . A=1 no-cache"],
  ["of no words", "ARGS=; docker build $ARGS .", "1 Dockerfile < ."],
  ["set from themselves and in a ring", "A=$A; B=$C; C=$B; docker build --build-arg A=$A --build-arg B=$B .", "1 Dockerfile < . A?$A B?$B"],
];

const expressions: readonly [name: string, source: string, ...invocations: string[]][] = [
  ["as a value", "docker build --build-arg A=${{ github.sha }} --build-arg B='${{ matrix.b }}' --build-arg C=\"${{ inputs.c || 'd' }}\" .", "1 Dockerfile < . A~${{ github.sha }} B?${{ matrix.b }} C:-d"],
  ["in a substitution", "docker build --build-arg A=$(echo ${{ github.sha }} | cut -c1-7) .", "1 Dockerfile < . A~$(echo ${{ github.sha }} | cut -c1-7)"],
  ["in a variable", "A=${{ github.sha }}\ndocker build --build-arg A=$A --build-arg B=${A::7} .", "2 Dockerfile < . A~$A B~${A::7}"],
  ["in paths", "cd ${{ github.workspace }}/a; docker build -f ${{ matrix.file }} ${{ inputs.c }}", "1 ?${{ matrix.file }} < ?${{ inputs.c }}"],
  ["in a path that is known", "cd ${{ github.workspace }}/a; docker build b", "1 a/b/Dockerfile < a/b"],
];

const files = filesWith({ "docker/app/Dockerfile": "", "scripts/own/Dockerfile": "", "both/Dockerfile": "", "scripts/both/Dockerfile": "", "scripts/build.sh": "" });

const scripts: readonly [name: string, source: string, ...invocations: string[]][] = [
  ["started from the root", "docker build docker/app", "1 docker/app/Dockerfile < docker/app"],
  ["started from its directory", "docker build own", "1 scripts/own/Dockerfile < scripts/own"],
  ["started from nobody knows where", "docker build both; docker build elsewhere; docker build /r/both", "1 ? < ?both", "1 ? < ?elsewhere", "1 both/Dockerfile < both"],
  ["that goes to its own directory", 'cd "$(dirname "$0")" || exit 1\ndocker build .', "2 scripts/Dockerfile < scripts"],
  ["that goes above its own directory", 'cd "$(dirname "${BASH_SOURCE[0]}")"/..\ndocker build both', "2 both/Dockerfile < both"],
  ["that notes its own directory", 'DIR="$( cd "$( dirname "${BASH_SOURCE[0]}" )" &> /dev/null && pwd )"\nROOT=$(dirname "$DIR")\ndocker build -f "$DIR/D" "$ROOT"', "3 scripts/D < ."],
  ["that goes to the repository's root", "pushd $(git rev-parse --show-toplevel) >/dev/null\ndocker build both", "2 both/Dockerfile < both"],
  ["for Python", "#!/usr/bin/env python3\ndocker build both\n"],
  ["for Bash", "#!/usr/bin/env -S bash -e\ndocker build docker/app\n", "2 docker/app/Dockerfile < docker/app"],
];

describe("a build in a shell text", () => {
  for (const [name, source, ...invocations] of commands) it(`reads ${name}`, () => check(source, invocations));
  for (const [name, source, ...invocations] of variables) it(`knows variables ${name}`, () => check(source, invocations));
  for (const [name, source, ...invocations] of expressions) it(`reads expressions of GitHub ${name}`, () => check(source, invocations));

  it("counts lines from the script's first", () => {
    const [invocation] = readScript("x\ndocker build .", { ...place, origin: { ...place.origin, line: 10 } }).invocations;
    assert.deepEqual(invocation?.origin, { ...place.origin, line: 11 });
  });

  it("asks what is known outside", () => {
    const scope: ScriptPlace["scope"] = { variable: (name) => (name === "A" ? { kind: "volatile", text: "${{ github.sha }}" } : undefined) };
    const { invocations } = readScript("docker build --build-arg A=$A .", { ...place, scope });
    assert.deepEqual(invocations.map(describeInvocation), ["1 Dockerfile < . A~$A"]);
  });

  it("knows no relative path where no directory is known", () => {
    const { invocations } = readScript("docker build -f a b; cd /r/c && docker build .", { ...place, directory: undefined });
    assert.deepEqual(invocations.map(describeInvocation), ["1 ?a < ?b", "1 c/Dockerfile < c"]);
  });

  it("prefers Containerfile as Podman does", () => {
    const { invocations } = readScript("podman build a; podman build b; docker build a", { ...place, files: filesWith({ "a/Containerfile": "" }) });
    assert.deepEqual(invocations.map(describeInvocation), ["1 a/Containerfile < a", "1 b/Dockerfile < b", "1 a/Dockerfile < a"]);
  });
});

describe("a shell script", () => {
  for (const [name, source, ...invocations] of scripts) {
    it(`is read ${name}`, () => assert.deepEqual(readShellScript("/r/scripts/build.sh", source, files).invocations.map(describeInvocation), invocations));
  }

  it("in the root starts there", () => {
    assert.deepEqual(readShellScript("/r/build.sh", "docker build elsewhere", files).invocations.map(describeInvocation), ["1 elsewhere/Dockerfile < elsewhere"]);
  });
});

describe("a call of bake", () => {
  it("names files and targets", () => {
    const [bake] = readScript("cd a; TAG=v1 docker buildx bake -f x.hcl --file=../y.json --set '*.args.V=1' --set app.target=$T --var X=$GITHUB_SHA --push app test", place).bakes;
    assert.deepEqual(bake, {
      origin: place.origin,
      directory: "/r/a",
      files: ["/r/a/x.hcl", "/r/y.json"],
      targets: ["app", "test"],
      overrides: [{ key: "*.args.V", value: { kind: "literal", value: "1" } }, { key: "app.target", value: { kind: "unknown", text: "$T" } }],
      variables: new Map([["TAG", { kind: "literal", value: "v1" }], ["X", { kind: "volatile", text: "$GITHUB_SHA" }]]),
    });
  });

  it("may name what nobody knows, or another repository", () => {
    const { bakes } = readScript("docker buildx bake $TARGET app; docker buildx bake https://github.com/a/b.git app", place);
    assert.deepEqual(bakes.map(({ directory, targets }) => [directory, targets]), [["/r", undefined], [undefined, ["https://github.com/a/b.git", "app"]]]);
  });

  it("may name nothing", () => {
    const { bakes } = readScript("docker buildx bake; docker buildx f; depot bake; docker bake", place);
    assert.deepEqual(bakes.map(({ files: named, targets }) => [named, targets]), [[[], []], [[], []], [[], []], [[], []]]);
  });
});

function check(source: string, invocations: readonly string[]): void {
  assert.deepEqual(readScript(source, place).invocations.map(describeInvocation), invocations);
}
