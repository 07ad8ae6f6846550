/** kill -9 during an import; the long form is test/long/faults-import.test.ts. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, expect, it } from 'vitest';
import { importKilledAt, importOnce, leftBehind, mayPrint, whatArrived } from './killed-imports.ts';
import { rounds, thorough } from '../../../support/full-length.ts';

const folder = mkdtempSync(join(tmpdir(), 'headcount-import-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

thorough(
  'an import killed again and again counts each line once, as if it had never been disturbed',
  async () => {
    const log = join(import.meta.dirname, '../../../data/apache_access_2015.log.gz');
    const [calm, killed] = [join(folder, 'calm'), join(folder, 'killed')];
    const started = performance.now();
    const expected = await importOnce(calm, log, 200);
    const lasts = performance.now() - started;
    let kills = 0;
    let printed: string | undefined;
    // Early and late in turn; after some kills it may finish.
    while (printed === undefined)
      printed = await importOnce(
        killed,
        log,
        200,
        kills < rounds(2, 5) ? lasts * (0.3 + 0.15 * kills++) : undefined,
      );
    expect(kills).toBeGreaterThan(0);
    expect(mayPrint(JSON.parse(expected ?? ''), kills)).toContainEqual(JSON.parse(printed));
    expect(await whatArrived(killed)).toEqual(await whatArrived(calm));
    expect(leftBehind(killed)).toEqual([]);
  },
);

it('an import killed before any one of its changes on disk is completed by the next', async () => {
  const log = join(folder, 'short.log');
  writeFileSync(
    log,
    `${gunzipSync(readFileSync(join(import.meta.dirname, '../../../data/apache_access_2015.log.gz')))
      .toString('utf8')
      .split('\n')
      .slice(1500, 2700)
      .join('\n')}\n`,
  );
  const calm = join(folder, 'step-0');
  const { steps, publishing } = await importKilledAt(calm, log, 200, 0);
  const truth = await whatArrived(calm);
  expect(steps).toBeGreaterThan(30);
  // Kills where a commit is half done, and at every 61st step; at full length at every seventh, with
  // HEADCOUNT_FAULT_ROUNDS at all of them.
  const every = process.env['HEADCOUNT_FAULT_ROUNDS'] === undefined ? rounds(1_000, 7) : 1;
  const chosen = Array.from({ length: steps }, (_, at) => at + 1).filter(
    (step) =>
      step % every === Math.floor(steps / 2) % every || publishing.slice(0, rounds(1, 3)).includes(step),
  );
  for (const step of chosen) {
    const data = join(folder, `step-${step}`);
    const { killed } = await importKilledAt(data, log, 200, step);
    expect(killed, `step ${step}`).toBe(true);
    expect(JSON.parse((await importOnce(data, log, 200)) ?? ''), `step ${step}`).toMatchObject({
      lines: 1200,
    });
    expect(await whatArrived(data), `step ${step}`).toEqual(truth);
    expect(leftBehind(data), `step ${step}`).toEqual([]);
  }
});
