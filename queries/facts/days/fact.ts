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
    { name: 'visitors_bounded', description: 'Visitor-days.', unit: 'visitor-days', l0: 1, linf: 1, share: 0.012 },
    { name: 'visits_bounded', description: 'Visits, cut for each visitor-day.', unit: 'visits', l0: 1, linf: 'visits', share: 0.004 },
    { name: 'page_views_bounded', description: 'Page views, cut for each visitor-day.', unit: 'page views', l0: 1, linf: 'page_views', share: 0.008 },
    { name: 'engaged_seconds_bounded', description: 'Engaged seconds, cut for each visitor-day.', unit: 'seconds', l0: 1, linf: 'engaged_seconds', share: 0 },
    { name: 'single_page_visitors_bounded', description: 'Visitor-days with exactly one page view.', unit: 'visitor-days', l0: 1, linf: 1, share: 0 },
  ],
});
