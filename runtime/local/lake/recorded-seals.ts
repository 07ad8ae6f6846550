/** What the seals of a lake have on record: the bounds in force and the time zone. It may not read a fact. */
import { BOUND_COLUMNS, widestBounds } from '#core/facts/recorded-bounds';
import type { DuckDb } from '../duckdb/open-duckdb.ts';

/** The bounds that the sealed days of a stretch were counted within; where they were changed in between, the widest. */
export async function recordedBounds(db: DuckDb, stretch: { readonly site: string; readonly from: string; readonly to: string }): Promise<Readonly<Record<string, number>>> {
  const widest = BOUND_COLUMNS.map((name) => `cast(max(${name}) as bigint) as ${name}`).join(', ');
  const [row] = await db.rows(`select ${widest} from seals where site = ? and length(period) = 10 and period >= ? and period <= ?`, [stretch.site, stretch.from, stretch.to]);
  return widestBounds(row === undefined ? [] : [row]);
}

/** The time zone in which days are sealed; undefined where none is. */
export async function recordedTimeZone(db: DuckDb): Promise<string | undefined> {
  const [row] = await db.rows('select max(time_zone) as time_zone from seals');
  return typeof row?.['time_zone'] === 'string' ? row['time_zone'] : undefined;
}
