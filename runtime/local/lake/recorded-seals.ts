/** What the seals of a lake have on record: the bounds in force and the time zone. It may not read a fact. */
import { SEALS } from '#core/facts/lake-columns';
import type { DuckDb } from '../duckdb/open-duckdb.ts';

const PREFIX = 'bound_';
const BOUNDS = SEALS.filter((column) => column.name.startsWith(PREFIX)).map((column) => column.name);

export interface Stretch {
  readonly site: string;
  readonly from: string;
  readonly to: string;
}

/** A day's seal does not say a bound that noise would be scaled to: what one visitor-day may have added is unknown, so nothing is drawn. */
export class MissingBoundError extends Error {
  override readonly name = 'MissingBoundError';

  constructor({ site, day, bound, tables }: { readonly site: string; readonly day: string; readonly bound: string; readonly tables: readonly string[] }) {
    super(`the seal of ${day}, ${site}, does not say the bound ${bound} (an older version sealed it), and the noise of ${tables.join(', ')} is scaled to it: put seals/ back from a backup that has it, or ${tables.some((table) => table === 'total' || table === 'days') ? 'release days sealed since by name (--day)' : `leave ${tables.length === 1 ? 'it' : 'them'} out (leaveOut)`}`);
  }
}

/** Throws a MissingBoundError where the seal of any day of a stretch lacks a bound that is needed (by these tables): a bound known of the other days says nothing of that one. */
export async function checkBoundsRecorded(db: DuckDb, stretch: Stretch, needed: ReadonlyMap<string, readonly string[]>): Promise<void> {
  for (const [bound, tables] of needed) {
    const column = BOUNDS.find((name) => name === `${PREFIX}${bound}`);
    const where = `site = ? and length(period) = 10 and period >= ? and period <= ?`;
    const [row] = await db.rows(`select min(period) as day from seals where ${where}${column === undefined ? '' : ` and ${column} is null`}`, [stretch.site, stretch.from, stretch.to]);
    if (typeof row?.['day'] === 'string') throw new MissingBoundError({ site: stretch.site, day: row['day'], bound, tables });
  }
}

/** The bounds that the sealed days of a stretch were counted within, where their seals say them; where they were changed in between, the widest. Who scales noise to them calls checkBoundsRecorded before. */
export async function recordedBounds(db: DuckDb, stretch: Stretch): Promise<Readonly<Record<string, number>>> {
  const widest = BOUNDS.map((name) => `cast(max(${name}) as bigint) as ${name}`).join(', ');
  const [row] = await db.rows(`select ${widest} from seals where site = ? and length(period) = 10 and period >= ? and period <= ?`, [stretch.site, stretch.from, stretch.to]);
  return Object.fromEntries(BOUNDS.flatMap((name) => (typeof row?.[name] === 'number' ? [[name.slice(PREFIX.length), row[name]]] : [])));
}

/** The time zone in which days are sealed; undefined where none is. */
export async function recordedTimeZone(db: DuckDb): Promise<string | undefined> {
  const [row] = await db.rows('select max(time_zone) as time_zone from seals');
  return typeof row?.['time_zone'] === 'string' ? row['time_zone'] : undefined;
}
