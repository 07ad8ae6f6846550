/**
 * Closed journal segments become Parquet: one file a segment, named after it; where that exists and has a row for each
 * line the segment is dropped. Each step can be cut short and repeated. It may not change a row, drop one that it could
 * not read, nor touch the segment a server is writing.
 */
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  utimesSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { DUCKDB_TYPE } from '#core/event/column-types';
import { FIELDS } from '#core/event/fields';
import { OperatorError } from '#core/operator-error';
import { isResourceFault } from '#core/operator/system-faults';
import type { DataDir } from '../data-dir.ts';
import type { DuckDb } from '../duckdb/open-duckdb.ts';
import { LockHeldError, takeLock, waitForLock } from '../lock.ts';
import { syncFolder } from '../sync-folder.ts';
import { closeLeftovers } from './close-leftover.ts';
import { countLines } from './count-lines.ts';
import { fileTime, parquetFile, parseSegmentName, segmentFile, type SegmentName } from './segment-name.ts';
import { makeFolder } from '#runtime/node/make-folder';

const COLUMNS = FIELDS.map((field) => `${field.name}: '${DUCKDB_TYPE[field.type]}'`).join(', ');
const NAMES = FIELDS.map((field) => field.name).join(', ');

/**
 * Sorted by event_id, which is keyed or random, so that the order of rows does not tell times. Lines that are not whole
 * give a row of nulls.
 */
const CONVERT = `copy (
  select ${NAMES} from read_json($1, format = 'newline_delimited', columns = {${COLUMNS}}, ignore_errors = true, compression = 'uncompressed')
  where event_id is not null
  order by event_id
) to $2 (format parquet, compression zstd)`;

/** Another process may be converting 64 MiB at a time. */
const PATIENCE = 60_000;

/** Some segments give fewer or more rows than they have lines: they stay as they are, for a person to look at. */
export class SegmentMismatchError extends OperatorError {
  override readonly name = 'SegmentMismatchError';
  readonly segments: readonly SegmentName[];

  constructor(segments: readonly SegmentName[]) {
    const [first] = segments;
    super(
      `${segments.length} journal segment${segments.length === 1 ? '' : 's'} cannot be read line by line and stay${segments.length === 1 ? 's' : ''} in journal/ (${first?.dt}.${first?.localDay}.${first?.random}.jsonl): docs/operations.md says how to mend it`,
    );
    this.segments = segments;
  }
}

/**
 * Converts every closed segment and returns how many there were; with no server on this data directory also those that
 * one left open. Two processes may call it at once: one waits. One that
 * cannot be read, or whose rows are not its lines, stays and holds up no other: the SegmentMismatchError comes when all
 * were tried. Throws at once where there is no room.
 */
export async function convertSegments(db: DuckDb, data: DataDir): Promise<number> {
  if (!existsSync(data.journal)) return 0;
  await closeUnlessServed(data);
  if (closedSegments(data).length === 0) return 0;
  const lock = await waitForLock(data, 'convert', PATIENCE);
  try {
    const segments = closedSegments(data);
    const unread: SegmentName[] = [];
    for (const segment of segments) if (!(await isConverted(db, data, segment))) unread.push(segment);
    if (unread.length > 0) throw new SegmentMismatchError(unread);
    return segments.length;
  } finally {
    lock.release();
  }
}

async function closeUnlessServed(data: DataDir): Promise<void> {
  if (!readdirSync(data.journal).some((file) => parseSegmentName(file)?.state === 'open')) return;
  try {
    const lock = await takeLock(data, 'start');
    try {
      closeLeftovers(data);
    } finally {
      lock.release();
    }
  } catch (error) {
    if (!(error instanceof LockHeldError)) throw error;
  }
}

/** Segments that nobody writes any more and that are not Parquet yet. */
export function closedSegments(data: DataDir): readonly SegmentName[] {
  if (!existsSync(data.journal)) return [];
  return readdirSync(data.journal).flatMap((file) => {
    const name = parseSegmentName(file);
    return name?.state === 'jsonl' ? [name] : [];
  });
}

async function isConverted(db: DuckDb, data: DataDir, segment: SegmentName): Promise<boolean> {
  try {
    return await convertSegment(db, data, segment);
  } catch (error) {
    if (isResourceFault(error)) throw error;
    return false;
  }
}

/** False, with nothing changed, where Parquet has not a row for each line. */
async function convertSegment(db: DuckDb, data: DataDir, segment: SegmentName): Promise<boolean> {
  const from = segmentFile(data, segment, 'jsonl');
  const to = parquetFile(data, segment);
  const lines = countLines(from);
  if (!existsSync(to)) {
    const folder = dirname(to);
    const draft = `${to}.tmp`;
    makeFolder(folder, 0o700);
    syncFolder(data.arrivals);
    rmSync(draft, { force: true, recursive: true });
    await db.run(CONVERT, [from, draft]);
    if ((await rowsIn(db, draft)) !== lines) {
      rmSync(draft, { force: true });
      return false;
    }
    publish(draft, to, segment.dt);
    syncFolder(folder);
  } else if ((await rowsIn(db, to)) !== lines) {
    return false;
  }
  rmSync(from);
  syncFolder(data.journal);
  return true;
}

async function rowsIn(db: DuckDb, file: string): Promise<number> {
  const row = (
    await db.rows('select cast(count(*) as bigint) as held from read_parquet(?, hive_partitioning = false)', [
      file,
    ])
  )[0];
  return Number(row?.['held']);
}

/** Complete, with the day as its time, and durable before it has its name. */
function publish(draft: string, to: string, dt: string): void {
  utimesSync(draft, fileTime(dt), fileTime(dt));
  chmodSync(draft, 0o600);
  const fd = openSync(draft, 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
  renameSync(draft, to);
}

/** Removes what conversions left half written; whoever calls holds the lock `start` or `convert`. */
export function sweepDrafts(data: DataDir): void {
  if (!existsSync(data.arrivals)) return;
  for (const file of readdirSync(data.arrivals, { recursive: true, encoding: 'utf8' })) {
    if (/^dt=[\d-]+[\\/][0-9a-f]{32}\.parquet\.tmp$/.test(file))
      rmSync(join(data.arrivals, file), { force: true });
  }
}
