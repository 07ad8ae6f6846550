/**
 * Folds rows that only count into fewer: the rows of a request are bounded by its sites and reasons, not by its items.
 * It may not touch a row that was stored.
 */
import { anonymousEvent, type AnonymousEvent } from './anonymous-event.ts';
import type { ArrivalRow } from './fields.ts';

/**
 * Returns stored rows unchanged and, for the others, one row per site, day and reason with the sum of their items, at
 * the position of the first.
 */
export function foldRows(rows: readonly AnonymousEvent[]): readonly AnonymousEvent[] {
  if (rows.length < 2) return rows;
  const places = new Map<string, number>();
  const folded: AnonymousEvent[] = [];
  for (const row of rows) {
    const key = `${row.site}\n${row.day}\n${row.reason}`;
    const place = row.outcome === 'stored' ? undefined : places.get(key);
    const same = place === undefined ? undefined : folded[place];
    if (place !== undefined && same !== undefined) {
      folded[place] = anonymousEvent({ ...same, items: countItems(same) + countItems(row) });
    } else {
      if (row.outcome !== 'stored') places.set(key, folded.length);
      folded.push(row);
    }
  }
  return folded;
}

/** Returns the number of items that a row represents. */
export function countItems({ items }: Pick<ArrivalRow, 'items'>): number {
  return items ?? 1;
}
