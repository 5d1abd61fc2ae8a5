import assert from "node:assert/strict";
import { once } from "node:events";
import { PassThrough, type Readable, type Writable } from "node:stream";
import { pathToFileURL } from "node:url";
import type { ClientCapabilities, CodeAction, Command, Diagnostic, InitializeParams, InitializeResult, Position, PublishDiagnosticsParams, Range } from "vscode-languageserver";
import { createConnection, ProposedFeatures, StreamMessageReader, StreamMessageWriter } from "vscode-languageserver/node";
import { startServer } from "../../server/server.ts";

export interface EditorOptions {
  readonly capabilities: ClientCapabilities;
  /** Absolute paths of the open folders. */
  readonly folders: readonly string[];
  /** Answers to the server's requests by method; without one the answer is null. */
  readonly answers?: Readonly<Record<string, (params: unknown) => unknown>>;
  readonly initialize?: Partial<InitializeParams>;
  /** What to talk to; without it, a server in this process. */
  readonly streams?: { readonly input: Readable; readonly output: Writable };
}

export interface Message {
  readonly method: string;
  readonly params: unknown;
}

/** As much of an editor as the protocol needs to see, written from the protocol and not from the server's library. */
export interface Editor {
  readonly server: InitializeResult;
  /** Everything that the server sent by itself: notifications and requests. */
  readonly received: readonly Message[];
  /** Rejects with the error's message. */
  request(method: string, params: unknown): Promise<unknown>;
  notify(method: string, params: unknown): void;
  /** The first message of this method, from now on or already here, that was not taken before. */
  next(method: string, isWanted?: (params: unknown) => boolean): Promise<unknown>;
  open(uri: string, text: string, more?: { readonly version?: number; readonly languageId?: string }): void;
  /** Replaces the whole text. */
  change(uri: string, text: string, version: number): void;
  pull(uri: string, previousResultId?: string): Promise<Pulled>;
  published(uri: string): Promise<PublishDiagnosticsParams>;
  actions(uri: string, range: Range, context?: object): Promise<readonly CodeAction[]>;
}

export type Pulled = { readonly kind: "full"; readonly resultId?: string; readonly items: readonly Diagnostic[] } | { readonly kind: "unchanged"; readonly resultId: string };

/** As VS Code's client announces itself, as far as it matters. */
export const pulling: ClientCapabilities = {
  textDocument: {
    diagnostic: {},
    publishDiagnostics: { relatedInformation: true, codeDescriptionSupport: true },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } },
    synchronization: { dynamicRegistration: true },
  },
  workspace: {
    configuration: true,
    diagnostics: { refreshSupport: true },
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    workspaceEdit: { documentChanges: true, resourceOperations: ["create", "rename", "delete"] },
    workspaceFolders: true,
  },
};

/** As Neovim 0.7 announces itself: little, and no more than it must. */
export const plain: ClientCapabilities = {
  textDocument: { publishDiagnostics: { relatedInformation: true }, codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } } },
};

/** Starts an editor and its server, up to `initialized`. */
export async function startEditor({ capabilities, folders, answers = {}, initialize = {}, streams = serveHere() }: EditorOptions): Promise<Editor> {
  const wire = connect(streams, answers);
  const workspaceFolders = folders.map((folder) => ({ uri: pathToFileURL(folder).href, name: folder }));
  const params = { processId: null, rootUri: workspaceFolders[0]?.uri ?? null, workspaceFolders, capabilities, ...initialize };
  const server = (await wire.request("initialize", params)) as InitializeResult;
  wire.notify("initialized", {});
  return {
    ...wire,
    server,
    open: (uri, text, { version = 1, languageId = "dockerfile" } = {}) => wire.notify("textDocument/didOpen", { textDocument: { uri, languageId, version, text } }),
    change: (uri, text, version) => wire.notify("textDocument/didChange", { textDocument: { uri, version }, contentChanges: [{ text }] }),
    pull: async (uri, previousResultId) => (await wire.request("textDocument/diagnostic", { textDocument: { uri }, previousResultId })) as Pulled,
    published: async (uri) => (await wire.next("textDocument/publishDiagnostics", (params) => (params as PublishDiagnosticsParams).uri === uri)) as PublishDiagnosticsParams,
    async actions(uri, range, context = { diagnostics: [] }) {
      const found = (await wire.request("textDocument/codeAction", { textDocument: { uri }, range, context })) as (CodeAction | Command)[];
      return found.filter((action): action is CodeAction => typeof action.command !== "string");
    },
  };
}

/** The place of the caret behind the first occurrence of a text. */
export function placeOf(text: string, part: string): Range {
  const offset = text.indexOf(part);
  assert.ok(offset >= 0, `"${part}" is not in the text.`);
  const before = text.slice(0, offset).split(/\r\n|\n|\r/);
  const position: Position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  return { start: position, end: position };
}

function serveHere(): { readonly input: Readable; readonly output: Writable } {
  const [there, back] = [new PassThrough(), new PassThrough()];
  startServer(createConnection(ProposedFeatures.all, new StreamMessageReader(there), new StreamMessageWriter(back)));
  return { input: back, output: there };
}

type Wire = Pick<Editor, "received" | "request" | "notify" | "next">;

function connect({ input, output }: { readonly input: Readable; readonly output: Writable }, answers: NonNullable<EditorOptions["answers"]>): Wire {
  const pending = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  const received: Message[] = [];
  const untaken: Message[] = [];
  const arrivals = new PassThrough({ objectMode: true });
  arrivals.resume();
  let lastId = 0;
  readMessages(input, (message) => {
    const { id, method, params, result, error } = message as { id?: number; method?: string; params?: unknown; result?: unknown; error?: { message: string } };
    if (method === undefined && id !== undefined) {
      if (error === undefined) pending.get(id)?.resolve(result);
      else pending.get(id)?.reject(new Error(error.message));
      return;
    }
    if (method === undefined) return;
    received.push({ method, params });
    untaken.push({ method, params });
    arrivals.emit("arrival");
    if (id !== undefined) send({ id, result: answers[method]?.(params) ?? null });
  });
  return {
    received,
    request(method, params) {
      const id = ++lastId;
      const answer = new Promise<unknown>((resolve, reject) => pending.set(id, { resolve, reject }));
      send({ id, method, params });
      return answer;
    },
    notify: (method, params) => send({ method, params }),
    async next(method, isWanted = () => true) {
      for (;;) {
        const index = untaken.findIndex((message) => message.method === method && isWanted(message.params));
        if (index >= 0) return untaken.splice(index, 1)[0]?.params;
        await once(arrivals, "arrival");
      }
    },
  };

  function send(message: object): void {
    const body = JSON.stringify({ jsonrpc: "2.0", ...message });
    output.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  }
}

function readMessages(input: Readable, take: (message: unknown) => void): void {
  let rest = Buffer.alloc(0);
  input.on("data", (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk]);
    for (let header = rest.indexOf("\r\n\r\n"); header >= 0; header = rest.indexOf("\r\n\r\n")) {
      const length = Number(/Content-Length: (\d+)/.exec(rest.toString("latin1", 0, header))?.[1]);
      if (rest.length < header + 4 + length) return;
      take(JSON.parse(rest.toString("utf8", header + 4, header + 4 + length)));
      rest = rest.subarray(header + 4 + length);
    }
  });
}
