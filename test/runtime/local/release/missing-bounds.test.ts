/**
 * Days whose seal lacks a bound to which noise would be scaled: nothing of them is drawn, and the message gives the
 * remedy.
 */
import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDuckDb } from '#runtime/local/duckdb/open-duckdb';
import { randomArrivals, seeded } from '../../../oracle/random-arrivals.ts';
import { LakeOf } from '../seal/lake-of.ts';
import { thorough } from '../../../support/full-length.ts';

const DAYS = ['2026-03-18', '2026-03-19', '2026-03-20'];

let lake: LakeOf;
beforeEach(async () => {
  lake = new LakeOf({ sites: [{ id: 'logs', hosts: ['logs.example'] }] });
  await lake.arrive(
    'dt=2026-03-18/a.parquet',
    randomArrivals({ sites: ['logs'], days: DAYS, visitors: 60, random: seeded(5) }),
  );
  expect((await lake.seal()).status).toBe(0);
});
afterEach(() => {
  lake.dispose();
});

/** Rewrites a day's seal as written by a version that did not know a bound. */
async function forget(day: string, bound: string): Promise<void> {
  const file = join(lake.data.seals, `period=${day}`, 'part.parquet');
  const db = await openDuckDb({ memoryLimit: '256MB', threads: 1, scratch: join(lake.folder, 'scratch') });
  await db.run(
    `copy (select * exclude (bound_${bound}) from read_parquet('${file}', hive_partitioning = false)) to '${file}.new' (format parquet)`,
  );
  await db.close();
  renameSync(`${file}.new`, file);
}

async function release(...words: string[]) {
  const { status, stderr } = await lake.program(['release', '--json', '--quiet', ...words]);
  return { status, stderr };
}
const drawn = (period: string) => existsSync(join(lake.data.releases, `period=${period}`, 'logs.json'));

it('a month with one such day among others that have the bound is not drawn; one line names day, bound, tables and remedy, and the rest is drawn', async () => {
  await forget('2026-03-19', 'hours');
  const { status, stderr } = await release('--month', '2026-03');
  expect([status, drawn('2026-03'), ...DAYS.map(drawn)]).toEqual([1, false, true, true, true]);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(stderr).toContain('the seal of 2026-03-19, logs, does not record the bound hours');
  expect(stderr).toContain('leave it out (leaveOut)');
  expect(existsSync(join(lake.data.releases, 'ledger', '2026-03.logs.json'))).toBe(false);
});

thorough('the month is drawn once the site leaves out the table that needs the bound', async () => {
  await forget('2026-03-19', 'hours');
  lake.configure({ sites: [{ id: 'logs', hosts: ['logs.example'], leaveOut: ['hours'] }] });
  expect(await release('--month', '2026-03')).toEqual({ status: 0, stderr: '' });
  expect(drawn('2026-03')).toBe(true);
});

thorough(
  'nothing of a day whose seal lacks a bound of totals is drawn, while the other days are drawn',
  async () => {
    await forget('2026-03-18', 'page_views');
    expect((await release()).status).toBe(1);
    expect(DAYS.map(drawn)).toEqual([false, true, true]);
  },
);
