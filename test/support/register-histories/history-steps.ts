/** The steps of a random history, before it is known whom they concern. */
import fc from 'fast-check';
import { CONSENTS } from '#core/register/event';
import { RECEIVED } from './received-mails.ts';

/** The same histories in each run; HEADCOUNT_SEED chooses others. */
export const HISTORY_SEED = Number(process.env['HEADCOUNT_SEED'] ?? 1);

export const FORMS = ['workshop', 'inquiry', 'product-information'] as const;
const RECIPIENTS = ['example-optics', 'example-calibration'] as const;
const TRANSFERS = RECIPIENTS.map((id) => `transfer:${id}`);
export const ALL = ['service', ...CONSENTS, ...TRANSFERS];

const pick = fc.nat(40);
export const historySteps = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('register' as const),
      who: fc.nat(3),
      form: fc.constantFrom(...FORMS),
      purposes: fc.subarray([...CONSENTS]),
      recipients: fc.subarray([...RECIPIENTS]),
    }),
  },
  { weight: 7, arbitrary: fc.record({ do: fc.constant('confirm' as const), which: pick }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('withdraw' as const),
      which: pick,
      by: fc.constantFrom('link', 'one-click', 'self', 'staff'),
      only: fc.option(fc.constantFrom(...CONSENTS, ...TRANSFERS)),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('correct' as const), which: pick, to: fc.option(fc.nat(5)) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('give' as const),
      which: pick,
      purposes: fc.subarray([...CONSENTS]),
      recipients: fc.subarray([...RECIPIENTS]),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('import' as const),
      who: fc.nat(3),
      form: fc.constantFrom(...FORMS),
      purposes: fc.subarray(['service', ...CONSENTS]),
      recipients: fc.subarray([...RECIPIENTS], { maxLength: 1 }),
      /** Mostly after whatever was given up. */
      daysAgo: fc.constantFrom(0, 0, 0, 1, 89, 90, 740),
      /** A row of an earlier import, if there is one. */
      again: fc.option(pick),
    }),
  },
  fc.record({ do: fc.constant('erase' as const), which: pick, by: fc.constantFrom('self', 'staff') }),
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('mail' as const),
      which: pick,
      kind: fc.constantFrom(...RECEIVED),
    }),
  },
  fc.record({ do: fc.constant('close' as const), which: pick }),
  fc.record({ do: fc.constant('transfer' as const), to: fc.constantFrom(...RECIPIENTS) }),
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('inform' as const),
      outcome: fc.constantFrom('sent', 'sent', 'refused', 'unknown'),
      withdraws: fc.boolean(),
    }),
  },
  fc.record({ do: fc.constant('retention' as const) }),
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      days: fc.constantFrom(1, 13, 14, 89, 90, 365, 731, -1),
    }),
  },
  fc.record({ do: fc.constant('notice' as const), recipients: fc.subarray([...RECIPIENTS]) }),
  fc.record({ do: fc.constant('crash' as const) }),
  fc.record({ do: fc.constant('backup' as const) }),
  fc.record({ do: fc.constant('restore' as const) }),
);
export type Step = typeof historySteps extends fc.Arbitrary<infer One> ? One : never;
