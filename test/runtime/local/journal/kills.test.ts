/** The short form of the fault test; test/long/faults-collect.test.ts kills hundreds of times. */
import { expect, it } from 'vitest';
import { killRounds } from '../../../support/kill-rounds.ts';

it('every acknowledged event is counted exactly once although the server is killed again and again', async () => {
  const counted = await killRounds(3, Math.random);
  expect(counted).toMatchObject({ lost: [], twice: [], invented: [] });
  expect(counted.acknowledged).toBeGreaterThan(20);
});
