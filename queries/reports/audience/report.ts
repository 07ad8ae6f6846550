/**
 * Audience: the number of visitors and how often and how deep they visited, from the exact measures of `days`; depth
 * from `visitors`.
 */
import {
  ENGAGED_SECONDS,
  PAGE_VIEWS,
  SHARE,
  TOTALS,
  VISITORS,
  VISITS,
  key,
  type ReportDefinition,
} from '#core/report/definition';
import { RANKING_CHARTS } from '../ranking-charts.ts';
import { daysBandChart } from './days-band.chart.ts';
import { daysChart } from './days.chart.ts';

export const audience: ReportDefinition = {
  name: 'audience',
  title: 'Audience',
  description: 'Visitor-days, visits, page views and engaged time, in all and day by day.',
  tables: [
    {
      name: 'total',
      title: 'The period',
      fact: 'days',
      sql: 'reports/audience/total.sql',
      k: 'visitors',
      zeros: true,
      order: 'natural',
      place: { section: 'head', look: 'tiles' },
      columns: [
        VISITORS,
        PAGE_VIEWS,
        VISITS,
        ENGAGED_SECONDS,
        {
          name: 'views_per_visit',
          type: 'ratio',
          label: 'Page views per visit',
          role: 'figure',
          quotient: { numerator: 'page_views', denominator: 'visits' },
        },
        {
          name: 'single_page_share',
          type: 'percent',
          unit: '%',
          label: 'Visitor-days of a single page',
          role: 'figure',
          quotient: { numerator: 'single_page_visitors', denominator: 'visitors', scale: 100 },
        },
        {
          name: 'visitors_per_day',
          type: 'ratio',
          unit: 'visitors',
          label: 'Visitors per day',
          role: 'figure',
          quotient: { numerator: 'visitors', denominator: TOTALS.days },
        },
        {
          name: 'seconds_per_visit',
          type: 'seconds',
          unit: 's',
          label: 'Engaged time per visit',
          role: 'figure',
          quotient: { numerator: 'engaged_seconds', denominator: 'visits' },
        },
      ],
    },
    {
      name: 'days',
      title: 'Day by day',
      fact: 'days',
      sql: 'reports/audience/days.sql',
      k: 'visitors',
      zeros: true,
      order: 'natural',
      place: { section: 'days', position: 1, look: 'days' },
      chart: daysChart,
      releasedChart: daysBandChart,
      columns: [
        key('day', 'Day', 'day'),
        { ...VISITORS, label: 'Visitors', unit: 'visitors' },
        PAGE_VIEWS,
        VISITS,
        ENGAGED_SECONDS,
      ],
    },
    {
      name: 'depth',
      title: 'Page views of a visitor-day',
      fact: 'visitors',
      sql: 'reports/audience/depth.sql',
      k: 'visitors',
      order: 'natural',
      ...RANKING_CHARTS,
      place: {
        section: 'days',
        position: 2,
        look: 'ranking',
        codes: 'depth',
        empty: 'No visitors in the period.',
      },
      columns: [key('value', 'Page views'), VISITORS, SHARE],
    },
  ],
};
