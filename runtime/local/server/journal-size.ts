/**
 * How much waits in the journal, and for how long, coarsely: a size to the byte and an age to the second would tell
 * when the first event of an hour came.
 */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { DataDir } from '../data-dir.ts';

const STEP_BYTES = 65_536;
const HOUR_MS = 3_600_000;

export interface JournalSize {
  /** Bytes of all segments, rounded down to full 64 KiB. */
  readonly bytes: number;
  /** Seconds from the hour in which the oldest segment was begun to the present one: full hours. */
  readonly ageSeconds: number;
}

/** Looks at the segments of the journal, open and closed ones. */
export function measureJournal(data: DataDir, now: number): JournalSize {
  let bytes = 0;
  let oldest = now;
  for (const name of segmentsIn(data.journal)) {
    // A segment that was converted meanwhile is gone.
    const found = statSync(join(data.journal, name), { throwIfNoEntry: false });
    if (found === undefined) continue;
    bytes += found.size;
    oldest = Math.min(oldest, found.birthtimeMs > 0 ? found.birthtimeMs : found.ctimeMs);
  }
  return {
    bytes: Math.floor(bytes / STEP_BYTES) * STEP_BYTES,
    ageSeconds: (Math.floor(now / HOUR_MS) - Math.floor(oldest / HOUR_MS)) * 3_600,
  };
}

function segmentsIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => /\.(open|jsonl)$/.test(name));
  } catch {
    return [];
  }
}
