/** Reads `seals`; a damaged file holds back its own day and no other. */
import { lstatSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { SealWithNames } from '#core/disclosure/listed-names';
import { SEALS } from '#core/facts/lake-columns';
import type { HeldBack } from '#core/seal/held-back';
import { TimeZoneChangedError } from '#core/seal/time-zone-changed';
import { isResourceFault } from '#core/operator/system-faults';
import { parquetDamage } from '../damage/parquet-damage.ts';
import type { DataDir } from '../data-dir.ts';
import type { DuckDb } from '../duckdb/open-duckdb.ts';
import { scanFiles } from '../lake/parquet-scan.ts';
import { periodFiles } from '../lake/period-files.ts';

/** Columns that every version of `seals` has had. */
const REQUIRED_COLUMNS = SEALS.filter(({ name }) =>
  ['site', 'time_zone', 'live', 'sealed_on'].includes(name),
);

export interface SealedDays {
  readonly days: readonly {
    readonly site: string;
    readonly day: string;
    readonly live: boolean;
    /** Whether two salts made its visitors. */
    readonly isDoubled: boolean;
  }[];
  /** Each period with the day of its last seal; for a damaged file, the day on which it was written. */
  readonly periods: readonly { readonly period: string; readonly sealedOn: string }[];
  /** What the readable rows say of the names that were listed. */
  readonly keptNames: readonly SealWithNames[];
  /** Days of which it is unknown what is sealed. */
  readonly heldBack: readonly HeldBack[];
}

/** Creates the table `sealed_before`, the readable rows of `seals`. */
export async function readSealed(db: DuckDb, data: DataDir): Promise<SealedDays> {
  const { files, damaged } = periodFiles(data.seals);
  const heldBack = damaged.map(({ period, file, reason }) => toHeldBack(data, { period, file, reason }));
  const create = async (sound: readonly string[]) => {
    await db.run(`create or replace temp table sealed_before as ${scanFiles(sound, SEALS)}`);
    const [row] = await db.rows('select count(*) as foreigners from sealed_before where site is null');
    if (Number(row?.['foreigners']) > 0) throw new Error('a file without sites');
  };
  try {
    await create(files.map(({ file }) => file));
  } catch (error) {
    if (isResourceFault(error)) throw error;
    const sound: string[] = [];
    for (const { period, file } of files) {
      const reason = await parquetDamage(db, file, REQUIRED_COLUMNS);
      if (reason === undefined) sound.push(file);
      else heldBack.push(toHeldBack(data, { period, file, reason }));
    }
    await create(sound);
  }
  const rows = await db.rows(
    'select site, period, live, vocabulary, coalesce(keyings, 0) > 1 as doubled from sealed_before where length(period) = 10',
  );
  const periods = await db.rows(
    "select period, coalesce(max(sealed_on), '') as sealed_on from sealed_before group by period",
  );
  return {
    periods: [
      ...periods.map((row) => ({ period: String(row['period']), sealedOn: String(row['sealed_on']) })),
      ...heldBack.flatMap(({ file, days }) =>
        days.map((period) => ({ period, sealedOn: readChangeDay(join(data.root, file)) })),
      ),
    ],
    days: rows.map((row) => ({
      site: String(row['site']),
      day: String(row['period']),
      live: row['live'] === true,
      isDoubled: row['doubled'] === true,
    })),
    keptNames: rows.map((row) => ({
      site: String(row['site']),
      period: String(row['period']),
      vocabulary: typeof row['vocabulary'] === 'string' ? row['vocabulary'] : null,
    })),
    heldBack,
  };
}

/** Throws a TimeZoneChangedError where days of `sealed_before` are sealed in another time zone: days would overlap. */
export async function refuseOtherZone(db: DuckDb, timeZone: string): Promise<void> {
  const [other] = await db.rows(
    'select distinct time_zone from sealed_before where lower(time_zone) <> lower(?)',
    [timeZone],
  );
  if (other !== undefined) throw new TimeZoneChangedError(timeZone, String(other['time_zone']));
}

function readChangeDay(file: string): string {
  return lstatSync(file).ctime.toISOString().slice(0, 10);
}

/**
 * Describes a damaged file. A month's file records which of its days are merged; none of its rows is sealed, so it
 * holds back no day.
 */
function toHeldBack(
  data: DataDir,
  { period, file, reason }: { readonly period: string; readonly file: string; readonly reason: string },
): HeldBack {
  return { file: relative(data.root, file), reason, days: period.length === 10 ? [period] : [] };
}
