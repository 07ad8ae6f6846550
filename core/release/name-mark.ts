/**
 * The mark of a published page that tells which names it shows, so that a page is rewritten once others may be shown.
 * It may follow from names that the page shows and from numbers that it states alone: from a digest of a hidden name,
 * somebody could confirm a guess.
 */
import type { StoredRelease } from '../disclosure/stored-release.ts';
import type { NameRules, Standing } from '../names/name-rules.ts';

/** The name of the mark among the meta data of the page. */
export const MARK = 'headcount-names';

/**
 * Returns what the mark follows from: the names of a month that are shown though they were not fixed before the data,
 * and how many are hidden. Undefined where none is hidden.
 */
export function shownNames(month: StoredRelease, names: NameRules): string | undefined {
  const counts: Record<Standing, number> = { shown: 0, waiting: 0, refused: 0 };
  const shown: unknown[] = [];
  for (const table of month.tables)
    for (const { keys, public: isPublic } of table.cells) {
      const standing = names.cell(table.keys, keys, isPublic);
      counts[standing] += 1;
      if (standing === 'shown' && !isPublic) shown.push([table.name, ...keys]);
    }
  if (counts.waiting + counts.refused === 0) return undefined;
  return JSON.stringify([counts.shown, counts.waiting, counts.refused, shown]);
}

/** Returns the mark of a page; empty where it has none, as a page that hides nothing, or one of an earlier version. */
export function markIn(html: string): string {
  return new RegExp(`<meta name="${MARK}" content="([0-9a-f]+)">`).exec(html)?.[1] ?? '';
}
