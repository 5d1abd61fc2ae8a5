/** `; did you mean "x"?` for the name that a mistyped one most likely stands for; empty when none is near. */
export function didYouMean(word: string, candidates: readonly string[]): string {
  const nearest = findNearestName(word, candidates);
  return nearest === undefined ? "" : `; did you mean "${nearest}"?`;
}

/** The candidate with the fewest letters to change, at most a third of them; else the first that holds the word or is part of it. */
export function findNearestName(word: string, candidates: readonly string[]): string | undefined {
  const written = word.toLowerCase();
  // Nobody means a name of forty letters by a word of thousands, and comparing them takes time.
  if (written.length < 2 || written.length > 100) return undefined;
  const ranked = candidates
    .map((candidate) => ({ candidate, distance: editDistance(written, candidate.toLowerCase()) }))
    .toSorted((a, b) => a.distance - b.distance);
  const [best] = ranked;
  if (best !== undefined && best.distance <= Math.max(1, Math.floor(written.length / 3))) return best.candidate;
  return candidates.find((candidate) => candidate.includes(written) || (candidate.length > 2 && written.includes(candidate)));
}

/** Letters to insert, remove, replace or swap with their neighbour (optimal string alignment). */
function editDistance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, column) => column)];
  const at = (row: number, column: number) => rows[row]?.[column] ?? Infinity;
  for (let row = 1; row <= a.length; row += 1) {
    rows.push([row]);
    for (let column = 1; column <= b.length; column += 1) {
      const replaced = at(row - 1, column - 1) + (a[row - 1] === b[column - 1] ? 0 : 1);
      const isSwap = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      const swapped = isSwap ? at(row - 2, column - 2) + 1 : Infinity;
      rows[row]?.push(Math.min(at(row - 1, column) + 1, at(row, column - 1) + 1, replaced, swapped));
    }
  }
  return at(a.length, b.length);
}
