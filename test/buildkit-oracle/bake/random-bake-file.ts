/** A source of numbers below a limit. */
export type Random = (limit: number) => number;

/** The same numbers every time (a linear congruential generator with the constants of Numerical Recipes). */
export function createRandom(seed: number): Random {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

/** A bake file of a few targets, which inherit from each other, with expressions of every kind that is evaluated. */
export function randomBakeFile(random: Random): string {
  const pick = <Item>(items: readonly [Item, ...Item[]]): Item => items[random(items.length)] ?? items[0];
  const some = (make: () => string, most: number, separator: string): string => Array.from({ length: random(most + 1) }, make).join(separator);
  const word = (): string => `"${pick(["a", "b", "A", "v1.2", "a/b", "x-y", "", "linux/amd64", "ä", "$${no}", "\\\\", "\\t"])}"`;

  const text = (depth: number): string => {
    if (depth === 0) return pick<() => string>([word, () => pick(["V", "W", "L[0]", "M.k", 'M["k"]'])])();
    const inner = (): string => text(depth - 1);
    return pick<() => string>([
      word,
      () => `"\${${inner()}}-\${${inner()}}"`,
      () => `${truth(depth - 1)} ? ${inner()} : ${inner()}`,
      () => `(${inner()})`,
      () => `${pick(["lower", "upper", "trimspace", "sanitize", "chomp"])}(${inner()})`,
      () => `replace(${inner()}, "a", ${inner()})`,
      () => `substr(${inner()}, ${random(3)}, ${random(4)})`,
      () => `join(${inner()}, ${list(depth - 1)})`,
      () => `format("%s_%s", ${inner()}, ${inner()})`,
      () => `lookup(M, ${inner()}, ${inner()})`,
      () => `coalesce(${inner()}, "z")`,
      () => `${pick(["trimprefix", "trimsuffix"])}(${inner()}, ${inner()})`,
      () => `twice(${inner()})`,
      () => `"\${${number(depth - 1)}}"`,
      () => `merge(M, { k = ${inner()} }).k`,
      () => `values(M)[0]`,
    ])();
  };
  const truth = (depth: number): string => {
    if (depth === 0) return pick(["true", "false"]);
    const inner = (): string => truth(depth - 1);
    return pick<() => string>([
      () => `${pick(["equal", "notequal"])}(${text(depth - 1)}, ${text(depth - 1)})`,
      () => `(${text(0)} ${pick(["==", "!="])} ${text(0)})`,
      () => `(${inner()} ${pick(["&&", "||"])} ${inner()})`,
      () => `!(${inner()})`,
      () => `contains(${list(depth - 1)}, ${text(depth - 1)})`,
      () => `(${number(depth - 1)} ${pick(["<", ">", "<=", ">=", "=="])} ${number(depth - 1)})`,
      () => `${pick(["and", "or"])}(${inner()}, ${inner()})`,
    ])();
  };
  const number = (depth: number): string => {
    if (depth === 0) return String(random(9));
    return pick<() => string>([() => `length(${list(depth - 1)})`, () => `strlen(${text(depth - 1)})`, () => `(${number(depth - 1)} ${pick(["+", "-", "*"])} ${number(depth - 1)})`, () => `add(${number(depth - 1)}, 2)`])();
  };
  const list = (depth: number): string => {
    if (depth === 0) return pick(["L", '["a", "b"]', "[V]"]);
    return pick<() => string>([
      () => `[${text(depth - 1)}, ${text(depth - 1)}]`,
      () => `concat(${list(depth - 1)}, ${list(depth - 1)})`,
      () => `[for x in ${list(depth - 1)} : "\${x}!"${pick(["", " if x != V"])}]`,
      () => `split("/", ${text(depth - 1)})`,
      () => `distinct(${list(depth - 1)})`,
      () => `compact(${list(depth - 1)})`,
      () => `flatten([${list(depth - 1)}, ["f"]])`,
    ])();
  };
  const entry = (): string => `${pick(["A", "B", "C", '"D"'])} ${pick(["=", ":"])} ${pick<() => string>([() => text(3), () => text(1), () => number(2), () => truth(2), () => "null"])()}`;
  const attributes = (name: string): string => {
    const lines = [
      random(3) > 0 && `args = {\n    ${some(entry, 3, pick(["\n    ", ",\n    "]))}\n  }`,
      random(3) === 0 && `context = ${pick(['"."', '"web"', '"./web/"', "V", '"target"'])}`,
      random(3) === 0 && `dockerfile = ${pick(['"D"', '"../D"', "V", '""'])}`,
      random(4) === 0 && `target = ${text(1)}`,
      random(4) === 0 && `contexts = { c = ${pick(['"lib"', '"docker-image://a"', '""'])} }`,
      random(4) === 0 && `platforms = ${pick(["L", '["linux/amd64"]', "[]"])}`,
      random(4) === 0 && `tags = [${some(() => text(1), 2, ", ")}]`,
      random(5) === 0 && `no-cache = ${truth(1)}`,
      random(5) === 0 && `pull = ${truth(0)}`,
      random(4) === 0 && `dockerfile-inline = ${pick(["<<EOT\nFROM a\n  RUN ${V} $${b}\nEOT", "<<-EOT\n      FROM a\n\n        RUN b ${V}\n    EOT", "<<-EOT\n    ${V}\n      RUN b\n    EOT", '"FROM a"', '""'])}`,
      random(3) === 0 && `inherits = [${some(() => `"t${random(3)}"`, 2, ", ")}]`,
      // What is no target any more cannot be inherited from.
      name === "t3" && random(2) === 0 && `matrix = { m = ${pick(['["p", "q"]', "L"])} }\n  name = "${name}-\${sanitize(m)}"`,
    ];
    return lines.filter((line) => line !== false).map((line) => `  ${line}\n`).join("");
  };
  const variables = `variable "V" {\n  default = ${word()}\n}\nvariable "W" {\n  default = ${pick<() => string>([word, () => '"${V}w"', () => "upper(V)"])()}\n}\n`;
  const constants = `L = [${word()}, "m"]\nM = { k = "v", "x-y" = ${word()} }\nfunction "twice" {\n  params = [x]\n  result = "\${x}\${x}"\n}\n`;
  return variables + constants + Array.from({ length: 4 }, (_, index) => `target "t${index}" {\n${attributes(`t${index}`)}}\n`).join("");
}
