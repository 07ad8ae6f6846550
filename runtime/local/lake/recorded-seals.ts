/** Reads what the seals of a lake have recorded: the contribution bounds in force and the time zone. */
import { SEALS } from '#core/facts/lake-columns';
import { BOUND_COLUMNS, widestBounds } from '#core/facts/recorded-bounds';
import type { SqlRow } from '#core/ports/query-engine';
import type { DataDir } from '../data-dir.ts';
import type { DuckDb } from '../duckdb/open-duckdb.ts';
import { parquetScan } from './parquet-scan.ts';
import { periodsIn } from './periods-in.ts';

export interface Stretch {
  readonly site: string;
  readonly from: string;
  readonly to: string;
}

/**
 * Returns the rows of `seals` for the sealed days of a stretch: site, period, the digest of the names that were listed
 * and each bound, null where it was not recorded.
 */
export async function readSealRows(db: DuckDb, stretch: Stretch): Promise<readonly SqlRow[]> {
  const bounds = BOUND_COLUMNS.map((name) => `cast(${name} as bigint) as ${name}`).join(', ');
  return await db.rows(
    `select site, period, vocabulary, ${bounds} from seals where site = ? and length(period) = 10 and period >= ? and period <= ? order by period`,
    [stretch.site, stretch.from, stretch.to],
  );
}

/**
 * Returns the sealed days of a stretch as the files show them now, whatever `db` read before. Opens files of these days
 * only.
 */
export async function readSealedDaysNow(
  db: DuckDb,
  data: DataDir,
  { site, from, to }: Stretch,
): Promise<readonly string[]> {
  const days = periodsIn(data.seals).filter(
    (period) => period.length === 10 && period >= from && period <= to,
  );
  const rows = await db.rows(
    `select period from (${parquetScan(data.seals, SEALS, days)}) where site = ? order by period`,
    [site],
  );
  return rows.map((row) => String(row['period']));
}

/**
 * Returns the bounds that the sealed days of a stretch were counted under, where their seals record them; the widest
 * where they changed in between.
 */
export async function readRecordedBounds(
  db: DuckDb,
  stretch: Stretch,
): Promise<Readonly<Record<string, number>>> {
  return widestBounds(await readSealRows(db, stretch));
}

/** Returns the time zone in which days are sealed; undefined where none is sealed. */
export async function readRecordedTimeZone(db: DuckDb): Promise<string | undefined> {
  const [row] = await db.rows('select max(time_zone) as time_zone from seals');
  return typeof row?.['time_zone'] === 'string' ? row['time_zone'] : undefined;
}
