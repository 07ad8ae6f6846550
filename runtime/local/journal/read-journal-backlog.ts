/** Counts the items that wait in the journal, and finds the segments that cannot be read line by line. */
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import type { DataDir } from '../data-dir.ts';
import type { DuckDb } from '../duckdb/open-duckdb.ts';
import { sqlText } from '../lake/parquet-scan.ts';
import { listUnconvertedSegments } from '../live/unsealed-arrivals.ts';
import { countLines } from './count-lines.ts';
import { parseSegmentName, type SegmentName } from './segment-name.ts';

/** Items of the journal that are in no file of arrivals. */
export interface JournalBacklog {
  readonly items: number;
  /** Segments that give fewer rows than they have lines; a seal will find the same. */
  readonly unreadable: readonly SegmentName[];
}

/** Reads the backlog of the journal; a segment may be converted, or grow, meanwhile. */
export async function readJournalBacklog(db: DuckDb, data: DataDir): Promise<JournalBacklog> {
  let items = 0;
  const unreadable: SegmentName[] = [];
  for (const file of listUnconvertedSegments(data)) {
    const name = parseSegmentName(basename(file));
    try {
      // Lines first: rows that arrive meanwhile do not count as damage.
      const lines = countLines(file);
      const [row] = await db.rows(
        `select count(*) as held, cast(coalesce(sum(coalesce(items, 1)), 0) as bigint) as items from read_json(${sqlText(file)}, format = 'newline_delimited', columns = {event_id: 'VARCHAR', items: 'INTEGER'}, ignore_errors = true, compression = 'uncompressed') where event_id is not null`,
      );
      items += Number(row?.['items'] ?? 0);
      if (name !== undefined && Number(row?.['held'] ?? 0) < lines) unreadable.push(name);
    } catch {
      if (name !== undefined && existsSync(file)) unreadable.push(name);
    }
  }
  return { items, unreadable };
}
