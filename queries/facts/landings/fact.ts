/** Declaration of the fact `landings`. */
import { defineFact } from '#core/facts/fact';

export const landings = defineFact({
  name: 'landings',
  description:
    'First pages of visits and the medium that led there: the entry of a visitor-day with the lowest id; ' +
    'none without an entry.',
  grain: [
    { name: 'path', type: 'string', vocabulary: 'open', description: 'Path of the entry.' },
    { name: 'medium', type: 'string', vocabulary: 'fixed', description: 'Medium of the entry.' },
  ],
  measures: [
    {
      name: 'visitors',
      description: 'Visitor-days that landed there.',
      unit: 'visitor-days',
      l0: 1,
      linf: 1,
      share: { landings: 2_000 },
    },
    {
      name: 'single_page_visitors',
      description: 'Those with exactly one page view.',
      unit: 'visitor-days',
      l0: 1,
      linf: 1,
      share: 0,
    },
  ],
  released: [
    {
      name: 'landings',
      level: 'month',
      sql: 'reports/content/landings.sql',
      keys: ['path'],
      touches: 1,
      cells: ['published'],
      outside: 'threshold',
    },
  ],
  joins:
    'Path and medium of one entry: who knows where somebody landed may learn from which kind of ' +
    'source, on small sites.',
});
