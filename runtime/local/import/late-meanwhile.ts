/**
 * Days that a seal took while their lines were being judged as if they were not sealed: rows of them are late in the
 * books, so the import's figures say late as well. It may not change a row: the next seal counts it.
 */
import { join } from 'node:path';
import { SEALS } from '#core/facts/lake-columns';
import type { DataDir } from '#runtime/local/data-dir';
import type { DuckDb } from '#runtime/local/duckdb/open-duckdb';
import { parquetScan } from '#runtime/local/lake/parquet-scan';
import { waitForLock, type Lock } from '#runtime/local/lock';
import type { LineCounts } from '#core/import/line-counts';

/** Lines that are late after all, by what they were counted as. */
export type LateCorrections = Partial<
  Record<'accepted' | 'bot' | 'opted_out' | 'rejected' | 'excluded', number>
>;

const COUNTED_AS: Readonly<Record<string, keyof LateCorrections>> = {
  stored: 'accepted',
  bot: 'bot',
  opted_out: 'opted_out',
  rejected: 'rejected',
  excluded: 'excluded',
};

/** Counts with the moved lines as late; they still add up to the lines. */
export function applyCorrections(counts: LineCounts, moved: LateCorrections): LineCounts {
  const corrected = { ...counts, ignored: { ...counts.ignored } };
  for (const [name, lines] of Object.entries(moved) as [keyof LateCorrections, number][]) {
    corrected[name] -= lines;
    corrected.late += lines;
  }
  return corrected;
}

/** Adds up in place. */
export function addCorrections(sum: LateCorrections, more: LateCorrections): void {
  for (const [name, lines] of Object.entries(more) as [keyof LateCorrections, number][])
    sum[name] = (sum[name] ?? 0) + lines;
}

/** A seal of many days may take long; an import waits for it, and a seal waits for the commit of a chunk only. */
const PATIENCE_MS = 86_400_000;

/** Nothing is sealed while it is held. */
export function lockDays(data: DataDir): Promise<Lock> {
  return waitForLock(data, 'days', PATIENCE_MS);
}

/** Those of the days that are sealed for the site. */
export async function sealedAmong(
  db: DuckDb,
  data: DataDir,
  site: string,
  days: readonly string[],
): Promise<readonly string[]> {
  if (days.length === 0) return [];
  const rows = await db.rows(
    `select distinct period from (${parquetScan(data.seals, SEALS, days)}) where site = ?`,
    [site],
  );
  return rows.map((row) => String(row['period']));
}

/** Rows of these days in files that bear `.tmp`, by what their lines were counted as. */
export async function rowsOfDays(
  db: DuckDb,
  data: DataDir,
  files: readonly string[],
  days: ReadonlySet<string>,
): Promise<LateCorrections> {
  const moved: LateCorrections = {};
  if (days.size === 0) return moved;
  const marks = [...days].map(() => '?').join(', ');
  for (const file of files) {
    const rows = await db.rows(
      `select outcome, count(*) as lines from read_parquet(?, hive_partitioning = false) where day in (${marks}) and outcome <> 'late' group by outcome`,
      [`${join(data.arrivals, file)}.tmp`, ...days],
    );
    for (const row of rows) {
      const name = COUNTED_AS[String(row['outcome'])];
      if (name !== undefined) addCorrections(moved, { [name]: Number(row['lines']) });
    }
  }
  return moved;
}
