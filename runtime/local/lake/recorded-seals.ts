/** What the seals of a lake have on record: the bounds in force and the time zone. It may not read a fact. */
import { BOUND_COLUMNS, widestBounds } from '#core/facts/recorded-bounds';
import type { SqlRow } from '#core/ports/query-engine';
import type { DuckDb } from '../duckdb/open-duckdb.ts';

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

/** The bounds that the sealed days of a stretch were counted within, where their seals say them; where they were changed in between, the widest. */
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
