/** Notes for readers of released figures that were drawn with more than one catalogue. */

/** The change in the meaning of keys, by the version that introduced it. */
const CHANGES: ReadonlyMap<string, string> = new Map([
  [
    '2026-11-29',
    'before it, one page under several campaign parameters was several pages, and visits from some ' +
      'tagged links counted as direct',
  ],
  [
    '2026-12-01',
    'before it, fewer search engines, mail providers, networks, assistants and apps were known as sources, ' +
      'www.google.com was another referrer than google.com, and Chromebooks and some tablets were other devices',
  ],
]);

/** Returns one sentence per change between the given versions; none where all figures are of one catalogue. */
export function writeCatalogueNotes(versions: readonly string[]): readonly string[] {
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
