import { pickText, sliceText, type LogicalText } from "./logical-text.ts";

/**
 * The fields of one CSV line: `"` around a whole field, `""` for a quote in it. `undefined` for what BuildKit's reader
 * refuses: nothing at all, a quote inside an unquoted field, an open quote, text behind a closing one
 * (github.com/tonistiigi/go-csvvalue, default settings).
 */
export function commaSeparatedFields(line: LogicalText): readonly LogicalText[] | undefined {
  if (line.text === "") return undefined;
  const fields: LogicalText[] = [];
  let start = 0;
  while (start <= line.text.length) {
    const field = line.text[start] === '"' ? quotedField(line, start) : plainField(line, start);
    if (field === undefined) return undefined;
    fields.push(field.content);
    if (field.end === line.text.length) return fields;
    start = field.end + 1;
  }
  return fields;
}

interface Field {
  readonly content: LogicalText;
  /** The index of the comma behind it, or the end of the line. */
  readonly end: number;
}

function plainField(line: LogicalText, start: number): Field | undefined {
  const comma = line.text.indexOf(",", start);
  const end = comma === -1 ? line.text.length : comma;
  const content = sliceText(line, start, end);
  return content.text.includes('"') ? undefined : { content, end };
}

function quotedField(line: LogicalText, start: number): Field | undefined {
  const indexes: number[] = [];
  for (let index = start + 1; index < line.text.length; index++) {
    if (line.text[index] !== '"') {
      indexes.push(index);
      continue;
    }
    const follower = line.text[index + 1];
    if (follower === undefined || follower === ",") return { content: pickText(line, indexes, index), end: index + 1 };
    if (follower !== '"') return undefined;
    indexes.push(++index);
  }
  return undefined;
}
