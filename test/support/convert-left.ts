/** Converts the segments that a server left, since its shutdown has a time limit that a slow machine reaches. */
import { join } from 'node:path';
import { dataDir } from '#runtime/local/data-dir';
import { openDuckDb } from '#runtime/local/duckdb/open-duckdb';
import { convertSegments, SegmentMismatchError } from '#runtime/local/journal/convert-segments';
import type { Place } from './program.ts';

/** Resolves when only unreadable segments are left; no server may be running. */
export async function convertLeft(place: Place, data = place.data): Promise<void> {
  const db = await openDuckDb({ memoryLimit: '1GB', scratch: join(place.folder, 'scan') });
  try {
    await convertSegments(db, dataDir(data)).catch((error: unknown) => {
      // The other segments are converted by then.
      if (!(error instanceof SegmentMismatchError)) throw error;
    });
  } finally {
    await db.close();
  }
}
