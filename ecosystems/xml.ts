/** Tolerant looks into XML manifests (pom.xml, project files): broken text gives less, never an exception, in linear time. */

/** The text without its comments; what follows one that is not closed is dropped. */
export function withoutComments(text: string): string {
  let result = "";
  let start = 0;
  for (;;) {
    const open = text.indexOf("<!--", start);
    if (open < 0) return result + text.slice(start);
    result += text.slice(start, open);
    const close = text.indexOf("-->", open + 4);
    if (close < 0) return result;
    start = close + 3;
  }
}

/** The trimmed text of every element of that name without child elements, in order: `<module>web</module>`. */
export function elementTexts(text: string, name: string): readonly string[] {
  const pattern = new RegExp(`<${name.replaceAll(".", "\\.")}>([^<]*)</`, "g");
  return [...text.matchAll(pattern)].flatMap(([, value]) => value?.trim() ?? []);
}

/** The value of an attribute of every element of that name that has it: `<ProjectReference Include="../Core.csproj" />`. */
export function attributeValues(text: string, element: string, attribute: string): readonly string[] {
  const tags = text.matchAll(new RegExp(`<${element}(?=[\\s/>])([^<>]*)`, "g"));
  const pattern = new RegExp(`(?:^|\\s)${attribute}\\s*=\\s*["']([^"']*)["']`);
  return [...tags].flatMap(([, attributes]) => pattern.exec(attributes ?? "")?.[1]?.trim() ?? []);
}

/** What stands between the first opening tag of that name and its closing one, or nothing. */
export function elementContent(text: string, name: string): string {
  const open = text.indexOf(`<${name}>`);
  const close = text.indexOf(`</${name}>`, open);
  return open < 0 || close < 0 ? "" : text.slice(open + name.length + 2, close);
}
