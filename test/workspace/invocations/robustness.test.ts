import assert from "node:assert/strict";
import { readBake } from "../../../workspace/invocations/bake.ts";
import type { InvocationReading } from "../../../workspace/invocations/invocation.ts";
import { readMakefile } from "../../../workspace/invocations/makefile.ts";
import { readPackageScripts } from "../../../workspace/invocations/package-scripts.ts";
import { readShellScript } from "../../../workspace/invocations/shell-script.ts";
import { filesWith } from "./describe-invocation.ts";

const files = filesWith({ "app/Dockerfile": "" });

interface Reader {
  readonly name: string;
  readonly read: (text: string) => InvocationReading;
  readonly text: string;
  readonly pieces: readonly string[];
}

const readers: readonly Reader[] = [
  {
    name: "a shell script",
    read: (text) => readShellScript("/r/scripts/build.sh", text, files),
    text: '#!/bin/bash\nDIR="$(cd "$(dirname "$0")"/.. && pwd)"\nSHA=$(git rev-parse HEAD)\ncd "$DIR"\nif x; then docker build --build-arg "S=${SHA:0:7}" -f app/Dockerfile --platform a,b app; fi\ndocker buildx bake -f x.hcl --set *.args.A=${{ github.sha }} app\ndocker build - <<EOF\nFROM x\nEOF\n',
    pieces: ["$(", ")", "${", "}", '"', "'", "`", "${{", "}}", "\\", "\n", "<<EOF", "docker build ", "-f", "=", "cd ", "X=$X"],
  },
  {
    name: "a makefile",
    read: (text) => readMakefile("/r/Makefile", text, files),
    text: 'V ?= $(shell git describe)\nifdef X\nT = $(or $(A),b)\nelse\nT := c\nendif\ndefine f\n\tdocker build -t $(1) $(2)\nendef\nO += --build-arg V=$(V)\nimage: x ; docker build .\n\t@docker build $(O) \\\n\t  -t "$(T)" app\n\t$(call f,a,b)\n',
    pieces: ["$(", ")", "${", "}", "$", "\t", "\n", "\\\n", ":", "=", "define f\n", "endef\n", "ifdef X\n", "endif\n", "$(call f,", "$(f)", ","],
  },
  {
    name: "scripts of a package",
    read: (text) => readPackageScripts("/r/package.json", text, files),
    text: '{"version": "1.0.0", "scripts": {"a": "docker build --build-arg V=$npm_package_version -t x .", "b": "cd app && docker build ."}}',
    pieces: ["{", "}", "[", "]", '"', ":", ",", "\\", "null", "$("],
  },
  {
    name: "a bake file",
    read: (text) => readBake([{ file: "/r/docker-bake.hcl", text }], { directory: "/r" }),
    text: 'variable "V" {\n  default = "1"\n}\nfunction "f" {\n  params = [x]\n  result = "${x}-${V}"\n}\ntarget "b" {\n  args = { A = f(V), B = V == "1" ? "x" : timestamp() }\n  dockerfile-inline = <<-EOT\n    FROM ${V}\n  EOT\n}\ntarget "a" {\n  name = "a${x}"\n  matrix = { x = [for y in ["1", "2"] : upper(y) if y != "3"] }\n  inherits = ["b"]\n  contexts = { c = "target:b" }\n}\n',
    pieces: ["{", "}", "[", "]", "(", ")", '"', "${", "<<X\n", "=", "\n", "? ", ": ", "for x in ", "f(", "...", ".", "*", "%{", "/*", "inherits = [\"a\"]\n"],
  },
  {
    name: "a bake file in JSON",
    read: (text) => readBake([{ file: "/r/docker-bake.json", text }], { directory: "/r" }),
    text: '{"variable": {"V": {"default": "1"}}, "target": {"a": {"args": {"A": "${V}"}, "inherits": ["b"]}, "b": [{"matrix": {"x": ["1"]}, "name": "b${x}"}]}}',
    pieces: ["{", "}", "[", "]", '"', ":", ",", "${", "null", "1"],
  },
];

describe("readers of invocations survive", () => {
  for (const { name, read, text, pieces } of readers) {
    it(`${name} that ends anywhere`, () => {
      for (let end = 0; end <= text.length; end++) check(read(text.slice(0, end)), text);
    });

    it(`${name} that is cut, doubled and mixed with anything`, () => {
      const random = createRandom(1);
      for (let round = 0; round < 300; round++) {
        let mutant = text;
        for (let edit = random(6); edit >= 0; edit--) {
          const start = random(mutant.length + 1);
          const end = Math.min(mutant.length, start + random(15));
          const middle = [mutant.slice(start, end).repeat(2), "", (pieces[random(pieces.length)] ?? "") + mutant.slice(start, end)][random(3)] ?? "";
          mutant = mutant.slice(0, start) + middle + mutant.slice(end);
        }
        check(read(mutant), mutant);
      }
    });

    it(`${name} with thousands of anything`, () => {
      for (const piece of pieces) {
        for (const mutant of [piece.repeat(10_000), text + piece.repeat(10_000), `docker build ${piece.repeat(3000)}`, text.replace("docker build", `docker build ${piece.repeat(1000)}`)]) check(read(mutant), mutant);
      }
    }).timeout(60_000);
  }
});

