import type { Assignment } from "./command.ts";
import { readOptions, type OptionSyntax } from "./options.ts";
import type { SyntaxWord } from "./syntax.ts";
import { assignmentOf } from "./word.ts";

/** A command that runs the command in its arguments, in the same file system and with the same effect. */
interface Wrapper extends OptionSyntax {
  /** Words between its options and the command: the duration of `timeout`. */
  readonly operands?: number;
  /** `NAME=value` words before the command go into its environment. */
  readonly assignments?: true;
  /** Options with which it runs no command. */
  readonly inert?: readonly string[];
  /** Options whose value is the directory that the command runs in. */
  readonly directory?: readonly string[];
  /** Options with which the command runs in the user's home directory. */
  readonly home?: readonly string[];
  /** Options whose value is a script or a whole command line. */
  readonly script?: readonly string[];
}

/**
 * Options as in the manual pages: sudo 1.9, GNU coreutils 9, util-linux 2.40, the Bash manual ("Bourne Shell Builtins", "Bash
 * Builtins"), and the help texts of gosu, su-exec, s6-setuidgid, doas, tini, dumb-init and xvfb-run.
 */
const wrappers: ReadonlyMap<string, Wrapper> = new Map<string, Wrapper>([
  ["sudo", {
    short: "CDghpRrTtUu",
    long: ["close-from", "chdir", "group", "host", "prompt", "chroot", "role", "command-timeout", "type", "other-user", "user"],
    assignments: true,
    inert: ["-l", "--list", "-v", "--validate", "-e", "--edit"],
    directory: ["-D", "--chdir"],
    home: ["-i", "--login"],
  }],
  ["doas", { short: "Cu", inert: ["-C", "-L"] }],
  ["env", {
    short: "uCS",
    long: ["unset", "chdir", "split-string"],
    assignments: true,
    directory: ["-C", "--chdir"],
    script: ["-S", "--split-string"],
  }],
  ["exec", { short: "a" }],
  ["command", { inert: ["-v", "-V"] }],
  ["builtin", {}],
  ["time", { short: "fo", long: ["format", "output"] }],
  ["nice", { short: "n", long: ["adjustment"] }],
  ["ionice", { short: "cn", long: ["class", "classdata"], inert: ["-p", "-P", "-u", "--pid", "--pgid", "--uid"] }],
  ["nohup", {}],
  ["setsid", {}],
  ["timeout", { short: "ks", long: ["kill-after", "signal"], operands: 1 }],
  ["stdbuf", { short: "ioe", long: ["input", "output", "error"] }],
  ["setpriv", {
    long: ["ambient-caps", "inh-caps", "bounding-set", "groups", "regid", "rgid", "egid", "reuid", "ruid", "euid", "securebits",
      "pdeathsig", "selinux-label", "apparmor-profile"],
    inert: ["-d", "--dump"],
  }],
  ["runuser", {
    short: "ucCgGsTw",
    long: ["user", "command", "session-command", "group", "supp-group", "shell", "whitelist-environment"],
  }],
  ["gosu", { operands: 1 }],
  ["su-exec", { operands: 1 }],
  ["s6-setuidgid", { operands: 1 }],
  ["dumb-init", { short: "r", long: ["rewrite"] }],
  ["tini", { short: "pe" }],
  ["xvfb-run", {
    short: "nsefpw",
    long: ["server-num", "server-args", "error-file", "auth-file", "xauth-protocol", "wait"],
  }],
]);

/** Options of `su` and of `runuser` where it takes the place of `su`. */
const suOptions: OptionSyntax = {
  short: "cCgGsTw",
  long: ["command", "session-command", "group", "supp-group", "shell", "whitelist-environment"],
};

/** What is left of a command line when its wrappers are off. */
export interface Call {
  readonly words: readonly [SyntaxWord, ...SyntaxWord[]];
  readonly wrappers: readonly string[];
  readonly environment: readonly Assignment[];
  /** A script that the last wrapper runs in place of a command: `su -c '…'`. */
  readonly script: SyntaxWord | undefined;
  /** Where the wrappers go before they run the command, in order; undefined stands for a place nobody knows. */
  readonly directories: readonly (string | undefined)[];
}

