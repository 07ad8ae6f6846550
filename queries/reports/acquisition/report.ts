/** Acquisition: the origins of visitor-days. */
import {
  SHARE,
  TOTALS,
  VISITORS,
  VISITS,
  key,
  type ColumnDefinition,
  type ReportDefinition,
} from '#core/report/definition';
import type { Cell } from '#core/report/report';
import { RANKING_CHARTS } from '../ranking-charts.ts';

/**
 * Referrers count visits, not visitor-days, so their share is of the visits of all referrers, withheld ones included.
 */
const SHARE_OF_VISITS: ColumnDefinition = {
  name: 'share',
  type: 'percent',
  unit: '%',
  label: 'Share of visits',
  role: 'figure',
  quotient: { numerator: 'visits', denominator: TOTALS.visits, scale: 100 },
};

/** Joins a source and its medium; an unknown source, or none, has no medium to show. */
function sourceAndMedium([source, medium]: readonly Cell[], word: (value: string) => string): string {
  if (source === '(none)') return 'Direct';
  const name = word(String(source));
  return source === '(unknown)' ? name : `${name} · ${word(String(medium))}`;
}

export const acquisition: ReportDefinition = {
  name: 'acquisition',
  title: 'Acquisition',
  description: 'Sources, referrers and campaigns, and the pages each medium leads to.',
  tables: [
    {
      name: 'sources',
      title: 'Sources',
      fact: 'sources',
      sql: 'reports/acquisition/sources.sql',
      k: 'visitors',
      order: 'ranked',
      ...RANKING_CHARTS,
      place: {
        section: 'sources',
        position: 1,
        look: 'ranking',
        heading: 'Sources and media',
        codes: 'source',
        label: sourceAndMedium,
        maxRows: 12,
        open: true,
        empty: 'No visits in the period.',
      },
      columns: [key('source', 'Source'), key('medium', 'Medium'), VISITORS, VISITS, SHARE],
    },
    {
      name: 'referrers',
      title: 'Referrers',
      fact: 'referrers',
      sql: 'reports/acquisition/referrers.sql',
      k: 'visits',
      order: 'ranked',
      ...RANKING_CHARTS,
      place: {
        section: 'sources',
        position: 2,
        look: 'ranking',
        value: 'visits',
        half: true,
        empty: 'No visits from links on other sites.',
      },
      columns: [key('referrer', 'Referrer'), VISITS, SHARE_OF_VISITS],
    },
    {
      name: 'campaigns',
      title: 'Campaigns',
      fact: 'campaigns',
      sql: 'reports/acquisition/campaigns.sql',
      k: 'visitors',
      order: 'ranked',
      ...RANKING_CHARTS,
      place: {
        section: 'sources',
        position: 3,
        look: 'ranking',
        half: true,
        empty: 'No visits from campaigns.',
      },
      columns: [key('campaign', 'Campaign'), VISITORS, VISITS, SHARE],
    },
    {
      name: 'landings_by_medium',
      title: 'Landing pages by medium',
      fact: 'landings',
      sql: 'reports/acquisition/landings_by_medium.sql',
      k: 'visitors',
      order: 'ranked',
      ...RANKING_CHARTS,
      place: {
        section: 'landings',
        position: 2,
        look: 'ranking',
        label: ([path, medium], word) => `${word(String(medium))} · ${path}`,
        empty: 'No visits in the period.',
      },
      columns: [key('path', 'Landing page'), key('medium', 'Medium'), VISITORS, SHARE],
    },
  ],
};
