import type { Connection } from "vscode-languageserver";
import type { RuleEntries } from "../engine/rule-entries.ts";
import { rules } from "../rules/rules.ts";
import { severities } from "../workspace/read-configuration.ts";

/** What `layerwise` in the editor's settings says. */
export interface EditorSettings {
  readonly isEnabled: boolean;
  /** Severities by ESLint's names of the rules; they go over the project's configuration. */
  readonly rules: RuleEntries;
  /** What cannot be understood, and therefore does not count. */
  readonly problems: readonly string[];
}

/**
 * Reads `{ "enable": true, "rules": { "<rule>": "off" | "warn" | "error" } }`. Anything may come: what is missing has its
 * default, what is wrong is a problem.
 */
export function readSettings(value: unknown): EditorSettings {
  const { enable = true, rules: overrides = {} } = toRecord(value);
  const read = Object.entries(toRecord(overrides)).map(([id, severity]) => readRule(id, severity));
  return {
    isEnabled: enable !== false,
    rules: Object.fromEntries(read.flatMap((rule) => (typeof rule === "string" ? [] : [rule]))),
    problems: [
      ...(typeof enable === "boolean" ? [] : ["layerwise.enable must be true or false"]),
      ...(overrides === null || typeof overrides === "object" ? [] : ["layerwise.rules must be an object"]),
      ...read.filter((rule) => typeof rule === "string"),
    ],
  };
}

function readRule(id: string, severity: unknown): string | [name: string, severity: (typeof severities)[number]] {
  if (!Object.hasOwn(rules, id)) return `layerwise.rules: there is no rule "${id}"`;
  const known = severities.find((each) => each === severity);
  return known === undefined ? `layerwise.rules: ${id} must be ${severities.join(", ")}` : [`layerwise/${id}`, known];
}

function toRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

export interface SettingsSource {
  /** Those that hold for a document. */
  settingsOf(uri: string): Promise<EditorSettings>;
  /** Takes the settings that come with `initialize`: the value of `layerwise` itself. */
  start(initial: unknown): void;
  /** They have changed; `pushed` is what the editor says they are, for editors that cannot be asked. */
  change(pushed: unknown): void;
}

/**
 * The settings of an editor that is asked for each document, once until they change, or that tells all by itself.
 * @param onProblem Told what in them cannot be understood.
 */
export function createSettingsSource(connection: Connection, canAsk: () => boolean, onProblem: (problem: string) => void): SettingsSource {
  const known = new Map<string, Promise<EditorSettings>>();
  let told: unknown;
  return {
    settingsOf(uri) {
      const settings = known.get(uri) ?? load(uri);
      known.set(uri, settings);
      return settings;
    },
    start(initial) {
      told = initial;
    },
    change(pushed) {
      known.clear();
      told = toRecord(pushed)["layerwise"] ?? told;
    },
  };

  async function load(uri: string): Promise<EditorSettings> {
    const settings = readSettings(canAsk() ? ((await ask(uri)) ?? told) : told);
    for (const problem of settings.problems) onProblem(problem);
    return settings;
  }

  async function ask(uri: string): Promise<unknown> {
    try {
      return await connection.workspace.getConfiguration({ scopeUri: uri, section: "layerwise" });
    } catch {
      // The editor said that it would answer. Its defaults are ours.
      return undefined;
    }
  }
}
