import type { CommandForm, Ecosystem } from "./ecosystem.ts";
import { proxyVariables } from "./proxy-variables.ts";

const peclTool = {
  tools: ["pecl"],
  valueFlags: ["-d", "-D", "--configureoptions", "-R", "--installroot", "-B", "--register-only", "--packagingroot", "-P"],
} satisfies Partial<CommandForm>;

/** Extensions of PHP. Its downloads go to a temporary directory that official images remove: there is no cache to mount. */
export const pecl: Ecosystem = {
  id: "pecl",
  name: "PECL",
  kind: "language",
  commands: [
    { ...peclTool, subcommands: [["install"], ["i"], ["upgrade"]], anyOperand: /^\.{0,2}\/|\.xml$/, effect: { kind: "install-project" } },
    { ...peclTool, subcommands: [["install"], ["i"], ["upgrade"]], operands: "some", effect: { kind: "add", scope: "global" } },
  ],
  // `redis-6.1.0`; a state behind the dash (`xdebug-beta`) moves.
  isPinned: (operand) => /-\d[\w.]*$|\.tgz$/.test(operand),
  caches: [],
  hostArtifacts: [],
  installsInto: [],
  environment: [/^PHP/, /^PEAR/, proxyVariables],
  sources: ["https://www.php.net/manual/en/install.pecl.pear.php", "https://pear.php.net/manual/en/guide.users.commandline.commands.php"],
};
