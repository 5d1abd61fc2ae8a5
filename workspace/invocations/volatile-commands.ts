/**
 * Whether what a command prints is another text at nearly every build or commit. Tags, branches and hashes of files are
 * not: they stay until somebody makes a release or edits the files.
 */
export function isVolatileCommand(name: string, args: readonly string[]): boolean {
  switch (name) {
    case "date":
    case "gdate":
      return isVolatileDate(args);
    case "git":
      return isVolatileGit(args);
    case "uuidgen":
    case "mktemp":
      return true;
    case "openssl":
      return args[0] === "rand";
    case "svnversion":
      return true;
    case "hg":
      return args[0] === "id" || args[0] === "identify" || args[0] === "parent";
    default:
      return args.some((arg) => /^\/dev\/u?random$|^\/proc\/sys\/kernel\/random\/uuid$/.test(arg));
  }
}

/** A fixed date (`-d 2020-01-01`, `-r file`) and one that names a week, a month or a year stay for many builds. */
function isVolatileDate(args: readonly string[]): boolean {
  if (args.some((arg) => /^(?:-r|--reference|-s|--set)/.test(arg))) return false;
  const dated = args.findIndex((arg) => /^(?:-d|--date)/.test(arg));
  const moment = dated < 0 ? "now" : `${args[dated] ?? ""} ${args[dated + 1] ?? ""}`;
  if (!/now|today|ago|yesterday|tomorrow|days?\b|hours?\b/.test(moment)) return false;
  const format = args.find((arg) => arg.startsWith("+"));
  return format === undefined || /%[-_0^#]*(?:[acdDeFhHIjklMnNprRsSTuwxX+]|:*z)/.test(format.replace(/%[-_0^#]*z/g, ""));
}

/** What names the commit: `rev-parse HEAD`, `log -1`, `describe` with its distance from the last tag. */
function isVolatileGit(args: readonly string[]): boolean {
  const [command = "", ...rest] = withoutGlobalOptions(args);
  switch (command) {
    case "rev-parse":
      return rest.some((arg) => /^(?:HEAD|@)(?:\^\{commit\})?$/.test(arg)) && !rest.some((arg) => /^--(?:abbrev-ref|symbolic-full-name|show|is|git)/.test(arg));
    case "describe":
      return !rest.includes("--abbrev=0") && !rest.includes("--exact-match");
    case "log":
    case "show":
    case "whatchanged":
      return !rest.includes("--");
    case "rev-list":
      return rest.some((arg) => arg === "HEAD" || arg === "--all") && !rest.some((arg) => arg.startsWith("--tags"));
    case "show-ref":
      return rest.includes("HEAD");
    case "stash":
      return rest[0] === "create";
    default:
      return command === "write-tree";
  }
}

function withoutGlobalOptions(args: readonly string[]): readonly string[] {
  let index = 0;
  while (args[index]?.startsWith("-") === true) index += args[index] === "-C" || args[index] === "-c" ? 2 : 1;
  return args.slice(index);
}
