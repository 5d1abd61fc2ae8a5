import { memoryContext } from "../../../buildkit/files/memory-context.ts";
import type { RandomSource } from "./random-source.ts";

/** A project drawn from the grammar, and what its changes have to know. */
export interface RandomDockerfile {
  readonly dockerfile: string;
  readonly files: Readonly<Record<string, string>>;
  readonly args: Readonly<Record<string, string>>;
  readonly images: readonly string[];
  readonly pages: readonly string[];
  /** Files that no instruction names: a build can do without them. */
  readonly deletable: readonly string[];
  /** Whether a stage's output decides anything. */
  readonly hasOutputs: boolean;
}

export const argNames = ["A", "B", "C", "UNDECLARED", "GLOBAL"] as const;
const declared = ["A", "B", "C", "GLOBAL"] as const;

const texts: Readonly<Record<string, string>> = Object.fromEntries([
  "a.txt", "b.txt", "c.txt", "one.json", "two.json", "src/main.c", "src/util.c", "src/lib/x.c", "src/lib/notes.md", "docs/one.md", "docs/two.md",
  "conf/app.conf", "extra/e1", "extra/e2", "extra/e3", "extra/e4", "extra/e5.md", "extra/deep/e6.c",
].map((path) => [path, `${path} SALT\n`]));

const ignoreFiles = ["", "docs\n", "**/*.md\n!docs/one.md\n", "*.json\n", "src/lib\n", "*\n!src\n!a.txt\n!extra\n", "Dockerfile\n.dockerignore\n", "extra/*.md\n**/deep\n"] as const;
const wildcards = ["*.json", "src/*.c", "?.txt", "s*", "docs/*.md", "[ab].txt", "extra/*", "e*/e?", "src/*/*.c"] as const;

/** What is written so far. */
interface Draft {
  readonly random: RandomSource;
  readonly lines: string[];
  readonly isIgnored: (path: string) => boolean;
  readonly named: Set<string>;
  readonly images: string[];
  readonly pages: string[];
  /** Stages that end with an output, by their names. */
  readonly outputs: string[];
  hasOutputs: boolean;
  count: number;
}

export function randomDockerfile(random: RandomSource): RandomDockerfile {
  const ignore = random.pick(ignoreFiles);
  const files = { ...texts, ".dockerignore": ignore };
  const context = memoryContext(files);
  const draft: Draft = { random, lines: ["ARG GLOBAL=g"], isIgnored: (path) => context.isIgnored(path), named: new Set(), images: [], pages: [], outputs: [], hasOutputs: false, count: 0 };
  const stages = random.pick([1, 1, 1, 2, 2, 3]);
  for (let index = 0; index < stages; index += 1) writeStage(draft, index, index === stages - 1);
  return {
    dockerfile: `${draft.lines.join("\n")}\n`,
    files,
    args: random.chance(0.7) ? { A: "v0", GLOBAL: "g0" } : { B: "v0" },
    images: draft.images,
    pages: draft.pages,
    deletable: Object.keys(texts).filter((path) => !draft.named.has(path)),
    hasOutputs: draft.hasOutputs,
  };
}

/** Stages are built on each other, or hand over their output, or are needed by nobody. */
function writeStage(draft: Draft, index: number, isLast: boolean): void {
  const { random, lines } = draft;
  const onStage = index > 0 && random.chance(0.3);
  const base = onStage ? `stage${index - 1}` : addImage(draft);
  lines.push(`FROM ${base} AS stage${index}`);
  const length = 3 + random.below(isLast ? 4 : 3);
  for (let step = 0; step < length; step += 1) {
    if (random.chance(0.45)) lines.push(metadata(draft));
    lines.push(instruction(draft));
  }
  if (!isLast && random.chance(0.8)) {
    lines.push("RUN --mount=type=secret,id=output emit /out/x");
    draft.outputs.push(`stage${index}`);
  }
  const producer = isLast && !onStage ? random.pickFrom(draft.outputs) : undefined;
  if (producer === undefined) return;
  draft.hasOutputs = true;
  const mounts = random.chance(0.6);
  if (mounts) lines.push(`RUN --mount=from=${producer},source=/out,target=/given cat /given/x`);
  if (!mounts || random.chance(0.5)) lines.push(`COPY --from=${producer} ${random.pick(["/out", "/out/x", "/ou*", "/out/."])} /taken/`);
}

