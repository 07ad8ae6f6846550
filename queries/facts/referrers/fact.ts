/** Declaration of the fact `referrers`. */
import { defineFact } from '#core/facts/fact';

export const referrers = defineFact({
  name: 'referrers',
  description:
    'Referring host of the entry of a visitor-day with the lowest id; the site itself is not counted.',
  grain: [
    {
      name: 'referrer',
      type: 'string',
      vocabulary: 'open',
      description: 'Host or app of a known source, or registrable domain, (app), (private) or (none).',
    },
  ],
  measures: [
    {
      name: 'visits',
      description: 'Visits, one per visitor-day.',
      unit: 'visits',
      l0: 1,
      linf: 1,
      share: { referrers: 3_000 },
    },
  ],
  released: [
    {
      name: 'referrers',
      level: 'month',
      sql: 'reports/acquisition/referrers.sql',
      keys: ['referrer'],
      touches: 1,
      cells: ['referrers'],
      outside: 'threshold',
    },
  ],
});
