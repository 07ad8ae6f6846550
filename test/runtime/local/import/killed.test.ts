/** kill -9 during an import; the long form is test/long/faults-import.test.ts. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { importOnce, leftBehind, whatArrived } from './killed-imports.ts';

const folder = mkdtempSync(join(tmpdir(), 'headcount-import-'));
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

it('an import killed again and again counts each line once, as if it had never been disturbed', async () => {
  const log = join(import.meta.dirname, '../../../data/apache_access_2015.log.gz');
  const [calm, killed] = [join(folder, 'calm'), join(folder, 'killed')];
  const started = performance.now();
  const expected = await importOnce(calm, log, 200);
  const lasts = performance.now() - started;
  let kills = 0;
  let printed: string | undefined;
  // Early and late in turn; after eight kills it may finish.
  while (printed === undefined) printed = await importOnce(killed, log, 200, kills < 8 ? lasts * (0.2 + 0.1 * (kills++ % 8)) : undefined);
  expect(kills).toBeGreaterThan(0);
  expect(JSON.parse(printed)).toEqual(JSON.parse(expected ?? ''));
  expect(await whatArrived(killed)).toEqual(await whatArrived(calm));
  expect(leftBehind(killed)).toEqual([]);
});
