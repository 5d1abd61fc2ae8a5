import type { ClientCapabilities } from "vscode-languageserver";

/** What the editor announced that it can do, as far as it makes a difference here. */
export interface ClientFeatures {
  /** It asks for diagnostics; nothing is published then. */
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly showsRelatedPlaces: boolean;
  readonly showsPages: boolean;
  readonly answersConfiguration: boolean;
  readonly registersConfiguration: boolean;
  readonly registersWatchers: boolean;
  readonly registersDocuments: boolean;
  /** Code actions are objects; else there are none. */
  readonly takesCodeActions: boolean;
  /** Edits may say which version of a document they are for. */
  readonly versionsEdits: boolean;
  /** An edit may create a file. */
  readonly createsFiles: boolean;
  readonly changesFolders: boolean;
}

export function readFeatures({ textDocument = {}, workspace = {} }: ClientCapabilities): ClientFeatures {
  const edits = workspace.workspaceEdit;
  return {
    pullsDiagnostics: textDocument.diagnostic !== undefined,
    refreshesDiagnostics: workspace.diagnostics?.refreshSupport === true,
    showsRelatedPlaces: textDocument.publishDiagnostics?.relatedInformation === true || textDocument.diagnostic?.relatedInformation === true,
    showsPages: textDocument.publishDiagnostics?.codeDescriptionSupport === true || textDocument.diagnostic?.codeDescriptionSupport === true,
    answersConfiguration: workspace.configuration === true,
    registersConfiguration: workspace.didChangeConfiguration?.dynamicRegistration === true,
    registersWatchers: workspace.didChangeWatchedFiles?.dynamicRegistration === true,
    registersDocuments: textDocument.synchronization?.dynamicRegistration === true,
    takesCodeActions: textDocument.codeAction?.codeActionLiteralSupport !== undefined,
    versionsEdits: edits?.documentChanges === true,
    createsFiles: edits?.documentChanges === true && edits.resourceOperations?.includes("create") === true,
    changesFolders: workspace.workspaceFolders === true,
  };
}
