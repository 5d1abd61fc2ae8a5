import type { Step } from "../../buildkit/model.ts";
import { amountRow } from "../formats/amount-row.ts";
import { describeAmount, sum, type Amount } from "../formats/amounts.ts";
import type { TextOptions } from "../terminal/layout.ts";
import { hang } from "../terminal/wrap.ts";
import type { ContextReport } from "./report.ts";
import { entriesOf, type Entry } from "./tree.ts";
import { treeRows } from "./tree-rows.ts";

type Lines = readonly string[];

const rowsShown = 10;

/** What the build is sent and what takes it, what is kept out by which line, and what nobody asks for. */
export function formatContext(report: ContextReport, nameOf: (step: Step) => string, options: TextOptions): string {
  const blocks = [describeSent(report, options), describeTakers(report, nameOf, options), describeIgnored(report, options), describeUnused(report, options)];
  return blocks.filter((lines) => lines.length > 0).map((lines) => lines.join("\n")).join("\n\n");
}

function describeSent({ sent, transfer, history }: ContextReport, options: TextOptions): Lines {
  const title = options.paint("strong", `Sent to the builder: ${describeAmount(sent.amount)}`);
  if (sent.amount.files === 0) return [transfer.steps.length === 0 ? `${title}; no step takes a file of the context` : title];
  const days = history !== undefined && "days" in history ? history.days : undefined;
  const hasHistory = days !== undefined;
  const head = `${"files".padStart(7)}${"size".padStart(11)}${hasHistory ? "commits".padStart(9) : ""}`;
  const rows = treeRows(sent).map((each) => amountRow(each.amount, each.label, options.columns, hasHistory ? { commits: each.commits, depth: each.depth } : { depth: each.depth }));
  return [title, options.paint("faint", head), ...rows, ...(hasHistory ? describeVolatile(sent, days, options) : [])];
}

function describeVolatile(sent: Entry, days: number, { columns }: TextOptions): Lines {
  const changing = entriesOf(sent).filter(({ commits }) => commits > 0).toSorted((one, other) => other.commits - one.commits);
  if (changing.length === 0) return hang("  ", `No commit of the last ${days} days touched any of it.`, columns);
  const often = changing.filter(({ commits }) => commits > 1);
  const names = (often.length > 0 ? often : changing).slice(0, 5).map((entry) => `${nameOfEntry(entry)} (${entry.commits})`);
  return hang("  ", `Changed most often in ${days} days: ${names.join(", ")}`, columns, 4);
}

function describeTakers({ takenBy }: ContextReport, nameOf: (step: Step) => string, options: TextOptions): Lines {
  if (takenBy.length === 0) return [];
  return [options.paint("strong", "Taken by"), ...takenBy.map(({ step, amount }) => amountRow(amount, nameOf(step), options.columns))];
}

function describeIgnored({ context, ignored }: ContextReport, options: TextOptions): Lines {
  const { ignoreFile } = context;
  if (ignoreFile === undefined) return [`${options.paint("strong", "Kept out: nothing")}; there is no ignore file`];
  const { total, lines, isMinimum } = ignored;
  const title = options.paint("strong", `Kept out by ${ignoreFile.path}: ${isMinimum ? "at least " : ""}${describeAmount(total)}`);
  const active = lines.filter(({ amount }) => amount.files > 0).toSorted((one, other) => other.amount.bytes - one.amount.bytes || other.amount.files - one.amount.files);
  const idle = lines.filter(({ amount }) => amount.files === 0).map(({ pattern }) => pattern.text.trim());
  return [
    title,
    ...active.slice(0, rowsShown).map((line) => amountRow(line.amount, `${line.pattern.text.trim()} (line ${line.pattern.line + 1}${line.isMinimum ? "; not all counted" : ""})`, options.columns)),
    ...othersRow(active.slice(rowsShown), "more lines", options),
    ...(idle.length === 0 ? [] : hang("  ", `Nothing at the moment: ${listed(idle)}`, options.columns, 4)),
  ];
}

function describeUnused({ unused }: ContextReport, options: TextOptions): Lines {
  if (unused.amount.files === 0) return [];
  const entries = entriesOf(unused);
  return [
    options.paint("strong", `Not kept out, and not sent since no step takes it: ${describeAmount(unused.amount)}`),
    ...entries.slice(0, rowsShown).map((entry) => amountRow(entry.amount, nameOfEntry(entry), options.columns)),
    ...othersRow(entries.slice(rowsShown), "others", options),
  ];
}

function othersRow(rest: readonly { readonly amount: Amount }[], noun: string, options: TextOptions): Lines {
  return rest.length === 0 ? [] : [amountRow(sum(rest.map(({ amount }) => amount)), `${rest.length} ${noun}`, options.columns)];
}

function nameOfEntry({ path, children }: Entry): string {
  return children === undefined ? path : `${path}/`;
}

function listed(names: readonly string[]): string {
  return names.length <= rowsShown ? names.join(", ") : `${names.slice(0, rowsShown).join(", ")} and ${names.length - rowsShown} more`;
}
