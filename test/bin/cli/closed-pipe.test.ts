/** A reader that closes the pipe early, as `| head -1` does. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from '../../support/program.ts';

it('a pipe that nobody reads any more is no fault: no stack trace, the work is done, exit 0', async () => {
  const child = spawn(
    process.execPath,
    [
      join(ROOT, 'dist/bin/headcount.js'),
      'plan',
      '--visitors-per-day',
      '100',
      '--json',
      '--config',
      join(ROOT, 'examples/semicomplete.json'),
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  child.stdout.destroy();
  let told = '';
  child.stderr.on('data', (chunk) => {
    told += chunk;
  });
  const [status] = (await once(child, 'close')) as [number];
  expect([status, told]).toEqual([0, '']);
});
