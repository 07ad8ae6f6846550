/**
 * Puts what was folded last: `(other)` is no value, and however large it is, it may not lead a ranking. `(none)` and
 * `(unknown)` are answers and keep their rank.
 */
import { OTHER } from '../disclosure/vocabularies.ts';
import type { Cell } from './report.ts';

/** Returns the items in their order, those of which a key is `(other)` after all others. */
export function restLast<T>(items: readonly T[], keysOf: (item: T) => readonly Cell[]): readonly T[] {
  const isRest = (item: T) => keysOf(item).includes(OTHER);
  return [...items.filter((item) => !isRest(item)), ...items.filter(isRest)];
}
