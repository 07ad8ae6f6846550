/** Content: the pages viewed, and the pages on which visits begin. */
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
      place: {
        section: 'pages',
        position: 2,
        look: 'ranking',
        maxRows: 12,
        open: true,
        hiddenColumns: ['seconds_per_visitor'],
        empty: 'No page views in the period.',
      },
      columns: [
        key('path', 'Page'),
        VISITORS,
        // Whoever is counted for a page has viewed it, and each bound is at least 1.
        { ...PAGE_VIEWS, atLeast: 'visitors' },
        ENGAGED_SECONDS,
        {
          name: 'scroll_pct',
          type: 'percent',
          unit: '%',
          label: 'Scrolled to',
          role: 'figure',
          quotient: { numerator: 'scroll_pct_sum', denominator: 'scrolls' },
        },
        SHARE,
        {
          name: 'seconds_per_visitor',
          type: 'seconds',
          unit: 's',
          label: 'Engaged time per visitor-day',
          role: 'figure',
          quotient: { numerator: 'engaged_seconds', denominator: 'visitors' },
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
      place: {
        section: 'landings',
        position: 1,
        look: 'ranking',
        heading: 'Where visits begin',
        empty: 'No visits in the period.',
      },
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
          quotient: { numerator: 'single_page_visitors', denominator: 'visitors', scale: 100 },
        },
      ],
    },
  ],
};
