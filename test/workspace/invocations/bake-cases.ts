/** What a file has, its text, and a line for each build. */
export const targets: readonly [name: string, source: string, ...invocations: string[]][] = [
  ["no text", ""],
  ["a target without anything", 'target "app" {}', "1 [app] Dockerfile < ."],
  ["all fields", `target "app" {
  context = "web"
  dockerfile = "D"
  target = "prod"
  args = { A = "1", "B" : 2, C = true, D = null }
  contexts = { lib = "../lib", img = "docker-image://alpine", git = "https://x/y.git", t = "target:base" }
  platforms = ["linux/amd64", "linux/arm64"]
  cache-from = ["type=gha,scope=a", { type = "registry", ref = "x" }]
  cache-to = ["type=gha"]
  no-cache = true
  pull = true
  tags = ["x", "y",]
}`, "1 [app] web/D < web target=prod A=1 B=2 C=true lib:../lib img:image(docker-image://alpine) git:git(https://x/y.git) t:target(base) from(type=gha,scope=a) from(type=registry,ref=x) to(type=gha) on(linux/amd64,linux/arm64) @x @y no-cache pull"],
  ["a Dockerfile above its context", 'target "a" {\n context = "web"\n dockerfile = "../D"\n}', "1 [a] D < web"],
  ["an absolute Dockerfile, and one beside bake", 'target "a" {\n context = "x"\n dockerfile = "/r/D"\n}\ntarget "b" {\n context = "x"\n dockerfile = "cwd://D"\n}', "1 [a] D < x", "5 [b] D < x"],
  ["an inline Dockerfile", 'target "a" {\n  dockerfile-inline = <<EOT\nFROM x\nRUN y $${z}\nEOT\n  context = "a"\n}', "1 [a] inline(FROM x\nRUN y ${z}\n) < a"],
  ["an inline Dockerfile that is indented", 'target "a" {\n  dockerfile-inline = <<-EOT\n    FROM x\n      RUN y\n  EOT\n}', "1 [a] inline(FROM x\n  RUN y\n) < ."],
  ["a remote context", 'target "a" {\n context = "https://x/y.git#main"\n dockerfile = "D"\n}', "1 [a] ?D < git(https://x/y.git#main)"],
  ["comments and line ends anywhere", '# x\ntarget /* y */ "a" { // z\n  args = {\n    # x\n    A = "1" # y\n\n    B = "2",\n  }\n  tags = [\n    "x", // y\n    "z"\n  ]\n}\r\n', "2 [a] Dockerfile < . A=1 B=2 @x @z"],
  ["a context that is where bake runs", 'target "a" {\n context = BAKE_CMD_CONTEXT\n}', "1 [a] Dockerfile < ."],
];

/** How variables are known. */
export const variables: readonly [name: string, source: string, ...invocations: string[]][] = [
  ["have defaults", 'variable "V" {\n default = "1"\n}\ntarget "a" {\n args = { A = V, B = "v${V}-x", C = "$${V}" }\n}', "4 [a] Dockerfile < . A:-1 B:-v1-x C=${V}"],
  ["have no default", 'variable "V" {}\ntarget "a" {\n args = { A = V, B = "v${V}" }\n}', "2 [a] Dockerfile < . A?V B?v${V}"],
  ["are null by default", 'variable "V" {\n default = null\n}\ntarget "a" {\n args = { A = V }\n target = V\n}', "4 [a] Dockerfile < . A?V"],
  ["are set by a build server", 'variable "GITHUB_SHA" {\n default = "dev"\n}\ntarget "a" {\n args = { A = GITHUB_SHA, B = substr(GITHUB_SHA, 0, 7) }\n}', "4 [a] Dockerfile < . A~GITHUB_SHA B~substr(GITHUB_SHA, 0, 7)"],
  ["are defined by others", 'variable "A" {\n default = "${B}1"\n}\nvariable "B" {\n default = "b"\n}\ntarget "a" {\n args = { A = A }\n}', "7 [a] Dockerfile < . A:-b1"],
  ["are defined by themselves", 'variable "A" {\n default = B\n}\nvariable "B" {\n default = A\n}\ntarget "a" {\n args = { A = A }\n}', "7 [a] Dockerfile < . A?A"],
  ["are lists and maps", 'variable "L" {\n default = ["x", "y"]\n}\nvariable "M" {\n default = { k = "v" }\n}\ntarget "a" {\n platforms = L\n args = { A = L[1], B = M["k"], C = M.k, D = L[7] }\n}', "7 [a] Dockerfile < . A:-y B:-v C:-v D?L[7] on(x,y)"],
  ["are attributes of the file", 'V = "1"\ntarget "a" {\n args = { A = V }\n}', "2 [a] Dockerfile < . A=1"],
  ["are attributes of targets", 'target "a" {\n args = { A = "1" }\n dockerfile = "D"\n}\ntarget "b" {\n args = target.a.args\n dockerfile = target.a.dockerfile\n}\ntarget "c" {\n args = { B = target.c.args }\n}', "1 [a] D < . A=1", "5 [b] D < . A=1", "9 [c] Dockerfile < . B?target.c.args"],
  ["do not exist", 'target "a" {\n args = { A = nothing }\n}', "1 [a] Dockerfile < . A?nothing"],
];

