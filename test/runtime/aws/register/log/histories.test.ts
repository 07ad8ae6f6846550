/**
 * The random histories of the register on a log in a table: after each step its people get what they mean, and whatever
 * is read of the table is what a log in memory holds.
 */
import fc from 'fast-check';
import { it } from 'vitest';
import { rounds } from '../../../../support/full-length.ts';
import { HISTORY_SEED, historySteps } from '../../../../support/register-histories/history-steps.ts';
import { HistoryInProcess } from '../../../node/register/history-in-process.ts';
import { takeHistory } from '../../../node/register/take-history.ts';
import { TwinLog } from './twin-log.ts';

it('lets stand, on a log in a table, exactly what the people of a random history mean', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(historySteps, { minLength: 5, maxLength: 30 }), (steps) =>
      takeHistory(steps, new HistoryInProcess((log, now) => new TwinLog(log, { now }))),
    ),
    { numRuns: rounds(60, 300), seed: HISTORY_SEED },
  );
});
