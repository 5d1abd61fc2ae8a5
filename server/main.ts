import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { startServer } from "./server.ts";

// `--node-ipc`, `--socket=PORT`, `--pipe=NAME` or, without any of them, `--stdio`.
const names = /^--(?:node-ipc|stdio|socket|pipe)(?:=|$)/;
if (!process.argv.slice(2).some((arg) => names.test(arg))) process.argv.push("--stdio");

startServer(createConnection(ProposedFeatures.all));
