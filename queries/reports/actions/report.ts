/** Actions: the visitors' actions beside viewing pages, their number and their worth. */
import { SHARE, VISITORS, key, type ReportDefinition } from '#core/report/definition';
import { RANKING_CHARTS } from '../ranking-charts.ts';

export const actions: ReportDefinition = {
  name: 'actions',
  title: 'Actions',
  description: 'Downloads, outbound links, sign-ups and the like, with their properties and worth.',
  tables: [
    {
      name: 'names',
      title: 'Actions',
      fact: 'actions',
      sql: 'reports/actions/names.sql',
      k: 'visitors',
      order: 'ranked',
      ...RANKING_CHARTS,
      place: {
        section: 'actions',
        position: 1,
        look: 'ranking',
        heading: 'What visitors did',
        codes: 'action',
        open: true,
        empty: "No actions were reported: the tracker's headcount(name) reports the site's own.",
      },
      columns: [
        key('name', 'Action'),
        VISITORS,
        { name: 'events', type: 'count', unit: 'events', label: 'Events', role: 'figure' },
        {
          name: 'worth',
          type: 'money',
          label: 'Worth',
          role: 'figure',
          quotient: { numerator: 'worth_cents', denominator: 100 },
        },
        SHARE,
      ],
    },
    {
      name: 'props',
      title: 'Properties of actions',
      fact: 'actions',
      sql: 'reports/actions/props.sql',
      k: 'visitors',
      order: 'ranked',
      ...RANKING_CHARTS,
      place: {
        section: 'actions',
        position: 3,
        look: 'ranking',
        heading: 'Properties',
        codes: 'action',
        label: (row, word) => [word(String(row[0])), ...row.slice(1, 3)].join(' · '),
        half: true,
        empty: 'No properties are configured to be kept.',
      },
      columns: [key('name', 'Action'), key('key', 'Property'), key('value', 'Value'), VISITORS, SHARE],
    },
  ],
};
