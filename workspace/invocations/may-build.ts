/** The ways to build, each as a word of its own: not the one in `build-essential`. */
const buildWord = /(?<![^\s"'=;&|(])(?:buildx?|bud|bake|build-using-dockerfile)(?![^\s"'\\;&|)])/g;

/** What builds, or a variable that may. */
const tool = /docker|podman|buildah|nerdctl|finch|depot|\$/i;

/**
 * Whether a shell text may build an image: some line of it, that is no comment, names a tool or a variable and behind it a
 * way to build. Most scripts do not, and parsing them would take most of the time. Takes time in proportion to the text.
 */
export function mayBuild(text: string): boolean {
  return text.replace(/\\\r?\n/g, " ").split("\n").some((line) => {
    if (!line.includes("bu") && !line.includes("bake")) return false;
    const last = Array.from(line.matchAll(buildWord)).at(-1);
    return last !== undefined && !/^\s*#/.test(line) && tool.test(line.slice(0, last.index));
  });
}
