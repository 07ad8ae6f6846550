/**
 * Random histories through the public door and the staff's: after each step every read, transfer, list and retention
 * holds exactly whom the people of the history mean, also after crashes and restored backups.
 */
import fc from 'fast-check';
import { it } from 'vitest';
import { rounds } from '../../../support/full-length.ts';
import { HISTORY_SEED, historySteps, type Step } from '../../../support/register-histories/history-steps.ts';
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

const few = fc.array(historySteps, { maxLength: 6 });
const mailing = fc.record({
  do: fc.constant('inform' as const),
  outcome: fc.constantFrom('sent', 'refused', 'unknown'),
  withdraws: fc.constant(false),
});

it('offers nobody the same again after a backup of before a mailing is restored', async () => {
  const registered = fc.record({
    do: fc.constant('register' as const),
    who: fc.nat(1),
    form: fc.constantFrom('inquiry', 'product-information'),
    purposes: fc.constant(['information'] as const),
    recipients: fc.constant([]),
  });
  const [confirm, backup, restore] = [
    { do: 'confirm', which: 0 },
    { do: 'backup' },
    { do: 'restore' },
  ] as const;
  await fc.assert(
    fc.asyncProperty(registered, few, mailing, few, mailing, (one, meanwhile, first, after, last) =>
      takeHistory(
        [one, confirm, backup, first, ...meanwhile, restore, ...after, last] as Step[],
        new HistoryInProcess(),
      ),
    ),
    { numRuns: rounds(60, 2_000), seed: HISTORY_SEED },
  );
});
