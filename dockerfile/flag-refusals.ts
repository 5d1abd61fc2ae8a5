import { splitHealthcheck } from "./arguments.ts";
import type { LogicalText } from "./logical-text.ts";
import type { Flag, Instruction } from "./nodes.ts";
import { refuse, type Reading } from "./reading.ts";

type FlagKind = "boolean" | "text" | "list";

/** The flags of each instruction; only lists may be repeated (frontend/dockerfile/instructions/parse.go, v0.34). */
const known: Partial<Record<Instruction["type"], ReadonlyMap<string, FlagKind>>> = {
  ADD: flags({
    chown: "text",
    chmod: "text",
    link: "boolean",
    "keep-git-dir": "boolean",
    checksum: "text",
    unpack: "boolean",
    exclude: "list",
  }),
  COPY: flags({ chown: "text", from: "text", chmod: "text", link: "boolean", exclude: "list", parents: "boolean" }),
  FROM: flags({ platform: "text" }),
  HEALTHCHECK: flags({ interval: "text", timeout: "text", "start-period": "text", "start-interval": "text", retries: "text" }),
  RUN: flags({ mount: "list", network: "text", security: "text", device: "list" }),
};

/** Notes the flags that BuildKit refuses. It looks at none of ARG, STOPSIGNAL and HEALTHCHECK NONE. */
export function refuseFlags(reading: Reading, instruction: Instruction, rest: LogicalText): void {
  const { type } = instruction;
  if (type === "ARG" || type === "STOPSIGNAL" || type === "UNKNOWN") return;
  if (type === "HEALTHCHECK" && splitHealthcheck(rest).kind.text.toUpperCase() === "NONE") return;
  const kinds = known[type];
  const seen = new Set<string>();
  for (const flag of instruction.flags) {
    const kind = kinds?.get(flag.name);
    const message = kind === undefined ? `${type} has no flag --${flag.name}.` : flagProblem(flag, kind, seen.has(flag.name));
    if (message !== undefined) refuse(reading, flag.range, message);
    seen.add(flag.name);
  }
}

function flagProblem(flag: Flag, kind: FlagKind, isRepeated: boolean): string | undefined {
  const { name } = flag;
  if (isRepeated && kind !== "list") return `--${name} may be given only once.`;
  const value = flag.value?.text;
  if (kind === "boolean") {
    return value === undefined || /^(?:true|false)$/iu.test(value) ? undefined : `--${name} takes true or false.`;
  }
  return value === undefined ? `--${name} needs a value.` : valueProblem(flag, value);
}

function valueProblem(flag: Flag, value: string): string | undefined {
  switch (flag.name) {
    case "mount":
      return mountProblem(flag);
    case "device":
      return deviceProblem(flag);
    case "network":
      return ["default", "none", "host"].includes(value) ? undefined : "--network takes default, none or host.";
    case "security":
      return ["insecure", "sandbox"].includes(value) ? undefined : "--security takes insecure or sandbox.";
    case "interval":
    case "timeout":
    case "start-period":
    case "start-interval":
      return value === "" || isDuration(value) ? undefined : `--${flag.name} takes a duration of at least 1ms, such as 1m30s.`;
    case "retries":
      return /^(?:\+?\d+)?$/u.test(value) && Number(value) < 2 ** 31 ? undefined : "--retries takes a whole number.";
    default:
      return undefined;
  }
}

/** Variables may stand in every field but `from` (`parseMount` of instructions/commands_runmount.go). */
function mountProblem(flag: Flag): string | undefined {
  if (flag.options.length === 0) return "--mount needs a list of fields, separated by commas.";
  const from = flag.options.find((option) => option.key.text.toLowerCase() === "from" && /\$./su.test(option.value?.text ?? ""));
  return from === undefined ? undefined : "The field from of --mount takes no variables: name a stage for it.";
}

/** One name, with or without `name=`, and `required` (`ParseDevice` of instructions/commands_rundevice.go). */
function deviceProblem(flag: Flag): string | undefined {
  if (flag.options.length === 0) return "--device needs a list of fields, separated by commas.";
  let hasName = false;
  for (const { key, value } of flag.options) {
    const name = key.text.toLowerCase();
    if (name === "required" && isBoolean(value?.text ?? "true")) continue;
    if (name === "required") return "The field required of --device takes true or false.";
    if (hasName) return `--device takes one name: "${key.text}" is too much.`;
    hasName = name !== "name" || value === undefined || value.text !== "";
  }
  return undefined;
}

/** Go's `strconv.ParseBool`. */
function isBoolean(value: string): boolean {
  return /^(?:[01tTfF]|true|false|True|False|TRUE|FALSE)$/u.test(value);
}

/** Go's `time.ParseDuration`, and BuildKit's least duration. Zero means the default. */
function isDuration(value: string): boolean {
  if (/^[+-]?0$/u.test(value)) return true;
  if (!/^[+-]?(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/u.test(value)) return false;
  const parts = [...value.matchAll(/(\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h)/gu)];
  const units: Readonly<Record<string, number>> = { ns: 1e-6, us: 1e-3, µs: 1e-3, μs: 1e-3, ms: 1, s: 1e3, m: 6e4, h: 3.6e6 };
  const milliseconds = parts.reduce((sum, [, count, unit]) => sum + Number(count) * (units[unit ?? ""] ?? 0), 0);
  return milliseconds === 0 || (milliseconds >= 1 && !value.startsWith("-"));
}

function flags(kinds: Readonly<Record<string, FlagKind>>): ReadonlyMap<string, FlagKind> {
  return new Map(Object.entries(kinds));
}
