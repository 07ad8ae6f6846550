/** Declaration of the fact `hours`. */
import { defineFact } from '#core/facts/fact';

export const hours = defineFact({
  name: 'hours',
  description: 'Hours of visits: random local hours of a visitor-day with page views, up to the bound.',
  grain: [
    { name: 'weekday', type: 'int', vocabulary: 'fixed', description: '1 Monday to 7 Sunday.' },
    { name: 'hour', type: 'int', vocabulary: 'fixed', description: 'Local hour, 0 to 23.' },
  ],
  measures: [
    {
      name: 'visitors',
      description: 'Visitor-days with a page view in that hour.',
      unit: 'visitor-days',
      l0: 'hours',
      linf: 1,
      share: { hours: 2_000 },
    },
  ],
  released: [
    {
      name: 'hours',
      level: 'month',
      sql: 'reports/market/hours.sql',
      keys: ['weekday', 'hour'],
      touches: 'hours',
      cells: ['weekdays', 'hours'],
      outside: 'none',
    },
  ],
});
