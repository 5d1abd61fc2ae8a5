import type { Flag } from "./arguments.ts";
import type { Command, CommandOutline } from "./command.ts";
import { hang, wrap } from "../terminal/wrap.ts";

const width = 80;

/** The help of the program: what it is, and its commands. */
export function describeProgram(commands: Readonly<Record<string, CommandOutline>>): string {
  const longest = Math.max(...Object.keys(commands).map((name) => name.length));
  return [
    "Layerwise knows what BuildKit's cache will do with a Dockerfile.",
    "",
    "Usage: layerwise COMMAND [ARGUMENT]...",
    "",
    "Commands:",
    ...Object.entries(commands).flatMap(([name, { summary }]) => hang(`  ${name.padEnd(longest)}  `, summary, width)),
    "",
    "`layerwise COMMAND --help` tells more about one of them; `layerwise --version`",
    "prints the version.",
    "",
  ].join("\n");
}

/** The help of one command. */
export function describeCommand({ usage, description, flags, notes }: Command): string {
  const entries = Object.entries(flags).map(([name, flag]) => ({ form: toForm(name, flag), text: flag.description }));
  const longest = Math.max(...entries.map(({ form }) => form.length));
  const list = entries.flatMap(({ form, text }) => hang(`  ${form.padEnd(longest)}  `, text, width));
  const after = notes === undefined ? [] : ["", ...paragraphs(notes)];
  return [`Usage: layerwise ${usage}`, "", ...paragraphs(description), "", "Flags:", ...list, ...after, ""].join("\n");
}

function toForm(name: string, { short, value }: Flag): string {
  return `${short === undefined ? "    " : `-${short}, `}--${name}${value === undefined ? "" : ` ${value}`}`;
}

/** Paragraphs are wrapped; lines that begin with a blank stay as they are. */
function paragraphs(text: string): string[] {
  return text.split("\n\n").flatMap((paragraph, index) => {
    const lines = paragraph.startsWith(" ") ? paragraph.split("\n") : wrap(paragraph, width);
    return index === 0 ? lines : ["", ...lines];
  });
}
