/**
 * Commits a merge: writes a row of the month in `seals` that names the merged days, and marks the days' own rows so
 * that their breakdowns are hidden. With the one PutObject readers see the month's rows and no longer the days'.
 */
import { SEALS } from '#core/facts/lake-columns';
import type { MonthState } from '#core/settle/month-state';
import { readSeals, writeSeals, type SealRow } from '../lake/seals.ts';
import type { SettleContext } from './settle-context.ts';

/**
 * Commits the merge; idempotent. Counts and bounds of the row are null, so that nothing is counted twice; its seal date
 * is that of the last of its days.
 */
export async function commitMerged(
  { facts, declared }: SettleContext,
  { site, month, toMerge }: MonthState,
): Promise<void> {
  const rows = await readSeals(facts);
  const isMerged = (row: SealRow) => row.site === site && toMerge.includes(row.period);
  const latest = (column: 'time_zone' | 'sealed_on') =>
    rows
      .filter(isMerged)
      .map((row) => row[column])
      .toSorted()
      .at(-1) ?? '';
  const monthRow = {
    ...Object.fromEntries(SEALS.map((column) => [column.name, null])),
    site,
    period: month,
    time_zone: latest('time_zone'),
    catalogue: declared.map((fact) => fact.name).join(' '),
    live: null,
    sealed_on: latest('sealed_on'),
    merged: toMerge.join(' '),
    breakdowns: true,
  };
  await writeSeals(facts, [
    ...rows
      .filter((row) => row.site !== site || row.period !== month)
      .map((row) => (isMerged(row) ? { ...row, breakdowns: false } : row)),
    monthRow,
  ]);
}
