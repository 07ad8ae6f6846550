/**
 * What a reader of released figures has to know where they were drawn by more than one catalogue. It may not name a
 * figure.
 */

/** By version, what its keys mean from then on. */
const CHANGES: ReadonlyMap<string, string> = new Map([
  [
    '2026-11-29',
    'before it, one page under several campaign parameters was several pages, and visits from some ' +
      'tagged links counted as direct',
  ],
]);

/** A sentence for each change between the versions given; none where all figures are of one catalogue. */
export function catalogueNotes(versions: readonly string[]): readonly string[] {
  return versions
    .toSorted()
    .slice(1)
    .flatMap((version) => {
      const change = CHANGES.get(version);
      return change === undefined
        ? []
        : [`Figures from before and after catalogue ${version} are not comparable: ${change}.`];
    });
}
