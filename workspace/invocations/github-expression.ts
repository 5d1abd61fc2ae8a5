import type { InvokedValue } from "./invocation.ts";
import { isVolatileVariable, isWorkspaceVariable } from "./volatile-names.ts";

/** What the references of an expression stand for, as far as the file says: `env.TARGET`, `matrix.version`. */
export type ResolveReference = (reference: string) => InvokedValue | undefined;

/**
 * Contexts of GitHub Actions whose value is another one at nearly every run
 * (https://docs.github.com/en/actions/reference/workflows-and-actions/contexts). Of the outputs of docker/metadata-action,
 * labels and annotations hold the time and the revision; `tags` and `version` are mostly names of branches and tags.
 */
const volatileReferences =
  /^github\.(?:sha|workflow_sha|run_id|run_number|event\.(?:after|before|head_commit\b.*|pull_request\.(?:head\.sha|merge_commit_sha|updated_at)|workflow_run\.(?:id|run_number|head_sha|head_commit\b.*)|check_suite\.head_sha|repository\.(?:pushed_at|updated_at)))$|\.outputs\.(?:labels|annotations)$|org\.opencontainers\.image\.(?:created|revision)/;

/** Contexts whose names people choose, so that the name says what is in them. */
const named = /^(?:env|inputs|vars|github\.event\.inputs|steps\.[\w-]+\.outputs|needs\.[\w-]+\.outputs|jobs\.[\w-]+\.outputs)\.([\w-]+)$/;

/**
 * Classifies the inside of `${{ … }}`. Evaluated are a reference alone, a string, and a reference with a default
 * (`inputs.tag || 'dev'`); of anything else only whether something volatile goes in.
 */
export function classifyExpression(expression: string, text: string, resolve: ResolveReference, repository: string | undefined): InvokedValue {
  const unknown: InvokedValue = { kind: "unknown", text };
  // What is only compared decides between values, and is none.
  const operands = expression.replace(/[\w.'"[\]-]+\s*[!=]=\s*[\w.'"[\]-]+/g, " ");
  const references = Array.from(operands.matchAll(/'(?:[^']|'')*'|[A-Za-z_][\w.-]*(?:\['[^']*'\])?(?:\.[\w-]+)*/g), ([found]) => found);
  const values = references.map((reference) => classifyReference(reference, text, resolve, repository));
  if (values.some(({ kind }) => kind === "volatile")) return { kind: "volatile", text };
  const [first = unknown, second] = values;
  if (values.length === 1 && references[0] === expression.trim()) return first;
  const isDefault = values.length === 2 && /^[\w.-]+\s*\|\|\s*'[^']*'$/.test(expression) && /^(?:inputs|env|vars|github\.event\.inputs)\./.test(expression);
  if (!isDefault) return unknown;
  if (first.kind === "literal" && first.value !== "") return first;
  return second?.kind === "literal" ? { ...second, isDefault: true } : unknown;
}

function classifyReference(reference: string, text: string, resolve: ResolveReference, repository: string | undefined): InvokedValue {
  if (reference.startsWith("'")) return { kind: "literal", value: reference.slice(1, -1).replaceAll("''", "'") };
  const resolved = resolve(reference);
  if (resolved !== undefined) return resolved;
  const name = named.exec(reference)?.[1]?.replaceAll("-", "_");
  if (volatileReferences.test(reference) || (name !== undefined && isVolatileVariable(name))) return { kind: "volatile", text };
  const isRoot = reference === "github.workspace" || (reference.startsWith("env.") && name !== undefined && isWorkspaceVariable(name));
  return isRoot && repository !== undefined ? { kind: "literal", value: repository } : { kind: "unknown", text };
}
