import type { Command } from "../../shell/command.ts";
import type { RunStep } from "../model.ts";

/** Whether something is removed or cleaned after a command of the RUN, to keep the layer small. Package lists are none of that. */
export function removesSomething({ script }: RunStep, after: Command): boolean {
  const later = script.commands.slice(script.commands.indexOf(after) + 1);
  return later.some(({ name, args }) => {
    if (name === "rm" || name === "rmdir" || name === "find") return !args.every(({ value }) => value.startsWith("-") || value.startsWith("/var/lib/") || value.startsWith("/tmp"));
    return args.some(({ value }) => /^(?:prune|clean|purge|remove|uninstall|autoremove|del|erase)$/.test(value));
  });
}
