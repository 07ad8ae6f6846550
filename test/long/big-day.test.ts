/** A day of any size is sealed and viewed within its memory, and in a time that grows no faster than the day. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeBigDay, runWatched, sealBigDay } from '../../bench/seal/big-day.mjs';

/** Visitor-days, with about five arrivals each. */
const ONE = 1_000_000;
/** 30 million arrivals take a quarter of an hour and 5 GB of disk: not in CI. */
const IN_CI = process.env['CI'] === 'true';

async function withDay<T>(visitors: number, work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'headcount-big-day-'));
  try {
    await makeBigDay(folder, visitors);
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe.runIf(process.platform === 'linux')('a day of 5 million arrivals', () => {
  it('is shown by the live view, and then sealed, within 512 MB and a little more for the view; nothing stays in scratch', async () => {
    await withDay(ONE, async (folder) => {
      const live = await runWatched(folder, ['live', '--format', 'json']);
      expect(live, live.stderr).toMatchObject({ status: 0 });
      // The view's engine has 1 GB.
      expect(live.megabytes).toBeLessThan(1_400);
      const sealed = await sealBigDay(folder, '256MB');
      expect(sealed.megabytes).toBeGreaterThan(100);
      expect(sealed.megabytes).toBeLessThan(512);
      const scratch = join(folder, 'data', 'scratch');
      expect(
        readdirSync(scratch, { recursive: true, encoding: 'utf8' }).filter((name) =>
          /parquet|duckdb_temp/.test(name),
        ),
      ).toEqual([]);
    });
  });
});

describe.runIf(process.platform === 'linux' && !IN_CI)('a day of 30 million arrivals', () => {
  it('is sealed within 4 GB, in at most 7 times the time of 5 million', async () => {
    const one = await withDay(ONE, (folder) => sealBigDay(folder));
    const six = await withDay(6 * ONE, (folder) => sealBigDay(folder));
    expect(six.megabytes).toBeLessThan(4_096);
    expect(six.seconds / one.seconds).toBeLessThan(7);
  });
});