/** An expression and the value of the argument that it is, as `describeValue` writes it. */
export const expressions: readonly [expression: string, value: string][] = [
  ["timestamp()", "~timestamp()"],
  ['formatdate("YYYY-MM-DD", timestamp())', '~formatdate("YYYY-MM-DD", timestamp())'],
  ['formatdate("YYYY", timestamp())', '?formatdate("YYYY", timestamp())'],
  ['"x-${timestamp()}"', "~x-${timestamp()}"],
  ["sha256(timestamp())", "~sha256(timestamp())"],
  ['sha256("a")', '?sha256("a")'],
  ["nothing()", "?nothing()"],
  ['true ? "a" : "b"', "=a"],
  ['1 + 2 * 3 == 7 && !false ? "a" : "b"', "=a"],
  ['X == "" ? "a" : "b"', '?X == "" ? "a" : "b"'],
  ['D == "d" ? "a" : "b"', ":-a"],
  ['equal("a", "a") ? notequal(1, 2) : "x"', "=true"],
  ['join("-", concat(["a"], ["b", "c"]))', "=a-b-c"],
  ['format("%s:%s%%", "a", 1)', "=a:1%"],
  ['lower("AB")', "=ab"],
  ['upper("ab")', "=AB"],
  ['replace("a/b/c", "/", "$&")', "=a$&b$&c"],
  ['substr("abcdef", 1, 3)', "=bcd"],
  ['split(",", "a,b")[1]', "=b"],
  ['length(["a", "b"])', "=2"],
  ['lookup({ a = "b" }, "a", "c")', "=b"],
  ['lookup({ a = "b" }, "x", "c")', "=c"],
  ['contains(["a"], "a")', "=true"],
  ['coalesce(null, "x", "y")', "=x"],
  ['coalesce("", "x")', "="],
  ['try("x", X)', "=x"],
  ['try(X, "x")', '?try(X, "x")'],
  ['sanitize("a.b/c")', "=a_b_c"],
  ['trimprefix("v1", "v")', "=1"],
  ['merge({ a = "1" }, { a = "2" }).a', "=2"],
  ['join(",", [for x in ["a", "b", "c"] : upper(x) if x != "b"])', "=A,C"],
  ['{ for k, v in { a = "b" } : v => k }.b', "=a"],
  ['join(",", ["a", "b"]...)', '?join(",", ["a", "b"]...)'],
  ['["a"][*]', '?["a"][*]'],
  ['"%{ if true }a%{ endif }"', "?%{ if true }a%{ endif }"],
  ['regex_replace("aaa", "(a+)+$", "")', '?regex_replace("aaa", "(a+)+$", "")'],
  ['twice("a")', "=aa"],
  ['all("a", "b", "c")', "=b-c"],
  ["endless(1)", "?endless(1)"],
  ['"tab\\tquote\\"\\u0041"', '=tab\tquote"A'],
];

