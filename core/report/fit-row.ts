/** Fits the figures of a released row of which one is truly never smaller than another. */
import { fitOrder, type Estimate } from '../disclosure/consistency.ts';
import type { StoredRelease } from '../disclosure/stored-release.ts';
import type { ColumnDefinition } from './definition.ts';

/** The first catalogue whose figures are fitted: what was shown of earlier releases stays as it was. */
const FITTED_SINCE = '2026-12-01';

/** Whether the figures of these releases are fitted. */
export const areFitted = (releases: readonly Pick<StoredRelease, 'catalogue'>[]): boolean =>
  releases.every(({ catalogue }) => catalogue >= FITTED_SINCE);

/** Returns a column that says nothing of an order, for releases that are not fitted. */
export function withoutOrder({ atLeast: _, ...column }: ColumnDefinition): ColumnDefinition {
  return column;
}

/** Fits figures of which one is never smaller than another. */
export function fitRow(
  columns: readonly ColumnDefinition[],
  figures: Readonly<Record<string, Estimate>>,
): Readonly<Record<string, Estimate>> {
  const fitted = { ...figures };
  for (const { name, atLeast } of columns) {
    const [less, more] = [fitted[atLeast ?? ''], fitted[name]];
    if (atLeast === undefined || less === undefined || more === undefined) continue;
    [fitted[atLeast], fitted[name]] = fitOrder(less, more);
  }
  return fitted;
}
