/**
 * Reads the rows of unsealed days, wherever they are: Parquet files of arrivals and segments of the journal, including
 * the open one.
 */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { DUCKDB_TYPE } from '#core/event/column-types';
import { FIELDS } from '#core/event/fields';
import type { ArrivalPart } from '#core/seal/arrival-part';
import type { DataDir } from '../data-dir.ts';
import type { DuckDb } from '../duckdb/open-duckdb.ts';
import { parquetFile, parseSegmentName } from '../journal/segment-name.ts';
import { sqlText } from '../lake/parquet-scan.ts';
import { countParts, splitRows, type RowParts } from '../seal/split-rows.ts';

/** Name of the table for rows that fit into memory. */
const UNSEALED = 'live_arrivals';

const NAMES = FIELDS.map((field) => field.name).join(', ');
const EMPTY = `select ${FIELDS.map((field) => `cast(null as ${DUCKDB_TYPE[field.type]}) as ${field.name}`).join(', ')} where false`;
const JSON_COLUMNS = FIELDS.map((field) => `${field.name}: '${DUCKDB_TYPE[field.type]}'`).join(', ');
/** A concurrent conversion may remove a segment between listing and reading. */
const MAX_ATTEMPTS = 3;
/** Estimate for lines of the journal; a line of an event has about 500 bytes. */
const BYTES_PER_LINE = 250;

interface Files {
  readonly parquet: readonly string[];
  readonly segments: readonly string[];
}

/** Returns a text that changes whenever a row was added or moved; it lists folders only and reads no file. */
export function fingerprint(data: DataDir): string {
  const { parquet, segments } = listFiles(data);
  const seals = existsSync(data.seals) ? readdirSync(data.seals).length : 0;
  return [
    parquet.length,
    seals,
    ...segments.map((file) => `${file} ${statSync(file, { throwIfNoEntry: false })?.size ?? 0}`),
  ].join('\n');
}

/**
 * Loads the rows as a table, or as parts where they do not fit into memory; the caller removes them as soon as they
 * have been counted. A segment whose Parquet file exists is skipped, since its rows are there. `damaged` files,
 * relative to the data directory, are left out.
 */
export async function loadUnsealed(
  db: DuckDb,
  data: DataDir,
  damaged: ReadonlySet<string> = new Set(),
): Promise<RowParts> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const files = withoutFiles(data, damaged);
      const parts = countParts(await estimateRows(db, files), db.memoryBytes);
      const relation = buildRelation(data, files);
      if (parts > 1) return await splitRows(db, `(${relation})`, parts);
      await db.run(`create or replace temp table ${UNSEALED} as ${relation}`);
      return { relations: [UNSEALED], remove: () => undefined, removeAll: () => undefined };
    } catch (error) {
      if (attempt === MAX_ATTEMPTS) throw error;
    }
  }
}

/** Returns the same rows as a parenthesized SELECT, for callers that count without keeping them. */
export function unsealedRelation(data: DataDir): string {
  return `(${buildRelation(data, listFiles(data))})`;
}

/** Counts the unsealed rows of the journal by site and day, as one file that arrives when it is converted. */
export async function journalParts(db: DuckDb, data: DataDir): Promise<readonly ArrivalPart[]> {
  const rows = await db.rows(
    `select site, day, count(*) as held, cast(sum(coalesce(items, 1)) as bigint) as items from (${buildRelation(data, { parquet: [], segments: listUnconvertedSegments(data) })}) j where site is not null and day is not null group by site, day`,
  );
  return rows.map((row) => ({
    file: `dt=${String(row['day'])}/journal`,
    dt: String(row['day']),
    site: String(row['site']),
    day: String(row['day']),
    rows: Number(row['held']),
    items: Number(row['items']),
  }));
}

/** Drops the table and the parts, since they name visitors. */
export async function dropUnsealed(db: DuckDb, parts: RowParts | undefined): Promise<void> {
  parts?.removeAll();
  await db.run(`drop table if exists ${UNSEALED}`);
}

/**
 * Estimates the number of rows. It includes rows of sealed days in these files, which only makes for more parts than
 * needed.
 */
async function estimateRows(db: DuckDb, { parquet, segments }: Files): Promise<number> {
  const [parquetRows] =
    parquet.length === 0
      ? []
      : await db.rows(
          `select cast(sum(num_rows) as bigint) as held from parquet_file_metadata([${parquet.map(sqlText).join(', ')}])`,
        );
  const lines = segments.reduce(
    (sum, file) => sum + (statSync(file, { throwIfNoEntry: false })?.size ?? 0) / BYTES_PER_LINE,
    0,
  );
  return Number(parquetRows?.['held'] ?? 0) + Math.ceil(lines);
}

function buildRelation(data: DataDir, { parquet, segments }: Files): string {
  const parts = [EMPTY];
  if (parquet.length > 0)
    parts.push(
      `select * from read_parquet([${parquet.map(sqlText).join(', ')}], hive_partitioning = false, union_by_name = true)`,
    );
  // A half-written line is not JSON and gives no row.
  if (segments.length > 0)
    parts.push(
      `select ${NAMES} from read_json([${segments.map(sqlText).join(', ')}], format = 'newline_delimited', columns = {${JSON_COLUMNS}}, ignore_errors = true, compression = 'uncompressed') where event_id is not null`,
    );
  // Unions by name and after EMPTY, so that a column that no file has yet is null.
  return `select ${NAMES} from (${parts.join(' union all by name ')}) a anti join (${sealedDaysSql(data)}) s on s.site = a.site and s.day = a.day`;
}

function sealedDaysSql(data: DataDir): string {
  const files = existsSync(data.seals)
    ? readdirSync(data.seals).flatMap((period) => {
        const day = /^period=(\d{4}-\d{2}-\d{2})$/.exec(period)?.[1];
        const file = join(data.seals, period, 'part.parquet');
        return day !== undefined && existsSync(file)
          ? [
              `select distinct site, ${sqlText(day)} as day from read_parquet(${sqlText(file)}, hive_partitioning = false)`,
            ]
          : [];
      })
    : [];
  return files.length === 0 ? "select '' as site, '' as day where false" : files.join(' union all ');
}

/** Lists the segments of the journal, including the open one, whose rows are not in Parquet yet. */
export function listUnconvertedSegments(data: DataDir): readonly string[] {
  if (!existsSync(data.journal)) return [];
  return readdirSync(data.journal)
    .flatMap((file) => {
      const name = parseSegmentName(file);
      return name === undefined || existsSync(parquetFile(data, name)) ? [] : [join(data.journal, file)];
    })
    .filter((file) => (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 0);
}

function withoutFiles(data: DataDir, damaged: ReadonlySet<string>): Files {
  const { parquet, segments } = listFiles(data);
  const isSound = (file: string) => !damaged.has(relative(data.root, file));
  return { parquet: parquet.filter(isSound), segments: segments.filter(isSound) };
}

function listFiles(data: DataDir): Files {
  const parquet = existsSync(data.arrivals)
    ? readdirSync(data.arrivals)
        .filter((folder) => folder.startsWith('dt='))
        .flatMap((folder) =>
          readdirSync(join(data.arrivals, folder))
            .filter((file) => file.endsWith('.parquet'))
            .map((file) => join(data.arrivals, folder, file)),
        )
    : [];
  return { parquet, segments: listUnconvertedSegments(data) };
}
