/** Declaration of the fact `campaigns`. */
import { defineFact } from '#core/facts/fact';

export const campaigns = defineFact({
  name: 'campaigns',
  description: 'Campaign of the entry with the lowest id of a visitor-day that has one.',
  grain: [
    {
      name: 'campaign',
      type: 'string',
      vocabulary: 'open',
      description: 'utm_campaign, scrubbed; configured campaigns, in any case, are public, others open.',
    },
  ],
  measures: [
    {
      name: 'visitors',
      description: 'Visitor-days.',
      unit: 'visitor-days',
      l0: 1,
      linf: 1,
      share: { campaigns: 2_000 },
    },
    {
      name: 'visits',
      description: 'Entries with that campaign, capped per visitor-day.',
      unit: 'visits',
      l0: 1,
      linf: 'visits',
      share: 0,
    },
  ],
  released: [
    {
      name: 'campaigns',
      level: 'month',
      sql: 'reports/acquisition/campaigns.sql',
      keys: ['campaign'],
      touches: 1,
      cells: ['campaigns'],
      outside: 'threshold',
    },
  ],
});
