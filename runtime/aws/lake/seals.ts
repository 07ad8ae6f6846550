/** Reads and writes the rows of `seals`, one object: the sealed days, and the commit of seal and settlement. */
import type { Objects } from './objects.ts';

/** A row of the store's table `seals`, by its columns (core/facts/lake-columns.ts and `breakdowns`). */
export interface SealRow {
  readonly site: string;
  readonly period: string;
  readonly time_zone: string;
  readonly live: boolean | null;
  readonly sealed_on: string;
  readonly merged: string | null;
  /** Digest of the names that were listed; absent in rows of earlier versions. */
  readonly vocabulary?: string | null;
  /** Whether breakdowns of this site and period are shown. */
  readonly breakdowns: boolean;
  readonly [column: string]: string | number | boolean | null | undefined;
}

/** Key of the object that holds the rows of `seals`. */
export const SEALS_KEY = 'seals/seals.jsonl';

/** Reads every row; none before the first seal. */
export async function readSeals(facts: Objects): Promise<readonly SealRow[]> {
  return ((await facts.text(SEALS_KEY)) ?? '')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as SealRow);
}

/** Replaces all rows at once, sorted by period and site: a reader sees the old ones or these. */
export async function writeSeals(facts: Objects, rows: readonly SealRow[]): Promise<void> {
  const sorted = rows.toSorted((a, b) => (order(a) < order(b) ? -1 : 1));
  await facts.put(
    SEALS_KEY,
    sorted.map((row) => `${JSON.stringify(row)}\n`).join(''),
    'application/x-ndjson',
  );
}

const order = (row: SealRow) => `${row.period} ${row.site}`;