function addImage(draft: Draft): string {
  const name = `image${draft.images.length}`;
  draft.images.push(name);
  return name;
}

function metadata({ random }: Draft): string {
  const name = random.pick(declared);
  return random.pick([
    `ARG ${name}`, `ARG ${name}`, `ARG ${name}=d`, `ARG ${name}=$GLOBAL`, `ENV E_${name}=$${name}`, `ENV ${name}=const`, `ENV X=1 Y=\${${name}:-none}`, "ENV Z=constant",
    `LABEL l=$${name}`, "EXPOSE 80", 'CMD ["true"]', "USER 0", `STOPSIGNAL 9`, "ONBUILD RUN true",
  ]);
}

/** One step, of any form alike. */
function instruction(draft: Draft): string {
  draft.count += 1;
  const { random, count } = draft;
  const to = random.pick([`/d${count}/`, `/d${count}/`, `d${count}/`, `/d${count}/$${random.pick(declared)}/`]);
  const forms: readonly [() => string, ...(() => string)[]] = [
    () => `RUN echo ${count} $${random.pick(declared)} > /r${count}`,
    () => `RUN ["touch", "/r${count}"]`,
    () => `RUN <<END\necho ${count}\ntouch /r${count}\nEND`,
    () => `RUN --mount=type=bind,source=${explicit(draft)},target=/m${count} true ${count}`,
    () => `RUN --mount=target=/m${count} true ${count}`,
    () => `RUN --mount=type=cache,target=/c${count} touch /c${count}/x`,
    () => `COPY ${explicitFile(draft)} ${to}`,
    () => `COPY ${explicit(draft)} ${explicitFile(draft)} ${to}`,
    () => `COPY . ${to}`,
    () => `COPY ${wildcard(draft)} ${explicitFile(draft)} ${to}`,
    () => `COPY --exclude=${random.pick(["*.md", "**/*.c", "lib", "src", "e1", "deep/*"])} ${random.pick([".", explicit(draft), "s*"])} ${to}`,
    () => `COPY --parents ${random.pick(["src/**/*.c", "**/*.md", draft.isIgnored("extra/deep") ? "e*" : "extra/deep", "*.txt"])} ${explicitFile(draft)} ${to}`,
    () => `COPY --link ${random.pick([explicit(draft), "."])} ${to}`,
    () => `COPY <<END /d${count}/h\n${count} ${random.pick(["$A", "$GLOBAL", "text"])}\nEND`,
    () => `COPY --chown=1000:0${random.pick([" --chmod=755", ""])} ${explicit(draft)} ${to}`,
    () => `COPY --from=${addImage(draft)} ${random.pick(["/etc/image", "/etc", "/etc/im*"])} ${to}`,
    () => `ADD ${explicit(draft)} ${to}`,
    () => `ADD WEB/${addPage(draft)} ${to}`,
    () => `WORKDIR ${random.pick([`/w${count}`, `w${count}`, `/w/$${random.pick(declared)}x`, "/"])}`,
  ];
  return random.pick(forms)();
}

function addPage(draft: Draft): string {
  const name = `p${draft.pages.length}.txt`;
  draft.pages.push(name);
  return name;
}

/** A pattern whose directory is part of the build; there need not be a match. */
function wildcard({ random, isIgnored }: Draft): string {
  return random.pickFrom(wildcards.filter((pattern) => !pattern.includes("/") || /^[^/]*[*?]/.test(pattern) || !isIgnored(pattern.replace(/\/.*/, "")))) ?? "?.txt";
}

/** A file or directory that is part of the build. */
function explicit(draft: Draft): string {
  const directory = draft.random.pickFrom(["src", "docs", "conf", "extra", "src/lib"].filter((path) => !draft.isIgnored(path)));
  return directory !== undefined && draft.random.chance(0.6) ? directory : explicitFile(draft);
}

function explicitFile(draft: Draft): string {
  const visible = Object.keys(texts).filter((path) => !draft.isIgnored(path) && !path.startsWith("extra/"));
  const path = draft.random.pickFrom(visible) ?? "a.txt";
  draft.named.add(path);
  return path;
}
