/** kill -9 at random moments of a seal, again and again: in the end each event that arrived is sealed once. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { oracle } from '../oracle/oracle.ts';
import { randomArrivals, seeded, shuffled } from '../oracle/random-arrivals.ts';
import { LakeOf, sortedFacts } from '../runtime/local/seal/lake-of.ts';
import { faultRounds } from '../support/fault-rounds.ts';
import { ROOT } from '../support/program.ts';

const ROUNDS = faultRounds(40);
const KILLS = 5;
const DAYS = ['2026-03-18', '2026-03-19', '2026-03-20'];

/** Starts a seal and kills it after `ms`; resolves to whether it was still running. */
async function killed(folder: string, ms: number): Promise<boolean> {
  const child = spawn(
    process.execPath,
    [join(ROOT, 'dist/bin/headcount.js'), 'seal', '--through', '2026-03-20', '--quiet'],
    { cwd: folder, stdio: 'ignore' },
  );
  const timer = setTimeout(() => child.kill('SIGKILL'), ms);
  const [, signal] = (await once(child, 'close')) as [number | null, string | null];
  clearTimeout(timer);
  return signal === 'SIGKILL';
}

it(`${ROUNDS} times ${KILLS} seals killed at random end in the state of one that ran through`, async () => {
  let kills = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const random = seeded(round + 1);
    const lake = new LakeOf();
    try {
      const rows = randomArrivals({ sites: ['shop', 'logs'], days: DAYS, visitors: 50, random });
      const mixed = shuffled(rows, random);
      for (let file = 0; file < 4; file += 1)
        await lake.arrive(
          `dt=2026-03-${18 + (file % 3)}/f${file}.parquet`,
          mixed.filter((_, index) => index % 4 === file),
        );
      const expected = sortedFacts(
        oracle(rows, { siteDays: ['shop', 'logs'].flatMap((site) => DAYS.map((day) => ({ site, day }))) }),
      );
      for (let kill = 0; kill < KILLS; kill += 1)
        if (await killed(lake.folder, 200 + random() * 1_800)) kills += 1;
      const ran = await lake.seal();
      expect(ran.status, `round ${round}: ${ran.stderr}`).toBe(0);
      expect(await lake.facts(), `round ${round}`).toEqual(expected);
      expect([...lake.files('arrivals'), ...lake.files('state')], `round ${round}`).toEqual([]);
    } finally {
      lake.dispose();
    }
  }
  expect(kills).toBeGreaterThan(ROUNDS);
});
