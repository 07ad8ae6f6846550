/**
 * Splits rows into parts that fit into memory. Every relation between arrivals lies within one visitor (an event's id
 * is keyed by it), so each visitor goes to one part as a whole, and rows without a visitor by their id.
 */
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { DuckDb } from '../duckdb/open-duckdb.ts';
import { sqlText } from '../lake/parquet-scan.ts';
import { makeFolder } from '#runtime/node/make-folder';

/**
 * Memory per row of a part, in bytes. The relations of queries/seal take about 550; the rest is for the engine's own
 * buffers.
 */
const BYTES_PER_ROW = 1_500;

/** With very little memory, smaller parts are not worth it: the engine spills then. */
const MIN_ROWS_PER_PART = 50_000;

/**
 * Share of the memory that each thread may buffer before it writes rows to their parts, and the bytes of a buffered
 * row.
 */
const WRITE_BUFFER = { share: 1 / 8, bytesPerRow: 1_000 } as const;

/** Rows to count, in one or more relations. They name visitors: each part is to be removed as soon as it is counted. */
export interface RowParts {
  readonly relations: readonly string[];
  /** Total number of rows; undefined for a single part, which was not counted. */
  readonly rows?: number;
  remove(relation: string): void;
  removeAll(): void;
}

/** Returns the number of parts for `rows` rows under a memory limit. */
export function countParts(rows: number, memoryBytes: number): number {
  return Math.max(1, Math.ceil(rows / Math.max(MIN_ROWS_PER_PART, Math.floor(memoryBytes / BYTES_PER_ROW))));
}

/**
 * Returns `relation` itself where its rows fit into memory, else as many parts as needed. `rows` may be an estimate.
 */
export async function rowParts(db: DuckDb, relation: string, rows: number): Promise<RowParts> {
  const parts = countParts(rows, db.memoryBytes);
  if (parts > 1) return await splitRows(db, relation, parts);
  return { relations: [relation], remove: () => undefined, removeAll: () => undefined };
}

/** Writes the parts below the database's own folder, in one pass. Empty parts are left out, but never all of them. */
export async function splitRows(db: DuckDb, relation: string, parts: number): Promise<RowParts> {
  const folder = join(db.folder, 'parts');
  const remove = (path: string) => rmSync(path, { recursive: true, force: true });
  makeFolder(db.folder, 0o700);
  remove(folder);
  try {
    const bufferedRows = Math.floor((db.memoryBytes * WRITE_BUFFER.share) / WRITE_BUFFER.bytesPerRow);
    await db.run(`set partitioned_write_flush_threshold = ${Math.max(2_048, bufferedRows)}`);
    // The seed 1 gives a different hash from the one that the engine groups by: otherwise all low bits would be equal
    // within a part.
    const [written] = await db.rows(
      `copy (select *, hash(coalesce(visitor, event_id), 1) % ${parts} as part from ${relation}) to ${sqlText(folder)} (format parquet, partition_by (part), compression lz4_raw)`,
    );
    const paths = new Map(
      Array.from({ length: parts }, (_, part) => join(folder, `part=${part}`))
        .filter((path) => existsSync(path))
        .map((path) => [
          `read_parquet(${sqlText(join(path, '*.parquet'))}, hive_partitioning = false)`,
          path,
        ]),
    );
    return {
      relations: paths.size > 0 ? [...paths.keys()] : [relation],
      rows: Number(written?.['Count']),
      remove: (part) => remove(paths.get(part) ?? folder),
      removeAll: () => remove(folder),
    };
  } catch (error) {
    remove(folder);
    throw error;
  }
}
