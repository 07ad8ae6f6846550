/** Makes sure that everything collected so far is in Parquet. */
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { OperatorError } from '#core/operator-error';
import type { DataDir } from '../data-dir.ts';
import type { DuckDb } from '../duckdb/open-duckdb.ts';
import { convertSegments, SegmentMismatchError } from '../journal/convert-segments.ts';
import type { SegmentName } from '../journal/segment-name.ts';
import { LockHeldError, takeLock } from '../lock.ts';

/** Thrown where the running server did not roll its journal in time. */
export class JournalBusyError extends OperatorError {
  override readonly name = 'JournalBusyError';
}

const PATIENCE_MS = 120_000;

/**
 * Converts all segments. Where a server is running, asks it to roll its journal and waits; otherwise open segments are
 * converted as well. Returns the segments that cannot be read: they stay.
 */
export async function drainJournal(db: DuckDb, data: DataDir): Promise<readonly SegmentName[]> {
  if (!existsSync(data.journal)) return [];
  const request = join(data.journal, 'roll');
  if (await isServed(data)) {
    rmSync(request, { force: true, recursive: true });
    writeFileSync(request, '');
    for (let waited = 0; existsSync(request); waited += 100) {
      if (waited >= PATIENCE_MS)
        throw new JournalBusyError('the running server did not close its journal within two minutes');
      await new Promise((resolve) => {
        setTimeout(resolve, 100);
      });
      if (waited % 1_000 === 900 && !(await isServed(data))) break;
    }
  }
  rmSync(request, { force: true, recursive: true });
  try {
    await convertSegments(db, data);
    return [];
  } catch (error) {
    if (error instanceof SegmentMismatchError) return error.segments;
    throw error;
  }
}

async function isServed(data: DataDir): Promise<boolean> {
  try {
    (await takeLock(data, 'start')).release();
    return false;
  } catch (error) {
    if (error instanceof LockHeldError) return true;
    throw error;
  }
}
