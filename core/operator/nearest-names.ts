/** Finds the names that somebody may have meant. It may not repeat what was typed: that may be a secret. */

/** How many edits still count as a slip, by the length of the typed word. */
const maxEdits = (length: number) => (length <= 3 ? 1 : length <= 6 ? 2 : 3);
const MAX_NAMES = 3;
/** Longer words are no slips, and comparing them would take time. */
const MAX_LENGTH = 64;

/** Returns the nearest of the names, at most three that are equally near; empty where none is near. */
export function nearestNames(typed: string, names: Iterable<string>): readonly string[] {
  if (typed.length > MAX_LENGTH) return [];
  const word = fold(typed);
  const ranked = [...new Set(names)]
    .map((name) => ({ name, edits: fold(name) === word ? 0 : countEdits(word, fold(name)) }))
    .filter(({ name, edits }) => edits <= Math.min(maxEdits(word.length), Math.max(name.length - 1, 1)));
  const least = Math.min(...ranked.map(({ edits }) => edits));
  return ranked
    .filter(({ edits }) => edits === least)
    .map(({ name }) => name)
    .slice(0, MAX_NAMES);
}

/** Returns ` (did you mean "a" or "b"?)`, or nothing where no name is near. */
export function didYouMean(typed: string, names: Iterable<string>): string {
  const nearest = nearestNames(typed, names);
  return nearest.length === 0
    ? ''
    : ` (did you mean ${nearest.map((name) => JSON.stringify(name)).join(' or ')}?)`;
}

/** Case, hyphens and underscores are no difference between names that people remember. */
const fold = (name: string) => name.toLowerCase().replaceAll(/[-_ ]/g, '');

/**
 * Counts insertions, deletions, replacements and exchanges of neighbours: the optimal string alignment distance, a
 * restricted Damerau-Levenshtein distance (Damerau 1964, https://doi.org/10.1145/363958.363994).
 */
function countEdits(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let edits = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        edits = Math.min(edits, (beforeLast[j - 2] ?? 0) + 1);
      row.push(edits);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
