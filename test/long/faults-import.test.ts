/**
 * kill -9 during imports of a bigger log, HEADCOUNT_FAULT_ROUNDS times (100 by default); the short form is among the
 * unit tests.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { faultRounds } from '../support/fault-rounds.ts';
import { importOnce, leftBehind, mayPrint, whatArrived } from '../runtime/local/import/killed-imports.ts';

const ROUNDS = faultRounds(100);
const ROWS = 1000;
const folder = mkdtempSync(join(tmpdir(), 'headcount-faults-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

it('a big log, its import killed at random moments over many rounds, is counted as one that was left in peace', async () => {
  const { makeLog } = (await import('../../bench/import/make-log.mjs' as string)) as {
    makeLog: (file: string, times: number) => Promise<number>;
  };
  const log = join(folder, 'access.log');
  const lines = await makeLog(log, 10);
  const calm = join(folder, 'calm');
  const started = performance.now();
  const expected = JSON.parse((await importOnce(calm, log, ROWS)) ?? '') as { lines: number };
  const lasts = performance.now() - started;
  expect(expected.lines).toBe(lines);
  const truth = await whatArrived(calm);
  let kills = 0;
  for (let round = 0; kills < ROUNDS; round += 1) {
    const data = join(folder, `round-${round}`);
    let printed: string | undefined;
    const before = kills;
    // At most twenty kills per import, at moments spread over the duration of an undisturbed one.
    for (let turn = 0; printed === undefined; turn += 1) {
      printed = await importOnce(
        data,
        log,
        ROWS,
        turn < 20 && kills < ROUNDS ? 150 + Math.random() * lasts * 0.4 : undefined,
      );
      if (printed === undefined) kills += 1;
    }
    expect(mayPrint(expected, kills - before), `after ${kills} kills`).toContainEqual(JSON.parse(printed));
    expect(await whatArrived(data), `after ${kills} kills`).toEqual(truth);
    expect(leftBehind(data)).toEqual([]);
    rmSync(data, { recursive: true, force: true });
  }
  process.stdout.write(`${kills} imports killed, all counted right\n`);
}, 1_800_000);
