import { relative } from "node:path";
import { pathToFileURL } from "node:url";
import type { Diagnostic, TextDocuments } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { isConfigurationError, type ConfigurationError } from "../engine/configuration-error.ts";
import { createSnapshot } from "../workspace/directory-snapshot.ts";
import { createBuildsOfRepository, type BuildsOfRepository } from "../workspace/builds/find-invocations.ts";
import { checkText, type Check } from "./check.ts";
import type { ClientFeatures } from "./client-features.ts";
import { fileOf, folderOf, isChecked, openTextOf } from "./documents.ts";
import type { EditorSettings } from "./settings.ts";
import { createPlaces, toConfigurationDiagnostic, toDiagnostic } from "./to-lsp.ts";

/** What is found in one version of a document. */
export interface Report {
  readonly version: number;
  /** Another one for every check. */
  readonly resultId: string;
  /** Those of the check's findings in the same order; without a check, why there is none. */
  readonly diagnostics: readonly Diagnostic[];
  /** Absent when nothing was checked. */
  readonly check?: Check;
}

export interface Surroundings {
  readonly documents: TextDocuments<TextDocument>;
  readonly features: () => ClientFeatures;
  /** The folders open in the editor, absolute. */
  readonly folders: () => readonly string[];
  readonly settingsOf: (uri: string) => Promise<EditorSettings>;
  /** Told of every configuration that cannot be used, of every mistake in a file that tells of builds, and of every rule that failed; one sentence. */
  readonly onProblem: (kind: "configuration" | "build" | "internal", message: string) => void;
}

export interface Reports {
  /** The report on the document as it is when the editor's settings are known. It is made once, until something changes. */
  reportOf(document: TextDocument): Promise<Report>;
  /** Something has changed that is not in the documents' texts: all reports are out of date, or those of the given documents. */
  forget(documents?: readonly TextDocument[]): void;
}

export function createReports(surroundings: Surroundings): Reports {
  let reports = new WeakMap<TextDocument, Report>();
  let repositoryBuilds = createRepositoryBuilds();
  let count = 0;
  return {
    async reportOf(document) {
      const settings = await surroundings.settingsOf(document.uri);
      const known = reports.get(document);
      if (known?.version === document.version) return known;
      count += 1;
      const report = { version: document.version, resultId: String(count), ...inspect(document, settings, repositoryBuilds, surroundings) };
      reports.set(document, report);
      return report;
    },
    forget(documents) {
      repositoryBuilds = documents === undefined ? createRepositoryBuilds() : repositoryBuilds;
      if (documents === undefined) reports = new WeakMap();
      else for (const document of documents) reports.delete(document);
    },
  };

  function createRepositoryBuilds(): BuildsOfRepository {
    return createBuildsOfRepository({ snapshot: createSnapshot(), openText: openTextOf(surroundings.documents) });
  }
}

function inspect(document: TextDocument, { isEnabled, rules }: EditorSettings, repositoryBuilds: BuildsOfRepository, surroundings: Surroundings): Pick<Report, "diagnostics" | "check"> {
  if (!isEnabled || !isChecked(document)) return { diagnostics: [] };
  const file = fileOf(document.uri);
  const folder = folderOf(file, surroundings.folders(), process.cwd());
  try {
    const check = checkText({ text: document.getText(), file, folder, rules, openText: openTextOf(surroundings.documents), repositoryBuilds });
    for (const problem of check.problems) surroundings.onProblem("build", `${problem.file}:${problem.line + 1}:${problem.column + 1}: ${problem.message}`);
    const options = { uri: document.uri, places: createPlaces(document), ruleOf: check.ruleOf, ...surroundings.features() };
    return { diagnostics: check.findings.map((finding) => toDiagnostic(finding, options)), check };
  } catch (error) {
    if (isConfigurationError(error)) return { diagnostics: explain(error, folder, surroundings) };
    const [reason] = (error instanceof Error ? error.message : String(error)).split("\n", 1);
    surroundings.onProblem("internal", `Internal error while checking ${document.uri}: ${reason ?? ""}`);
    return { diagnostics: [] };
  }
}

function explain({ message, problems }: ConfigurationError, folder: string, { features, onProblem }: Surroundings): Diagnostic[] {
  const file = problems[0]?.file ?? folder;
  onProblem("configuration", message);
  return [toConfigurationDiagnostic(problems, relative(folder, file), pathToFileURL(file).href, features().showsRelatedPlaces)];
}
