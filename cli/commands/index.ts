import type { CommandOutline } from "../usage/command.ts";

/** The commands by name. Each is loaded when it is asked for, so that none waits for the libraries of another. */
export const commands: Readonly<Record<string, CommandOutline>> = {
  lint: {
    summary: "Finds cache hazards in Dockerfiles, and repairs those that are safe to repair.",
    load: async () => (await import("./lint.ts")).lint,
  },
  explain: {
    summary: "Tells what re-runs which step of a Dockerfile, and what the next build will do.",
    load: async () => (await import("./explain.ts")).explain,
  },
  context: {
    summary: "Tells what a build sends, what takes it, and what the ignore file keeps out.",
    load: async () => (await import("./context.ts")).context,
  },
  "init-ignore": {
    summary: "Writes the .dockerignore of a build context, or completes it.",
    load: async () => (await import("./init-ignore.ts")).initIgnore,
  },
  lsp: {
    summary: "Starts the language server, for editors.",
    load: async () => (await import("./lsp.ts")).lsp,
  },
};