describe("readers of invocations end in time", () => {
  const shell = (text: string) => (): InvocationReading => readShellScript("/r/build.sh", text, files);
  const make = (text: string) => (): InvocationReading => readMakefile("/r/Makefile", text, files);
  const bake = (text: string) => (): InvocationReading => readBake([{ file: "/r/docker-bake.hcl", text }], { directory: "/r" });
  const chain = (count: number, line: (from: number, to: number) => string): string => Array.from({ length: count }, (_, index) => line(index, index + 1)).join("\n");
  const cases: readonly [name: string, read: () => InvocationReading][] = [
    ["where variables of a script double each other", shell(`${chain(60, (a, b) => `A${a}="$A${b}$A${b}"`)}\nA60=x\ndocker build $A0`)],
    ["where substitutions double each other", shell(`${chain(40, (a, b) => `A${a}="$(echo $A${b}) $(echo $A${b})"`)}\ndocker build --build-arg A=$A0 .`)],
    ["where variables of a script form long rings", shell(`${chain(3000, (a, b) => `A${a}=$A${b}`)}\nA3000=$A0\ndocker build $A0`)],
    ["where variables of a makefile double each other", make(`${chain(60, (a, b) => `A${a} = $(A${b})$(A${b})`)}\nA60 = xx\ni:\n\tdocker build $(A0)`)],
    ["where variables of a makefile double each other's names", make(`${chain(60, (a, b) => `A${a} = $(A${b}$(A${b}))`)}\ni:\n\tdocker build $(A0)`)],
    ["where functions of a makefile call each other", make(`${chain(40, (a, b) => `A${a} = $(call A${b},$(1)$(1)) $(call A${b},$(1))`)}\ni:\n\tdocker build $(call A0,x)`)],
    ["where defaults of a bake file double each other", bake(`${chain(60, (a, b) => `variable "A${a}" {\n default = "\${A${b}}\${A${b}}"\n}`)}\nvariable "A60" {\n default = "xx"\n}\ntarget "a" {\n args = { A = A0 }\n}`)],
    ["where lists of a bake file double each other", bake(`${chain(60, (a, b) => `variable "A${a}" {\n default = concat(A${b}, A${b})\n}`)}\nvariable "A60" {\n default = ["xx"]\n}\ntarget "a" {\n args = { A = join("", A0) }\n}`)],
    ["where functions of a bake file call each other", bake(`${chain(60, (a, b) => `function "f${a}" {\n params = [x]\n result = "\${f${b}(x)}\${f${b}(x)}"\n}`)}\ntarget "a" {\n args = { A = f0("x") }\n}`)],
    ["where loops of a bake file stand in each other", bake(`X = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]\ntarget "a" {\n args = { A = ${"[for x in X : ".repeat(20)}1${"]".repeat(20)} }\n}`)],
    ["where a matrix multiplies", bake(`target "a" {\n name = "a"\n matrix = {\n${chain(20, (a) => `x${a} = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]`)}\n}\n}`)],
    ["where targets inherit in a long chain", bake(chain(3000, (a, b) => `target "t${a}" {\n inherits = ["t${b}"]\n args = { A${a} = "x" }\n}`))],
    ["where every target inherits from all", bake(chain(120, (a) => `target "t${a}" {\n inherits = [${Array.from({ length: 120 }, (_, index) => `"t${index}"`).join(", ")}]\n}`))],
    ["where an expression is long", bake(`X = ${"1 + ".repeat(20_000)}1\nY = a${".b".repeat(20_000)}\ntarget "a" {\n args = { A = X, B = Y }\n}`)],
    ["where there are many targets", bake(chain(5000, (a) => `target "t${a}" {}`))],
  ];
  for (const [name, read] of cases) {
    it(name, () => {
      const { invocations } = read();
      assert.ok(Array.isArray(invocations));
    }).timeout(15_000);
  }
});

function check({ invocations, problems }: InvocationReading, text: string): void {
  const lines = text.split("\n").length;
  for (const { origin } of invocations) assert.ok(origin.line >= 0 && origin.line < lines, `line ${origin.line} of ${lines}`);
  for (const { line, column, message } of problems) assert.ok(line >= 0 && line < lines && column >= 0 && message.endsWith("."), message);
}

/** The same numbers every time (a linear congruential generator with the constants of Numerical Recipes). */
function createRandom(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}
