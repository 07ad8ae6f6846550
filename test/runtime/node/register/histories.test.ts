/**
 * Random histories through the public door and the staff's: after each step every read, transfer, list and retention
 * holds exactly whom the people of the history mean, also after crashes and restored backups.
 */
import fc from 'fast-check';
import { it } from 'vitest';
import { rounds } from '../../../support/full-length.ts';
import { HISTORY_SEED, historySteps } from '../../../support/register-histories/history-steps.ts';
import { HistoryInProcess } from './history-in-process.ts';
import { takeHistory } from './take-history.ts';

it('lets stand, after every step of a random history, exactly what its people mean', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(historySteps, { minLength: 5, maxLength: 30 }), (steps) =>
      takeHistory(steps, new HistoryInProcess()),
    ),
    { numRuns: rounds(500, 10_000), seed: HISTORY_SEED },
  );
});
