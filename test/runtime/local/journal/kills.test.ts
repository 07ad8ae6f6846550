/** Servers killed under load; hundreds of times in test/long/faults-collect.test.ts. */
import { expect, it } from 'vitest';
import { killRounds } from '../../../support/kill-rounds.ts';
import { rounds } from '../../../support/full-length.ts';

it('every acknowledged event is counted exactly once although the server is killed again and again', async () => {
  const counted = await killRounds(rounds(1, 2), Math.random);
  expect(counted).toMatchObject({ lost: [], twice: [], invented: [] });
  expect(counted.acknowledged).toBeGreaterThan(20);
});
