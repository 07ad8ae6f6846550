/** Content: which pages are seen, and where visits begin. */
import {
  ENGAGED_SECONDS,
  PAGE_VIEWS,
  SHARE,
  VISITORS,
  key,
  type ReportDefinition,
} from '#core/report/definition';
import { RANKING_CHARTS } from '../ranking-charts.ts';

export const content: ReportDefinition = {
  name: 'content',
  title: 'Content',
  description: 'Pages by visitor-days, page views, engaged time and scroll depth; landing pages.',
  tables: [
    {
      name: 'pages',
      title: 'Pages',
      fact: 'pages',
      sql: 'reports/content/pages.sql',
      k: 'visitors',
      order: 'ranked',
      ...RANKING_CHARTS,
      columns: [
        key('path', 'Page'),
        VISITORS,
        PAGE_VIEWS,
        ENGAGED_SECONDS,
        {
          name: 'scroll_pct',
          type: 'percent',
          unit: '%',
          label: 'Scrolled to',
          role: 'figure',
          quotient: { over: 'scroll_pct_sum', under: 'scrolls' },
        },
        SHARE,
        {
          name: 'seconds_per_visitor',
          type: 'seconds',
          unit: 's',
          label: 'Engaged time a visitor-day',
          role: 'figure',
          quotient: { over: 'engaged_seconds', under: 'visitors' },
        },
      ],
    },
    {
      name: 'landings',
      title: 'Landing pages',
      fact: 'landings',
      sql: 'reports/content/landings.sql',
      k: 'visitors',
      order: 'ranked',
      ...RANKING_CHARTS,
      columns: [
        key('path', 'Landing page'),
        VISITORS,
        {
          name: 'single_page_visitors',
          type: 'count',
          unit: 'visitor-days',
          label: 'Saw no other page',
          role: 'figure',
        },
        SHARE,
        {
          name: 'single_page_share',
          type: 'percent',
          unit: '%',
          label: 'Saw no other page, share',
          role: 'figure',
          quotient: { over: 'single_page_visitors', under: 'visitors', scale: 100 },
        },
      ],
    },
  ],
};
