/** Declaration of the fact `pages`. */
import { defineFact } from '#core/facts/fact';

export const pages = defineFact({
  name: 'pages',
  description:
    'Visitors, page views, engaged time and scroll depth per path: the landing page and then random ' +
    'paths of a visitor-day, up to the bound.',
  grain: [
    {
      name: 'path',
      type: 'string',
      vocabulary: 'open',
      description:
        'Page as kept at collection; listed ones are public, others open, and (other) in a settled month unless ' +
        'a pattern of published matches them. Days sealed by version 0.1.0 hold campaign parameters, too.',
    },
  ],
  measures: [
    {
      name: 'visitors',
      description: 'Visitor-days that viewed the path.',
      unit: 'visitor-days',
      l0: 'pages',
      linf: 1,
      share: { pages: 10_000 },
    },
    {
      name: 'page_views',
      description: 'Page views of the path, capped per visitor-day.',
      unit: 'page views',
      l0: 'pages',
      linf: 'page_views_per_page',
      share: { pages: 3_000 },
    },
    {
      name: 'scroll_pct_sum',
      description: 'Sum of scroll depths, one reading per visitor-day and path.',
      unit: 'percent',
      l0: 'pages',
      linf: 100,
      share: 0,
    },
    {
      name: 'scrolls',
      description: 'Readings in scroll_pct_sum.',
      unit: 'readings',
      l0: 'pages',
      linf: 1,
      share: 0,
    },
    {
      name: 'engaged_seconds',
      description: 'Engaged seconds on the path; the kept paths of a visitor-day share one bound.',
      unit: 'seconds',
      l0: 'pages',
      linf: 'engaged_seconds',
      l1: 'engaged_seconds',
      share: 0,
    },
  ],
  released: [
    {
      name: 'pages',
      level: 'month',
      sql: 'reports/content/pages.sql',
      keys: ['path'],
      touches: 'pages',
      cells: ['published'],
      outside: 'threshold',
    },
  ],
});
