/**
 * Builds the program before the first test that runs it, if a source is newer than the last build that this file made.
 */
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');

export default function buildFirst(): void {
  const { status } = spawnSync(process.execPath, [join(ROOT, 'lib/build-if-changed.mjs')], {
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error('the build failed: no test that runs the built program was run');
}
