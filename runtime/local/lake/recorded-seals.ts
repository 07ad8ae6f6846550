/** What the seals of a lake have on record: the bounds in force and the time zone. It may not read a fact. */
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

/** The rows of `seals` of the sealed days of a stretch: site, period and each bound, null where it is not on record. */
export async function sealedDays(db: DuckDb, stretch: Stretch): Promise<readonly SqlRow[]> {
  const bounds = BOUND_COLUMNS.map((name) => `cast(${name} as bigint) as ${name}`).join(', ');
  return await db.rows(
    `select site, period, ${bounds} from seals where site = ? and length(period) = 10 and period >= ? and period <= ? order by period`,
    [stretch.site, stretch.from, stretch.to],
  );
}

/** The sealed days of a stretch as the files say now, whatever `db` read before. Opens files of these days alone. */
export async function sealedDaysNow(
  db: DuckDb,
  data: DataDir,
  { site, from, to }: Stretch,
): Promise<readonly string[]> {
  const days = periodsIn(data.seals).filter((one) => one.length === 10 && one >= from && one <= to);
  const rows = await db.rows(
    `select period from (${parquetScan(data.seals, SEALS, days)}) where site = ? order by period`,
    [site],
  );
  return rows.map((row) => String(row['period']));
}

/**
 * The bounds that the sealed days of a stretch were counted within, where their seals say them; where they were changed
 * in between, the widest.
 */
export async function recordedBounds(
  db: DuckDb,
  stretch: Stretch,
): Promise<Readonly<Record<string, number>>> {
  return widestBounds(await sealedDays(db, stretch));
}

/** The time zone in which days are sealed; undefined where none is. */
export async function recordedTimeZone(db: DuckDb): Promise<string | undefined> {
  const [row] = await db.rows('select max(time_zone) as time_zone from seals');
  return typeof row?.['time_zone'] === 'string' ? row['time_zone'] : undefined;
}
