/** Indexes which arrival file holds rows of which site and day, and which files are unusable. */
import { existsSync, lstatSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Damage } from '#core/damage/damaged-file-error';
import { DUCKDB_TYPE } from '#core/event/column-types';
import { FIELDS } from '#core/event/fields';
import { isDay } from '#core/report/period';
import type { ArrivalPart } from '#core/seal/arrival-part';
import { isResourceFault } from '#core/operator/system-faults';
import { parquetDamage } from '../damage/parquet-damage.ts';
import { entryDamage } from '../damage/entry-damage.ts';
import type { DataDir } from '../data-dir.ts';
import type { DuckDb } from '../duckdb/open-duckdb.ts';
import { sqlText } from '../lake/parquet-scan.ts';

/** Columns that every row must have; others were added later, or may be. */
const REQUIRED_COLUMNS = ['event_id', 'site', 'day', 'outcome', 'reason'];

export interface ArrivalIndex {
  readonly parts: readonly ArrivalPart[];
  /** Files whose rows cannot be attributed or read, relative to `arrivals/`. */
  readonly damaged: readonly Damage[];
}

/**
 * Lists everything that has the name of an arrival file, whatever it is, relative to `arrivals/`; drafts (`.tmp`) do
 * not. A partition that is not a folder is listed itself.
 */
export function listArrivalFiles(data: DataDir): string[] {
  if (!existsSync(data.arrivals)) return [];
  return readdirSync(data.arrivals)
    .filter((name) => name.startsWith('dt='))
    .toSorted()
    .flatMap((partition) => {
      const path = join(data.arrivals, partition);
      if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return [partition];
      return readdirSync(path)
        .filter((name) => name.endsWith('.parquet'))
        .toSorted()
        .map((name) => `${partition}/${name}`);
    });
}

const NO_ROWS = `select ${FIELDS.map(({ name, type }) => `cast(null as ${DUCKDB_TYPE[type]}) as ${name}`).join(', ')} where false`;

/**
 * Returns SQL that reads these files and their names. Columns that they lack are null, even where all lack them: files
 * may come from an older version.
 */
export function scanArrivals(data: DataDir, files: readonly string[]): string {
  const paths = files.map((file) => sqlText(join(data.arrivals, file))).join(', ');
  return `(${NO_ROWS} union all by name select * from read_parquet([${paths}], union_by_name = true, hive_partitioning = false, filename = true))`;
}

/** Counts the rows of each file by site and day; an unreadable file does not prevent counting the others. */
export async function indexArrivals(db: DuckDb, data: DataDir): Promise<ArrivalIndex> {
  const damaged: Damage[] = [];
  const files = listArrivalFiles(data).filter((file) => {
    const reason = placeDamage(file) ?? entryDamage(join(data.arrivals, file));
    if (reason !== undefined) damaged.push({ file, reason });
    return reason === undefined;
  });
  const parts: ArrivalPart[] = [];
  const allParts = await countParts(db, data, files);
  for (const file of allParts === undefined ? files : []) {
    const fileParts = await countParts(db, data, [file]);
    if (fileParts === undefined)
      damaged.push({
        file,
        reason:
          (await parquetDamage(db, join(data.arrivals, file), FIELDS, REQUIRED_COLUMNS)) ??
          'holds rows without a site, a day or an outcome',
      });
    else parts.push(...fileParts);
  }
  return {
    parts: allParts ?? parts,
    damaged: damaged.filter(({ file }) => exists(join(data.arrivals, file))),
  };
}

function placeDamage(file: string): string | undefined {
  const [partition = '', name] = file.split('/');
  if (name === undefined) return 'is no folder';
  return isDay(partition.slice('dt='.length)) ? undefined : 'lies in a folder that names no day';
}

/** Whether a file exists: a concurrent seal removes files. A dangling link exists. */
function exists(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false }) !== undefined;
}

/** Reads the files to their end and returns the damaged ones. */
export async function findDamagedArrivals(
  db: DuckDb,
  data: DataDir,
  files: readonly string[],
): Promise<readonly Damage[]> {
  const damaged: Damage[] = [];
  for (const file of files) {
    const reason = await parquetDamage(db, join(data.arrivals, file), FIELDS, REQUIRED_COLUMNS);
    if (reason !== undefined) damaged.push({ file, reason });
  }
  return damaged;
}

/** Counts rows; undefined where one of the files cannot be read, or has rows without a site, day or outcome. */
async function countParts(
  db: DuckDb,
  data: DataDir,
  files: readonly string[],
): Promise<readonly ArrivalPart[] | undefined> {
  if (files.length === 0) return [];
  try {
    const rows = await db.rows(
      `select filename, site, day, count(*) as held, count(outcome) as told, cast(sum(coalesce(items, 1)) as bigint) as items from ${scanArrivals(data, files)} group by filename, site, day`,
    );
    if (rows.some((row) => row['site'] === null || !isDay(String(row['day'])) || row['held'] !== row['told']))
      return undefined;
    return rows.map((row) => {
      const file = String(row['filename']).replaceAll('\\', '/').split('/').slice(-2).join('/');
      return {
        file,
        dt: file.slice(3, 13),
        site: String(row['site']),
        day: String(row['day']),
        rows: Number(row['held']),
        items: Number(row['items']),
      };
    });
  } catch (error) {
    if (isResourceFault(error)) throw error;
    return undefined;
  }
}
