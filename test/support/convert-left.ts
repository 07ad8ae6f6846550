/** Converts the segments that a server left, whose end has a limit of time that a slow machine reaches. */
import { join } from 'node:path';
import { dataDir } from '#runtime/local/data-dir';
import { openDuckDb } from '#runtime/local/duckdb/open-duckdb';
import { convertSegments, SegmentMismatchError } from '#runtime/local/journal/convert-segments';
import type { Place } from './program.ts';

/** Resolves when no segment is left but those that cannot be read; only where no server runs. */
export async function convertLeft(place: Place, data = place.data): Promise<void> {
  const db = await openDuckDb({ memoryLimit: '1GB', scratch: join(place.folder, 'scan') });
  try {
    await convertSegments(db, dataDir(data)).catch((error: unknown) => {
      // The others are converted by then.
      if (!(error instanceof SegmentMismatchError)) throw error;
    });
  } finally {
    await db.close();
  }
}
