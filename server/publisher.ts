import type { Connection, Diagnostic } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { ClientFeatures } from "./client-features.ts";
import type { Report } from "./reports.ts";

export interface PublisherInput {
  readonly connection: Connection;
  readonly features: () => ClientFeatures;
  /** Those to publish for. */
  readonly checked: () => readonly TextDocument[];
  readonly reportOf: (document: TextDocument) => Promise<Report>;
}

/** Brings diagnostics to the editor: publishes them, or tells an editor that fetches them when to do so again. */
export interface Publisher {
  /** One of those was opened or edited. */
  touch(document: TextDocument): void;
  /** Everything may be different now. */
  touchAll(): void;
  close(document: TextDocument): void;
  stop(): void;
}

/** Milliseconds without a further edit until a text is checked: a pause in typing. */
const pause = 150;

export function createPublisher({ connection, features, checked, reportOf }: PublisherInput): Publisher {
  const timers = new Map<string, NodeJS.Timeout>();
  const seen = new WeakSet<TextDocument>();
  return {
    touch(document) {
      if (features().pullsDiagnostics) return;
      schedule(document.uri, seen.has(document) ? pause : 0, () => publish(document));
      seen.add(document);
    },
    touchAll() {
      if (!features().pullsDiagnostics) for (const document of checked()) schedule(document.uri, pause, () => publish(document));
      else if (features().refreshesDiagnostics) schedule("", pause, () => connection.languages.diagnostics.refresh());
    },
    close(document) {
      clearTimeout(timers.get(document.uri));
      if (!features().pullsDiagnostics) void send(document.uri, undefined, []);
    },
    stop() {
      for (const timer of timers.values()) clearTimeout(timer);
    },
  };

  /** Of several actions under one key only the last takes place. */
  function schedule(key: string, delay: number, action: () => Promise<void>): void {
    clearTimeout(timers.get(key));
    const timer = setTimeout(() => {
      timers.delete(key);
      action().catch((error: unknown) => connection.console.error(`Diagnostics were not sent: ${error instanceof Error ? error.message : String(error)}`));
    }, delay);
    timers.set(key, timer);
  }

  async function publish(document: TextDocument): Promise<void> {
    const { version, diagnostics } = await reportOf(document);
    const isCurrent = checked().includes(document) && document.version === version;
    if (isCurrent) await send(document.uri, version, [...diagnostics]);
  }

  function send(uri: string, version: number | undefined, diagnostics: Diagnostic[]): Promise<void> {
    return connection.sendDiagnostics({ uri, diagnostics, ...(version !== undefined && { version }) });
  }
}
