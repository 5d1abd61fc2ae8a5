import {
  DidChangeConfigurationNotification,
  DidChangeTextDocumentNotification,
  DidChangeWatchedFilesNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  TextDocumentSyncKind,
  type Connection,
} from "vscode-languageserver";
import type { ClientFeatures } from "./client-features.ts";
import { contextGlobs, watchedGlobs } from "./watched-files.ts";

/**
 * Asks the editor for what can only be asked for after the start: changes of its settings, of files on disk, and the
 * texts of open files that are no Dockerfiles but belong to build contexts.
 */
export async function register({ client, console }: Connection, features: ClientFeatures): Promise<void> {
  const requests: Promise<unknown>[] = [];
  if (features.registersConfiguration) requests.push(client.register(DidChangeConfigurationNotification.type, { section: "layerwise" }));
  if (features.registersWatchers) {
    const watchers = watchedGlobs().map((globPattern) => ({ globPattern }));
    requests.push(client.register(DidChangeWatchedFilesNotification.type, { watchers }));
  }
  if (features.registersDocuments) {
    const documentSelector = contextGlobs().map((pattern) => ({ scheme: "file", pattern }));
    requests.push(client.register(DidOpenTextDocumentNotification.type, { documentSelector }));
    requests.push(client.register(DidChangeTextDocumentNotification.type, { documentSelector, syncKind: TextDocumentSyncKind.Full }));
    requests.push(client.register(DidCloseTextDocumentNotification.type, { documentSelector }));
  }
  const outcomes = await Promise.allSettled(requests);
  const refusals = outcomes.filter((outcome) => outcome.status === "rejected");
  if (refusals.length > 0) console.warn("The editor refused to tell of changed files or settings; an edit of the Dockerfile brings new findings.");
}
