import { expandIn, type Environment } from "./environment.ts";

/** A path with what can be substituted; variables that nothing decides stay in it, spelled `$NAME`, and so still compare. */
export function expandPath(environment: Environment, text: string, escape: "\\" | "`"): string {
  const { value } = expandIn(environment, text, escape);
  return value ?? text.replaceAll(/\$\{(\w+)\}/g, "$$$1").replaceAll(/["']/g, "");
}
