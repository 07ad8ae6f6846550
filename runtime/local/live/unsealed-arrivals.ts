/**
 * The rows of unsealed days, wherever they lie: Parquet of arrivals and the journal's segments, the one being written
 * included. It may not count, nor change a file.
 */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DUCKDB_TYPE } from '#core/event/column-types';
import { FIELDS } from '#core/event/fields';
import type { DataDir } from '../data-dir.ts';
import type { DuckDb } from '../duckdb/open-duckdb.ts';
import { parquetFile, parseSegmentName } from '../journal/segment-name.ts';
import { sqlText } from '../lake/parquet-scan.ts';
import { partsFor, splitRows, type RowParts } from '../seal/split-rows.ts';

/** The table of rows that fit into memory. */
const UNSEALED = 'live_arrivals';

const NAMES = FIELDS.map((field) => field.name).join(', ');
const EMPTY = `select ${FIELDS.map((field) => `cast(null as ${DUCKDB_TYPE[field.type]}) as ${field.name}`).join(', ')} where false`;
const JSON_COLUMNS = FIELDS.map((field) => `${field.name}: '${DUCKDB_TYPE[field.type]}'`).join(', ');
/** A conversion beside us may take away a segment between the listing and the reading. */
const ATTEMPTS = 3;
/** Of the journal; a line of an event has some 500. */
const BYTES_PER_LINE = 250;

interface Files {
  readonly parquet: readonly string[];
  readonly segments: readonly string[];
}

/** Changes whenever a row was added or moved; costs a look at the folders and reads nothing. */
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
 * The rows as a table, or as parts where they do not fit into memory: to be removed as soon as they have been counted.
 * A segment whose Parquet file exists is not read: its rows are there.
 */
export async function loadUnsealed(db: DuckDb, data: DataDir): Promise<RowParts> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const files = listFiles(data);
      const parts = partsFor(await guessRows(db, files), db.memoryBytes);
      const relation = relationOf(data, files);
      if (parts > 1) return await splitRows(db, `(${relation})`, parts);
      await db.run(`create or replace temp table ${UNSEALED} as ${relation}`);
      return { relations: [UNSEALED], remove: () => undefined, removeAll: () => undefined };
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
    }
  }
}

/** The same as a select in parentheses, for who counts without keeping them. */
export function unsealedRelation(data: DataDir): string {
  return `(${relationOf(data, listFiles(data))})`;
}

/** The table names visitors, as parts do. */
export async function dropUnsealed(db: DuckDb, parts: RowParts | undefined): Promise<void> {
  parts?.removeAll();
  await db.run(`drop table if exists ${UNSEALED}`);
}

/** Rows of sealed days in these files are counted with the others: then there are more parts than needed. */
async function guessRows(db: DuckDb, { parquet, segments }: Files): Promise<number> {
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

function relationOf(data: DataDir, { parquet, segments }: Files): string {
  const parts = [EMPTY];
  if (parquet.length > 0)
    parts.push(
      `select * from read_parquet([${parquet.map(sqlText).join(', ')}], hive_partitioning = false, union_by_name = true)`,
    );
  // A line that is only half written is no JSON and gives nothing.
  if (segments.length > 0)
    parts.push(
      `select ${NAMES} from read_json([${segments.map(sqlText).join(', ')}], format = 'newline_delimited', columns = {${JSON_COLUMNS}}, ignore_errors = true, compression = 'uncompressed') where event_id is not null`,
    );
  // By name and after EMPTY: a column that no file has yet is null.
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

/** Segments of the journal, the one being written included, whose rows lie nowhere else yet. */
export function unconvertedSegments(data: DataDir): readonly string[] {
  if (!existsSync(data.journal)) return [];
  return readdirSync(data.journal)
    .flatMap((file) => {
      const name = parseSegmentName(file);
      return name === undefined || existsSync(parquetFile(data, name)) ? [] : [join(data.journal, file)];
    })
    .filter((file) => (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 0);
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
  return { parquet, segments: unconvertedSegments(data) };
}
