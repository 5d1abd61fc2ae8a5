import {
  CodeActionKind,
  ErrorCodes,
  MessageType,
  ResponseError,
  ShowMessageNotification,
  TextDocuments,
  TextDocumentSyncKind,
  type CodeAction,
  type CodeActionParams,
  type Connection,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  type ExecuteCommandParams,
  type InitializeParams,
  type InitializeResult,
} from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import packageJson from "../package.json" with { type: "json" };
import { readFeatures, type ClientFeatures } from "./client-features.ts";
import { codeActions, createFileCommand, fixAllKind } from "./code-actions.ts";
import { createFiles } from "./create-file.ts";
import { currentTextOf, fileOf, isChecked, isDockerfile, isIgnoreFile } from "./documents.ts";
import { fixAllEdits } from "./fix-all.ts";
import { createPublisher } from "./publisher.ts";
import { register } from "./registration.ts";
import { createReports } from "./reports.ts";
import { createSettingsSource } from "./settings.ts";

/** Serves the connection of one editor until it ends. */
export function startServer(connection: Connection): void {
  let features = readFeatures({});
  let folders: readonly string[] = [];
  const announced = new Set<string>();
  const documents = new TextDocuments(TextDocument);
  const settings = createSettingsSource(connection, () => features.answersConfiguration, (problem) => onProblem("configuration", problem));
  const reports = createReports({ documents, features: () => features, folders: () => folders, settingsOf: settings.settingsOf, onProblem });
  const checked = () => documents.all().filter(isChecked);
  const publisher = createPublisher({ connection, features: () => features, checked, reportOf: reports.reportOf });

  connection.onInitialize((params) => {
    features = readFeatures(params.capabilities);
    folders = foldersOf(params);
    settings.start(params.initializationOptions);
    return capabilitiesFor(features);
  });
  connection.onInitialized(() => {
    if (features.changesFolders) connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => changeFolders(added, removed));
    return register(connection, features);
  });
  connection.onShutdown(publisher.stop);

  documents.onDidChangeContent(({ document }) => {
    if (isChecked(document)) publisher.touch(document);
    considerOthers(document);
  });
  documents.onDidClose(({ document }) => {
    if (isChecked(document)) publisher.close(document);
    considerOthers(document);
  });
  // A good moment to look around: not every editor watches files, and none watches all that a COPY may name.
  documents.onDidSave(checkAgain);
  connection.onDidChangeWatchedFiles(checkAgain);
  connection.onDidChangeConfiguration(({ settings: pushed }) => {
    settings.change(pushed);
    checkAgain();
  });

  connection.languages.diagnostics.on(reportDiagnostics);
  connection.onCodeAction(findActions);
  connection.onExecuteCommand(execute);
  documents.listen(connection);
  connection.listen();

  function checkAgain(): void {
    reports.forget();
    publisher.touchAll();
  }

  /** The findings of an ignore file depend on the Dockerfiles around it, and those of all on any other text. */
  function considerOthers(changed: TextDocument): void {
    if (!isDockerfile(changed)) return checkAgain();
    const ignoreFiles = documents.all().filter(isIgnoreFile);
    if (ignoreFiles.length === 0) return;
    reports.forget(ignoreFiles);
    publisher.touchAll();
  }

  function changeFolders(added: readonly { uri: string }[], removed: readonly { uri: string }[]): void {
    const gone = removed.map(({ uri }) => fileOf(uri));
    folders = [...folders.filter((folder) => !gone.includes(folder)), ...added.flatMap(({ uri }) => fileOf(uri) ?? [])];
    checkAgain();
  }

  /** Everything goes to the log, and a mistake in a configuration to the user too; each once. */
  function onProblem(kind: "configuration" | "build" | "internal", message: string): void {
    if (announced.has(message)) return;
    announced.add(message);
    connection.console.error(message);
    if (kind === "configuration") show(MessageType.Error, message);
  }

  function show(type: MessageType, message: string): void {
    void connection.sendNotification(ShowMessageNotification.type, { type, message: `Layerwise: ${message}` });
  }

  async function reportDiagnostics({ textDocument, previousResultId }: DocumentDiagnosticParams): Promise<DocumentDiagnosticReport> {
    const document = documents.get(textDocument.uri);
    if (document === undefined) return { kind: "full", items: [] };
    const { resultId, diagnostics } = await reports.reportOf(document);
    return resultId === previousResultId ? { kind: "unchanged", resultId } : { kind: "full", resultId, items: [...diagnostics] };
  }

  async function findActions({ textDocument, range, context }: CodeActionParams): Promise<CodeAction[]> {
    const document = documents.get(textDocument.uri);
    if (document === undefined || !features.takesCodeActions) return [];
    const { check, diagnostics } = await reports.reportOf(document);
    if (check === undefined) return [];
    const { findings, contextRoot, fixed } = check;
    const fixAll = () => fixAllEdits(withoutMark(document.getText()), withoutMark(fixed()), findings);
    return codeActions({ document, findings, diagnostics, contextRoot, currentText: currentTextOf(documents), fixAll, features }, range, context);
  }

  async function execute({ command, arguments: [uri, path] = [] }: ExecuteCommandParams): Promise<null | ResponseError> {
    if (command !== createFileCommand) return new ResponseError(ErrorCodes.InvalidParams, `There is no command ${command}.`);
    const document = typeof uri === "string" ? documents.get(uri) : undefined;
    const check = document && (await reports.reportOf(document)).check;
    const remedies = check?.findings.flatMap((finding) => finding.remedies) ?? [];
    const remedy = remedies.find(({ creates }) => creates.some((file) => file.path === path));
    if (remedy === undefined || check?.contextRoot === undefined) return new ResponseError(ErrorCodes.InvalidParams, "There is nothing to create.");
    const { created, refused } = createFiles(check.contextRoot, remedy.creates);
    for (const sentence of created) show(MessageType.Info, sentence);
    for (const sentence of refused) show(MessageType.Error, sentence);
    checkAgain();
    return null;
  }
}

function capabilitiesFor(features: ClientFeatures): InitializeResult {
  return {
    serverInfo: { name: "Layerwise", version: packageJson.version },
    capabilities: {
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
      codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, fixAllKind] },
      ...(features.pullsDiagnostics && { diagnosticProvider: { identifier: "layerwise", interFileDependencies: false, workspaceDiagnostics: false } }),
      ...(!features.createsFiles && { executeCommandProvider: { commands: [createFileCommand] } }),
      ...(features.changesFolders && { workspace: { workspaceFolders: { supported: true, changeNotifications: true } } }),
    },
  };
}

function foldersOf({ workspaceFolders, ...params }: InitializeParams): string[] {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- editors of before 2018 know one folder, and name it so
  const uris = workspaceFolders?.map(({ uri }) => uri) ?? [params.rootUri ?? ""];
  return uris.flatMap((uri) => fileOf(uri) ?? []);
}

function withoutMark(text: string): string {
  return text.replace(/^\uFEFF/, "");
}
