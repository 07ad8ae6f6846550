/**
 * Converts closed journal segments to Parquet: one file per segment, with the same name. A segment is dropped once its
 * file exists and has a row for each line. Each step can be interrupted and repeated. It may not change a row, drop a
 * segment that it could not read, nor touch the segment that a server is writing.
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
 * Sorted by event_id, which is keyed or random, so that the order of rows does not reveal times. Incomplete lines give
 * a row of nulls.
 */
const CONVERT = `copy (
  select ${NAMES} from read_json($1, format = 'newline_delimited', columns = {${COLUMNS}}, ignore_errors = true, compression = 'uncompressed')
  where event_id is not null
  order by event_id
) to $2 (format parquet, compression zstd)`;

/** Another process may be converting, 64 MiB at a time. */
const PATIENCE_MS = 60_000;

/** Thrown where segments give fewer or more rows than they have lines: they stay unchanged, for a person to inspect. */
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
 * Converts every closed segment and returns their number; where no server runs on this data directory, also the
 * segments that one left open. Two processes may call it at once: one waits. A segment that cannot be read, or whose
 * rows do not match its lines, stays and does not block the others: the SegmentMismatchError is thrown after all were
 * tried. Throws at once where there is no disk space or memory.
 */
export async function convertSegments(db: DuckDb, data: DataDir): Promise<number> {
  if (!existsSync(data.journal)) return 0;
  await closeUnlessServed(data);
  if (listClosedSegments(data).length === 0) return 0;
  const lock = await waitForLock(data, 'convert', PATIENCE_MS);
  try {
    const segments = listClosedSegments(data);
    const unreadable: SegmentName[] = [];
    for (const segment of segments) if (!(await isConverted(db, data, segment))) unreadable.push(segment);
    if (unreadable.length > 0) throw new SegmentMismatchError(unreadable);
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

/** Lists the segments that are closed and not converted yet. */
export function listClosedSegments(data: DataDir): readonly SegmentName[] {
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

/** Returns false, with nothing changed, where Parquet does not have a row for each line. */
async function convertSegment(db: DuckDb, data: DataDir, segment: SegmentName): Promise<boolean> {
  const source = segmentFile(data, segment, 'jsonl');
  const target = parquetFile(data, segment);
  const lines = countLines(source);
  if (!existsSync(target)) {
    const folder = dirname(target);
    const draft = `${target}.tmp`;
    makeFolder(folder, 0o700);
    syncFolder(data.arrivals);
    rmSync(draft, { force: true, recursive: true });
    await db.run(CONVERT, [source, draft]);
    if ((await countRows(db, draft)) !== lines) {
      rmSync(draft, { force: true });
      return false;
    }
    publish(draft, target, segment.dt);
    syncFolder(folder);
  } else if ((await countRows(db, target)) !== lines) {
    return false;
  }
  rmSync(source);
  syncFolder(data.journal);
  return true;
}

async function countRows(db: DuckDb, file: string): Promise<number> {
  const row = (
    await db.rows('select cast(count(*) as bigint) as held from read_parquet(?, hive_partitioning = false)', [
      file,
    ])
  )[0];
  return Number(row?.['held']);
}

/** Renames a draft that is complete and durable, with the day as its file time. */
function publish(draft: string, target: string, dt: string): void {
  utimesSync(draft, fileTime(dt), fileTime(dt));
  chmodSync(draft, 0o600);
  const fd = openSync(draft, 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
  renameSync(draft, target);
}

/** Removes half-written conversions; the caller holds the lock `start` or `convert`. */
export function sweepDrafts(data: DataDir): void {
  if (!existsSync(data.arrivals)) return;
  for (const file of readdirSync(data.arrivals, { recursive: true, encoding: 'utf8' })) {
    if (/^dt=[\d-]+[\\/][0-9a-f]{32}\.parquet\.tmp$/.test(file))
      rmSync(join(data.arrivals, file), { force: true });
  }
}
