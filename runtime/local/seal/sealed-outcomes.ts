/** Reads the outcomes of sealed days, as a seal reports them. */
import { COMPLETENESS } from '#core/facts/lake-columns';
import type { DayToSeal } from '#core/seal/plan-seals';
import { sealedDays, type SealedDay } from '#core/seal/sealed-day';
import type { DataDir } from '../data-dir.ts';
import type { DuckDb } from '../duckdb/open-duckdb.ts';
import { parquetScan } from '../lake/parquet-scan.ts';

/** Reads the figures that `seal` reports from the published completeness. */
export async function sealedOutcomes(
  db: DuckDb,
  data: DataDir,
  sealedNow: readonly DayToSeal[],
): Promise<SealedDay[]> {
  if (sealedNow.length === 0) return [];
  const days = [...new Set(sealedNow.map(({ day }) => day))];
  const rows = (
    await db.rows(
      `select site, day, outcome, sum(items) as items from (${parquetScan(data.completeness, COMPLETENESS, days)}) group by all`,
    )
  ).map((row) => ({
    site: String(row['site']),
    day: String(row['day']),
    outcome: String(row['outcome']),
    items: Number(row['items']),
  }));
  return sealedNow.flatMap(({ day, sites }) =>
    sealedDays(
      day,
      sites.map((entry) => entry.site),
      rows.filter((row) => row.day === day),
    ),
  );
}
