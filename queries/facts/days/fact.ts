/** Declaration of the fact `days`: the one place of exact totals. It may not hold a query. */
import { defineFact } from '#core/facts/fact';

export const days = defineFact({
  name: 'days',
  description: 'Totals of a site and day: exact for insiders, and bounded for release. Every sealed site has a row, zeros included.',
  grain: [],
  measures: [
    { name: 'visitors', description: 'Visitor-days.', unit: 'visitor-days', exact: true, l0: null, linf: null, share: 0 },
    { name: 'visits', description: 'Entries; one for a visitor-day with page views and no entry.', unit: 'visits', exact: true, l0: null, linf: null, share: 0 },
    { name: 'page_views', description: 'Page views, those without a visitor included.', unit: 'page views', exact: true, l0: null, linf: null, share: 0 },
    { name: 'engaged_seconds', description: 'Engaged seconds of every stored event.', unit: 'seconds', exact: true, l0: null, linf: null, share: 0 },
    { name: 'single_page_visitors', description: 'Visitor-days with exactly one page view.', unit: 'visitor-days', exact: true, l0: null, linf: null, share: 0 },
    { name: 'visitors_bounded', description: 'Visitor-days.', unit: 'visitor-days', l0: 1, linf: 1, share: { days: 11_000, total: 2_000 }, releasedAs: 'visitors' },
    { name: 'visits_bounded', description: 'Visits, cut for each visitor-day.', unit: 'visits', l0: 1, linf: 'visits', share: { days: 3_000, total: 1_000 }, releasedAs: 'visits' },
    { name: 'page_views_bounded', description: 'Page views, cut for each visitor-day.', unit: 'page views', l0: 1, linf: 'page_views', share: { days: 6_000, total: 2_000 }, releasedAs: 'page_views' },
    { name: 'engaged_seconds_bounded', description: 'Engaged seconds, cut for each visitor-day.', unit: 'seconds', l0: 1, linf: 'engaged_seconds', share: { total: 2_000 }, releasedAs: 'engaged_seconds' },
    { name: 'single_page_visitors_bounded', description: 'Visitor-days with exactly one page view.', unit: 'visitor-days', l0: 1, linf: 1, share: { total: 1_000 }, releasedAs: 'single_page_visitors' },
  ],
  released: [
    { name: 'days', level: 'day', sql: 'releases/totals.sql', keys: [], touches: 1, cells: [], outside: 'none' },
    { name: 'total', level: 'month', sql: 'releases/totals.sql', keys: [], touches: 1, cells: [], outside: 'none' },
  ],
});
