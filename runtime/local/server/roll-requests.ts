/**
 * Commands beside a running server ask it by a file to close and convert its open segment. It may not write to the
 * journal itself.
 */
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { DataDir } from '../data-dir.ts';
import type { Journal } from '../journal/journal.ts';
import type { Conversion } from './conversion.ts';

/**
 * Does what is asked for, and takes the request away once it is done; otherwise it is asked for again at the next look.
 */
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
