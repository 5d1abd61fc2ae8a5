import assert from "node:assert/strict";
import { readMakefile } from "../../../workspace/invocations/makefile.ts";
import { describeInvocation, filesWith } from "./describe-invocation.ts";

const recipes: readonly [name: string, source: string, ...invocations: string[]][] = [
  ["of a target", "image:\n\tdocker build .\n", "2 [image] Dockerfile < ."],
  ["with prefixes", "image: deps\n\t@docker build a\n\t-@ docker build b\n\t+docker build c", "2 [image] a/Dockerfile < a", "3 [image] b/Dockerfile < b", "4 [image] c/Dockerfile < c"],
  ["with continued lines", "image:\n\techo\n\tdocker build \\\n\t  --no-cache \\\n\t  -t x a && \\\n\tcd b && docker build .\n", "3 [image] a/Dockerfile < a @x no-cache", "6 [image] b/Dockerfile < b"],
  ["whose lines do not share a directory", "image:\n\tcd a\n\tdocker build .", "3 [image] Dockerfile < ."],
  ["of several targets, patterns and double colons", "a b:\n\tdocker build .\n%.image:\n\tdocker build x\nc::\n\tdocker build y", "2 Dockerfile < .", "4 [%.image] x/Dockerfile < x", "6 [c] y/Dockerfile < y"],
  ["on the line of the rule", "image: deps ; docker build .", "1 [image] Dockerfile < ."],
  ["below comments, blanks and conditions", "image: # x\n\n# y\nifdef X\n\tdocker build a\nelse\n\tdocker build b\nendif", "5 [image] a/Dockerfile < a", "7 [image] b/Dockerfile < b"],
  ["with escaped dollars", "image:\n\tC=a; docker build $$C --build-arg D=$$(date) --build-arg X=$$X", "2 [image] a/Dockerfile < a D~$(date) X?$X"],
  ["with CRLF", "image:\r\n\tdocker build \\\r\n\t  a\r\n", "2 [image] a/Dockerfile < a"],
  ["and what is none", "X := docker build .\n\tdocker build .\ndocker build .:\ninclude docker/build.mk"],
];

