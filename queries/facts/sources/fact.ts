/** Declaration of the fact `sources`. */
import { defineFact } from '#core/facts/fact';

export const sources = defineFact({
  name: 'sources',
  description:
    'What led to the site: source and medium of the least-id entry of a visitor-day; (unknown) ' +
    'where it has page views and no entry.',
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
      description: 'Entries with the same source and medium, cut for each visitor-day.',
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
