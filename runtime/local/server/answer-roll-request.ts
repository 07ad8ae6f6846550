/**
 * Handles roll requests: commands beside a running server ask it, by a file, to close and convert its open segment.
 * Those commands may not write to the journal themselves.
 */
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { DataDir } from '../data-dir.ts';
import type { Journal } from '../journal/journal.ts';
import type { Conversion } from './conversion.ts';

/** Handles a pending request and removes its file when done; after a failure it is retried at the next tick. */
export async function answerRollRequest(
  data: DataDir,
  journal: Journal,
  conversion: Conversion,
): Promise<void> {
  const request = join(data.journal, 'roll');
  if (!existsSync(request)) return;
  await journal.roll();
  await conversion.run();
  if (!conversion.failed) rmSync(request, { force: true, recursive: true });
}
