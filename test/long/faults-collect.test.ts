/** kill -9 under load, and between journal and Parquet, hundreds of times (HEADCOUNT_FAULT_ROUNDS, 200 by default). */
import { expect, it } from 'vitest';
import { faultRounds } from '../support/fault-rounds.ts';
import { killRounds } from '../support/kill-rounds.ts';

it('every acknowledged event is counted exactly once, retries with the same id once, however often the server is killed', async () => {
  const rounds = faultRounds(200);
  const counted = await killRounds(rounds, Math.random);
  process.stderr.write(
    `${rounds} kills, ${counted.duringConversion} of them between journal and Parquet, ${counted.acknowledged} events acknowledged\n`,
  );
  expect(counted).toMatchObject({ lost: [], twice: [], invented: [] });
  expect(counted.duringConversion).toBeGreaterThan(0);
});