/** Takes the wrappers off. A wrapper that runs no command (`command -v x`, `env` alone) is itself the command. */
export function unwrap(words: readonly [SyntaxWord, ...SyntaxWord[]]): Call {
  const names: string[] = [];
  const environment: Assignment[] = [];
  const directories: (string | undefined)[] = [];
  let start = 0;
  let script: SyntaxWord | undefined;
  while (script === undefined) {
    const layer = readLayer(words, start);
    if (layer === undefined) break;
    names.push(layer.name);
    environment.push(...layer.environment);
    directories.push(...layer.directories);
    script = layer.script;
    start = script === undefined ? layer.next : start;
  }
  const [first = words[0], ...rest] = words.slice(start);
  return { words: [first, ...rest], wrappers: names, environment, script, directories };
}

/** The last path segment of a command word; what an expansion may hold is left alone. */
export function commandName({ word: { value } }: SyntaxWord): string {
  const segment = value.slice(value.lastIndexOf("/") + 1);
  return segment === "" || /[${}()`]/.test(segment) ? value : segment;
}

interface Layer {
  readonly name: string;
  /** Index of the wrapped command's first word. */
  readonly next: number;
  readonly environment: readonly Assignment[];
  readonly directories: readonly (string | undefined)[];
  readonly script: SyntaxWord | undefined;
}

function readLayer(words: readonly SyntaxWord[], start: number): Layer | undefined {
  const first = words[start];
  const name = first === undefined ? "" : commandName(first);
  const wrapper = wrappers.get(name);
  if (name === "su" || (name === "runuser" && !runsCommand(words, start))) return readSu(name, words, start);
  if (wrapper === undefined) return undefined;
  const { options, next: afterOptions } = readOptions(words, start + 1, wrapper);
  if (options.some((option) => wrapper.inert?.includes(option.name) === true)) return undefined;
  const script = options.find((option) => wrapper.script?.includes(option.name) === true)?.value;
  const next = words[afterOptions]?.word.value === "-" ? afterOptions + 1 : afterOptions;
  const environment = wrapper.assignments === true ? leadingAssignments(words, next) : [];
  const inner = next + environment.length + (wrapper.operands ?? 0);
  const command = words[inner];
  if (script === undefined && (command === undefined || command.word.value.startsWith("-"))) return undefined;
  const directories = options.flatMap(({ name: option, value }) => {
    const moves = wrapper.directory?.includes(option) === true || wrapper.home?.includes(option) === true;
    return moves ? [value?.word.literal === true ? value.word.value : undefined] : [];
  });
  return { name, next: inner, environment, directories, script };
}

function leadingAssignments(words: readonly SyntaxWord[], start: number): Assignment[] {
  const assignments: Assignment[] = [];
  for (let word = words[start]; word !== undefined; word = words[start + assignments.length]) {
    const assignment = assignmentOf(word.word);
    if (assignment === undefined) break;
    assignments.push(assignment);
  }
  return assignments;
}

function runsCommand(words: readonly SyntaxWord[], start: number): boolean {
  return readOptions(words, start + 1, { ...suOptions, short: `u${suOptions.short ?? ""}` }).options.some(
    (option) => option.name === "-u" || option.name === "--user",
  );
}

/** `su - user -c script`: its options may stand behind the user's name. */
function readSu(name: string, words: readonly SyntaxWord[], start: number): Layer | undefined {
  let script: SyntaxWord | undefined;
  let login = false;
  let next = start + 1;
  while (next < words.length) {
    const read = readOptions(words, next, suOptions);
    for (const option of read.options) {
      const isScript = ["-c", "--command", "--session-command"].includes(option.name);
      script ??= isScript ? option.value : undefined;
      login ||= option.name === "-l" || option.name === "--login";
    }
    login ||= words[read.next]?.word.value === "-";
    next = read.next + 1;
  }
  return script && { name, next, environment: [], directories: login ? [undefined] : [], script };
}