const variables: readonly [name: string, source: string, ...invocations: string[]][] = [
  ["with all signs", "A = a\nB := b\nC ::= c\nD ?= d\ni:\n\tdocker build --build-arg A=$(A) --build-arg B=${B} --build-arg C=$(C) --build-arg D=$(D) .", "6 [i] Dockerfile < . A=a B=b C=c D:-d"],
  ["exported and overridden", "export A = a\noverride B := b # not c\ni:\n\tdocker build --build-arg A --build-arg B=$(B) --build-arg C=$$A .", "4 [i] Dockerfile < . A=a B=b C=a"],
  ["below their use", "i:\n\tdocker build $(D)/$(N)\nD = apps\nN = $(M)\nM = web", "2 [i] apps/web/Dockerfile < apps/web"],
  ["set again", "D = a\nD = b\nD ?= c\ni:\n\tdocker build $(D)", "5 [i] b/Dockerfile < b"],
  ["added to", "O = --no-cache\nO += --build-arg A=1\nO += \\\n  --pull\ni:\n\tdocker build $(O) .", "6 [i] Dockerfile < . A=1 no-cache pull"],
  ["that hold a command", "DOCKER ?= docker\nBUILD = $(DOCKER) buildx build --pull\ni:\n\t$(BUILD) .", "4 [i] Dockerfile < . pull"],
  ["that hold a tool, nobody knows which", "ifdef X\nDOCKER = docker\nelse\nDOCKER = podman\nendif\ni:\n\t$(DOCKER) build .", "7 [i] Dockerfile < ."],
  ["of the shell", "V := $(shell git describe --tags --always)\nW != date\nX = $(shell cat VERSION)\ni:\n\tdocker build --build-arg V=$(V) --build-arg W=\"$(W)\" --build-arg X=$(X) .", "5 [i] Dockerfile < . V~$(git describe --tags --always) W~$(date) X?$(cat VERSION)"],
  ["of the shell in single quotes", "V := $(shell date)\ni:\n\tdocker build --build-arg 'V=$(V)' --build-arg 'W=\"$(V)\"' .", "3 [i] Dockerfile < . V~$(date) W~\"$(date)\""],
  ["of the shell by default", "V ?= $(shell git rev-parse HEAD)\ni:\n\tdocker build --build-arg V=v$(V) .", "3 [i] Dockerfile < . V~v$(git rev-parse HEAD)"],
  ["of the shell in every branch", "ifdef CI\nV = $(shell git rev-parse HEAD)\nelse\nV = $(shell date)\nendif\ni:\n\tdocker build --build-arg V=$(V) .", "7 [i] Dockerfile < . V~$(git rev-parse HEAD)"],
  ["that nothing sets", "i:\n\tdocker build -f $(F) --build-arg S=$(GITHUB_SHA) --build-arg V=$(VERSION) $(OPTS) .", "2 [i] ?${F} < . S~${GITHUB_SHA} V?${VERSION}"],
  ["set in a branch", "ifeq ($(X),y)\nD = a\nendif\ni:\n\tdocker build $(D)", "5 [i] ? < ?${D}"],
  ["set if they are not", "ifndef D\nD = a\nendif\nifeq ($(E),)\nE := b\nendif\ni:\n\tdocker build --target $(E) $(D)", "8 [i] a/Dockerfile < a target:-b"],
  ["set for one rule", "i: D = a\ni:\n\tdocker build $(D)", "3 [i] ? < ?${D}"],
  ["set from themselves", "A = $(B)\nB = $(A)\nC := $(C)\ni:\n\tdocker build --build-arg A=$(A) --build-arg C=$(C) $$A", "5 [i] ? < ?$A A?${A} C?${C}"],
  ["of make itself", "i:\n\tdocker build --build-arg T=$@ -f $(CURDIR)/D $(PWD)/a", "2 [i] D < a T=i"],
  ["of a pattern", "i-%:\n\tdocker build -t $@ apps/$*", "2 [i-%] ? < ?apps/$* @$@"],
  ["that find the makefile", "ROOT := $(patsubst %/,%,$(dir $(abspath $(lastword $(MAKEFILE_LIST)))))\nUP := $(realpath $(ROOT)/a/..)\ni:\n\tdocker build -f $(ROOT)/D $(UP)", "4 [i] D < ."],
  ["with other functions", "V = $(or $(TAG),dev)\nW = $(if $(X),a,b)\nX = $(strip  a   b )\ni:\n\tdocker build --build-arg V=$(V) --build-arg W=$(W) --build-arg \"X=$(X)\" $(foreach x,$(Y),--label $(x)) .", "5 [i] Dockerfile < . V:-dev W?$(if a b,a,b) X=a b"],
  ["with alternatives", "V := $(or $(V),$(V),4.2)\nN := $(or $(A),$(or $(B),c))\nW := $(or $(A),$(shell date))\nX = $(or ,a,$(B))\ni:\n\tdocker build --build-arg V=$(V) --build-arg N=$(N) --build-arg W=$(W) --build-arg X=$(X) .", "6 [i] Dockerfile < . V:-4.2 N:-c W~$(or ${A},$(date)) X=a"],
  ["that are called", "define image\n\t@docker build -t $(1) --build-arg A=$(2) \\\n\t  $(1)\nendef\na:\n\t$(call image,web,1)\nb:\n\t$(call image,api)", "6 [a] web/Dockerfile < web A=1 @web", "8 [b] api/Dockerfile < api A?${MAKE} @api"],
];

const files = filesWith({ "Makefile": "", "build/docker.mk": "", "app/Dockerfile": "", "build/own/Dockerfile": "" });

describe("a makefile", () => {
  for (const [name, source, ...invocations] of recipes) it(`has recipes ${name}`, () => check("/r/Makefile", source, invocations));
  for (const [name, source, ...invocations] of variables) it(`has variables ${name}`, () => check("/r/Makefile", source, invocations));

  it("runs in its directory", () => check("/r/sub/Makefile", "i:\n\tdocker build app", ["2 [i] sub/app/Dockerfile < sub/app"]));
  it("that others include runs where its files are", () => {
    check("/r/build/docker.mk", "i:\n\tdocker build app", ["2 [i] app/Dockerfile < app"]);
    check("/r/build/docker.mk", "i:\n\tdocker build own", ["2 [i] build/own/Dockerfile < build/own"]);
    check("/r/build/docker.mk", "i:\n\tdocker build elsewhere", ["2 [i] ? < ?elsewhere"]);
  });
  it("calls bake", () => {
    const [bake] = readMakefile("/r/Makefile", "T = app\ni:\n\tVERSION=$(shell date) docker buildx bake -f x.hcl $(T)", files).bakes;
    assert.deepEqual([bake?.origin.name, bake?.files, bake?.targets], ["i", ["/r/x.hcl"], ["app"]]);
    assert.deepEqual(bake?.variables, new Map([["VERSION", { kind: "volatile", text: "$(date)" }]]));
  });
});

function check(file: string, source: string, invocations: readonly string[]): void {
  assert.deepEqual(readMakefile(file, source, files).invocations.map(describeInvocation), invocations);
}
