import type { CredentialFile } from "../../ecosystems/ecosystem.ts";
import { baseName } from "../files/image-path.ts";

/**
 * What a file of the build context gives away. `environment`: settings of one environment; `key`: a private key; `login`: what
 * clients log in with; `token`: a package manager's token or password; `data`: what the application writes when it runs.
 */
export type CredentialKind = "environment" | "key" | "login" | "token" | "data";

/** What the name alone says of a path that a Dockerfile copies and nobody has seen; undefined for names that may be harmless. */
export function kindByName(path: string): CredentialKind | undefined {
  const name = baseName(path);
  if (isMeantToBeSeen(path)) return undefined;
  if (isEnvironment(name)) return "environment";
  if (isSshKey(name) || name === ".ssh" || (/^(?:server|tls|ssl|private|priv|client|site|master)[-_.]?(?:private)?[-_.]?(?:key)?\.(?:key|pem)$/i.test(name) && /key/i.test(name))) return "key";
  if (isLogin(path) || isAccount(name)) return "login";
  return isRuntimeData(path) ? "data" : undefined;
}

/** What the text of a file says; undefined when nothing secret is in it. */
export function kindByText(path: string, text: string, files: readonly CredentialFile[]): CredentialKind | undefined {
  const name = baseName(path);
  const start = text.slice(0, longestText);
  if (isMeantToBeSeen(path)) return undefined;
  if (isEnvironment(name) || /^[\w-]+\.env$/.test(name)) return secretNames(start).length > 0 ? "environment" : undefined;
  if (isSshKey(name) || /\.(?:key|pem)$/i.test(name)) return /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/.test(start) ? "key" : undefined;
  if (isLogin(path)) return /\bpassword\b|aws_secret_access_key\s*=\s*\S|\btoken:|client-key-data:|"auth"\s*:\s*"[^"]|:\/\/[^/\s:@]+:[^/\s:@$]+@/.test(start) || name === ".pgpass" ? "login" : undefined;
  if (isAccount(name)) return /"private_key"\s*:\s*"-----BEGIN/.test(start) ? "login" : undefined;
  if (isRuntimeData(path)) return "data";
  return files.some((file) => path.toLowerCase().endsWith(file.path) && file.holds.test(start)) ? "token" : undefined;
}

/** The variables of a `.env` file whose values are no placeholders and look like secrets. */
export function secretNames(text: string): readonly string[] {
  return text.split("\n").flatMap((line) => {
    const [, name = "", value = ""] = /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=\s*["']?([^"'\s#]*)/.exec(line) ?? [];
    return isSecret(name, value) ? [name] : [];
  });
}

const longestText = 100_000;
const secretName = /(?:^|_)(?:PASS(?:WORD|WD|PHRASE)?|SECRET|TOKEN|API_?KEY|PRIVATE_?KEY|SECRET_?KEY|ACCESS_?KEY|CREDENTIALS?|DSN)(?:_|$)/i;
const placeholder = /^(?:\$|<|\{|%)|change|replace|insert|your|example|sample|dummy|secret|passw|placeholder|test|local|dev|default|foo|bar|xxx|todo|token|public|^(.)\1+$/i;

/** A value that somebody made: long enough, with letters and digits, and without a word that asks for another one. */
function isSecret(name: string, value: string): boolean {
  const inAddress = /:\/\/[^/\s:@]+:([^/\s@]+)@/.exec(value)?.[1];
  if (/^(?:NEXT_PUBLIC|VITE|REACT_APP|PUBLIC|EXPO_PUBLIC|NUXT_PUBLIC)_/.test(name)) return false;
  const secret = inAddress ?? (secretName.test(name) && !/^https?:\/\//.test(value) ? value : "");
  return secret.length >= 12 && /\d/.test(secret) && /[a-z]/i.test(secret) && !placeholder.test(secret);
}

/**
 * Documentation, tests and templates hold what is meant to be seen; so do public keys, and keys for everybody who works on the
 * project (`local.key`, `dev-server.pem`).
 */
export function isMeantToBeSeen(path: string): boolean {
  const name = baseName(path);
  if (/(?:^|[-_.])pub(?:lic)?(?:$|[-_.])/i.test(name)) return true;
  if (/\.(?:key|pem)$/i.test(name) && /(?:^|[-_.])(?:local|dev|development|self)(?:[-_.]|$)/i.test(name)) return true;
  return path.split("/").some((part) => /(?:^|[-_.])(?:examples?|samples?|templates?|tmpl|dist|tests?|testing|testdata|fixtures?|defaults?|mocks?|dummy|demo|snakeoil|self-?signed|localhost|e2e|spec|docs?|ci|vault|schema)(?:$|[-_.])/i.test(part));
}

function isEnvironment(name: string): boolean {
  return name === ".env" || /^\.env\.[\w.-]+$/.test(name);
}

function isSshKey(name: string): boolean {
  return /^id_(?:rsa|dsa|ecdsa|ed25519)(?![\w.-]*\.pub$)[\w.-]*$/.test(name);
}

function isLogin(path: string): boolean {
  return /(?:^|\/)(?:\.aws(?:\/credentials)?|\.kube(?:\/config)?|[\w-]*\.?kubeconfig(?:\.ya?ml)?|[._]netrc|\.git-credentials|\.pgpass|\.dockercfg|\.docker\/config\.json)$/.test(path);
}

/** What cloud consoles call the file with the key of an account. */
export function isAccount(name: string): boolean {
  return /^(?:[\w-]*(?:service[-_]?account|adminsdk)[\w.-]*|(?:gcp|gcloud|google)[-_]?(?:key|cred\w*)[\w-]*|(?:application_default_)?credentials)\.json$/i.test(name);
}

/** Databases that a framework or a developer works with, by the names that they are given, and logs where servers write them. */
function isRuntimeData(path: string): boolean {
  return /^(?:db\.sqlite3?|(?:dev|development|local)\.(?:db|sqlite3?))$/.test(baseName(path)) || /(?:^|\/)logs?\/[^/]+\.log$|^[^/]+\.log$/.test(path);
}

/** A directory that is made for such data; that there is one says nothing of what is in it. */
export function isRuntimeDirectory(path: string): boolean {
  return /^(?:logs?|uploads)$/.test(baseName(path));
}

/** Whether a file is only there so that its directory is kept by version control or shown by a server. */
export function isDirectoryKeeper(path: string): boolean {
  return /^(?:\.git\w+|\.(?:keep|empty|placeholder|htaccess)|index\.\w+|readme.*)$/i.test(baseName(path));
}
