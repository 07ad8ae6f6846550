/**
 * Publishes that days were merged: a row of the month in `seals` that names them, and their own rows say that
 * breakdowns of them are not shown. With the one PutObject readers see the month's rows and no longer the days'. It may
 * not touch a fact.
 */
import { SEALS } from '#core/facts/lake-columns';
import type { MonthState } from '#core/settle/month-state';
import { readSeals, writeSeals, type SealRow } from '../lake/seals.ts';
import type { SettleContext } from './settle-context.ts';

/**
 * Counts and bounds of the row are null, so that nothing is counted twice; it was sealed when the last of its days was.
 * Can be repeated.
 */
export async function commitMerged(
  { facts, declared }: SettleContext,
  { site, month, toMerge }: MonthState,
): Promise<void> {
  const rows = await readSeals(facts);
  const isMerged = (row: SealRow) => row.site === site && toMerge.includes(row.period);
  const last = (column: 'time_zone' | 'sealed_on') =>
    rows
      .filter(isMerged)
      .map((row) => row[column])
      .toSorted()
      .at(-1) ?? '';
  const monthRow = {
    ...Object.fromEntries(SEALS.map((column) => [column.name, null])),
    site,
    period: month,
    time_zone: last('time_zone'),
    catalogue: declared.map((fact) => fact.name).join(' '),
    live: null,
    sealed_on: last('sealed_on'),
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