/** What the expressions may name. */
const functions =
  'variable "X" {}\nvariable "D" {\n default = "d"\n}\nfunction "twice" {\n params = [x]\n result = "${x}${x}"\n}\nfunction "all" {\n params = [x]\n variadic_params = rest\n result = join("-", rest)\n}\n';

/** What targets take from others. */
export const inheritance: readonly [name: string, source: string, ...invocations: string[]][] = [
  ["merges args, contexts and caches", 'target "_base" {\n args = { A = "1", B = "1" }\n contexts = { x = "x" }\n cache-from = ["c1"]\n cache-to = ["c1"]\n tags = ["t1"]\n}\ntarget "a" {\n inherits = ["_base"]\n args = { B = "2", C = "2" }\n contexts = { y = "y" }\n cache-from = ["c2"]\n cache-to = ["c2"]\n tags = ["t2"]\n}', "8 [a] Dockerfile < . A=1 B=2 C=2 x:x y:y from(c1) from(c2) to(c2) @t2"],
  ["takes the last of several parents", 'target "p" {\n target = "p"\n args = { A = "p", B = "p" }\n}\ntarget "q" {\n target = "q"\n args = { A = "q" }\n}\ntarget "a" {\n inherits = ["p", "q"]\n}', "9 [a] Dockerfile < . target=q A=q B=p"],
  ["goes on to parents of parents", 'target "p" {\n context = "x"\n}\ntarget "q" {\n inherits = ["p"]\n dockerfile = "D"\n}\ntarget "a" {\n inherits = ["q"]\n}', "8 [a] x/D < x"],
  ["keeps what null does not unset", 'target "p" {\n args = { A = "1" }\n target = "t"\n}\ntarget "a" {\n inherits = ["p"]\n args = { A = null }\n target = null\n}', "5 [a] Dockerfile < . target=t A=1"],
  ["ends in a ring", 'target "a" {\n inherits = ["b"]\n args = { A = "a" }\n}\ntarget "b" {\n inherits = ["a"]\n args = { A = "b", B = "b" }\n}\ngroup "default" {\n targets = ["a"]\n}', "1 [a] Dockerfile < . A=a B=b"],
  ["keeps a parent that a group names", 'target "p" {}\ntarget "a" {\n inherits = ["p"]\n}\ngroup "g" {\n targets = ["p"]\n}', "1 [p] Dockerfile < .", "2 [a] Dockerfile < ."],
  ["keeps a parent that a context names", 'target "p" {}\ntarget "a" {\n inherits = ["p"]\n contexts = { p = "target:p" }\n}', "1 [p] Dockerfile < .", "2 [a] Dockerfile < . p:target(p)"],
  ["is nothing to a block of the same name", 'target "a" {\n args = { A = "1" }\n}\ntarget "a" {\n args = { B = "2" }\n}', "4 [a] Dockerfile < . A=1 B=2"],
];

/** What a matrix makes. */
export const matrices: readonly [name: string, source: string, ...invocations: string[]][] = [
  ["multiplies", 'target "a" {\n name = "a-${x}-${y}"\n matrix = { x = ["1", "2"], y = ["p"] }\n target = y\n args = { X = x }\n}', "1 [a-1-p] Dockerfile < . target=p X=1", "1 [a-2-p] Dockerfile < . target=p X=2"],
  ["takes objects", 'target "a" {\n name = item.n\n matrix = { item = [{ n = "p", v = "1" }, { n = "q", v = "2" }] }\n args = { V = item.v }\n}', "1 [p] Dockerfile < . V=1", "1 [q] Dockerfile < . V=2"],
  ["takes variables", 'variable "V" {\n default = ["1"]\n}\ntarget "a" {\n name = "a${v}"\n matrix = { v = V }\n args = { V = v }\n}', "4 [a1] Dockerfile < . V=1"],
  ["that nobody knows makes nothing", 'variable "V" {}\ntarget "a" {\n name = "a${v}"\n matrix = { v = V }\n}'],
];

/** A file with the expression in it. */
export function fileOf(expression: string): string {
  const endless = expression.includes("endless") ? 'function "endless" {\n params = [x]\n result = endless(x)\n}\n' : "\n\n\n\n";
  return `${functions}${endless}target "a" {\n args = { A = ${expression} }\n}`;
}
