/**
 * Corrects for days that were sealed while their lines were being judged as unsealed: the books count these rows as
 * late, so the import's figures do as well. Rows are not changed: the next seal counts them.
 */
import { join } from 'node:path';
import { SEALS } from '#core/facts/lake-columns';
import type { DataDir } from '#runtime/local/data-dir';
import type { DuckDb } from '#runtime/local/duckdb/open-duckdb';
import { parquetScan } from '#runtime/local/lake/parquet-scan';
import { waitForLock, type Lock } from '#runtime/local/lock';
import type { LineCounts } from '#core/import/line-counts';

/** Lines that turned out to be late, by the outcome they were first counted as. */
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

/** Returns counts with the corrected lines as late; they still add up to the lines. */
export function applyCorrections(counts: LineCounts, corrections: LateCorrections): LineCounts {
  const corrected = { ...counts, ignored: { ...counts.ignored } };
  for (const [name, lines] of Object.entries(corrections) as [keyof LateCorrections, number][]) {
    corrected[name] -= lines;
    corrected.late += lines;
  }
  return corrected;
}

/** Adds `more` to `sum` in place. */
export function addCorrections(sum: LateCorrections, more: LateCorrections): void {
  for (const [name, lines] of Object.entries(more) as [keyof LateCorrections, number][])
    sum[name] = (sum[name] ?? 0) + lines;
}

/** A seal of many days may take long, and an import waits for it; a seal waits only for the commit of one chunk. */
const PATIENCE_MS = 86_400_000;

/** Takes the lock `days`: nothing is sealed while it is held. */
export function lockDays(data: DataDir): Promise<Lock> {
  return waitForLock(data, 'days', PATIENCE_MS);
}

/** Returns those of the days that are sealed for the site. */
export async function findSealed(
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

/** Counts the rows of these days in `.tmp` files, by the outcome of their lines. */
export async function countRowsOfDays(
  db: DuckDb,
  data: DataDir,
  files: readonly string[],
  days: ReadonlySet<string>,
): Promise<LateCorrections> {
  const corrections: LateCorrections = {};
  if (days.size === 0) return corrections;
  const marks = [...days].map(() => '?').join(', ');
  for (const file of files) {
    const rows = await db.rows(
      `select outcome, count(*) as lines from read_parquet(?, hive_partitioning = false) where day in (${marks}) and outcome <> 'late' group by outcome`,
      [`${join(data.arrivals, file)}.tmp`, ...days],
    );
    for (const row of rows) {
      const name = COUNTED_AS[String(row['outcome'])];
      if (name !== undefined) addCorrections(corrections, { [name]: Number(row['lines']) });
    }
  }
  return corrections;
}
