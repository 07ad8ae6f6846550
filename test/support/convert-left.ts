/** Converts the segments that a server left, whose end has a limit of time that a slow machine reaches. */
import { join } from 'node:path';
import { dataDir } from '#runtime/local/data-dir';
import { openDuckDb } from '#runtime/local/duckdb/open-duckdb';
import { convertSegments } from '#runtime/local/journal/convert-segments';
import type { Place } from './program.ts';

/** Resolves when no segment is left; only where no server runs. */
export async function convertLeft(place: Place): Promise<void> {
  const db = await openDuckDb({ memoryLimit: '1GB', scratch: join(place.folder, 'scan') });
  try {
    await convertSegments(db, dataDir(place.data));
  } finally {
    await db.close();
  }
}
