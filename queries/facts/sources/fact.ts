/** Declaration of the fact `sources`. */
import { defineFact } from '#core/facts/fact';

export const sources = defineFact({
  name: 'sources',
  description:
    'Source and medium of the entry of a visitor-day with the lowest id; (unknown) ' +
    'for page views without an entry.',
  grain: [
    { name: 'source', type: 'string', vocabulary: 'open', description: 'Named source, or (none).' },
    {
      name: 'medium',
      type: 'string',
      vocabulary: 'fixed',
      description: 'search, social, mail, ai, paid, referral, direct, (unknown).',
    },
  ],
  measures: [
    {
      name: 'visitors',
      description: 'Visitor-days.',
      unit: 'visitor-days',
      l0: 1,
      linf: 1,
      share: { sources: 3_000 },
    },
    {
      name: 'visits',
      description: 'Entries with the same source and medium, capped per visitor-day.',
      unit: 'visits',
      l0: 1,
      linf: 'visits',
      share: 0,
    },
  ],
  released: [
    {
      name: 'sources',
      level: 'month',
      sql: 'reports/acquisition/sources.sql',
      keys: ['source', 'medium'],
      touches: 1,
      cells: ['sources'],
      outside: 'threshold',
    },
  ],
});
