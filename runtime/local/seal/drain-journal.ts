/** Sees to it that what was collected so far lies in Parquet. It may not read a row. */
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DataDir } from '../data-dir.ts';
import type { DuckDb } from '../duckdb/open-duckdb.ts';
import { convertSegments } from '../journal/convert-segments.ts';
import { LockHeldError, takeLock } from '../lock.ts';

/** The server beside did not roll its journal in time. */
export class JournalBusyError extends Error {
  override readonly name = 'JournalBusyError';
}

const PATIENCE = 120_000;

/** Beside a running server it asks for a roll and waits; then closed segments, and without a server open ones, are converted. */
export async function drainJournal(db: DuckDb, data: DataDir): Promise<void> {
  if (!existsSync(data.journal)) return;
  const request = join(data.journal, 'roll');
  if (await isServed(data)) {
    writeFileSync(request, '');
    for (let waited = 0; existsSync(request); waited += 100) {
      if (waited >= PATIENCE)
        throw new JournalBusyError('the running server did not close its journal within two minutes');
      await new Promise((resolve) => {
        setTimeout(resolve, 100);
      });
      if (waited % 1_000 === 900 && !(await isServed(data))) break;
    }
  }
  rmSync(request, { force: true });
  await convertSegments(db, data);
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
