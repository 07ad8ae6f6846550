/** Market: countries, languages, devices and times of visitors. Each table is a count of its own; no two are joined. */
import {
  SHARE,
  VISITORS,
  key,
  type Chart,
  type ReportDefinition,
  type TableDefinition,
} from '#core/report/definition';
import type { CodeKind, TablePlace } from '#core/report/table-place';
import { RANKING_CHARTS } from '../ranking-charts.ts';
import { devicesChart } from './devices.chart.ts';

interface Breakdown {
  readonly name: string;
  readonly title: string;
  /** Label of the column of values. */
  readonly label: string;
  readonly order?: TableDefinition['order'];
  readonly chart?: Chart;
  readonly place: TablePlace;
}

const breakdown = ({ name, title, label, order = 'ranked', chart, place }: Breakdown): TableDefinition => ({
  name,
  title,
  fact: 'visitors',
  sql: `reports/market/${name}.sql`,
  k: 'visitors',
  order,
  place,
  columns: [key('value', label), VISITORS, SHARE],
  ...RANKING_CHARTS,
  ...(chart === undefined ? {} : { chart }),
});

/** Place of a half-width table of technology. */
const technology = (position: number, codes?: CodeKind): TablePlace => ({
  section: 'technology',
  position,
  look: 'ranking',
  maxRows: 8,
  half: true,
  empty: 'Unknown.',
  ...(codes === undefined ? {} : { codes }),
});

export const market: ReportDefinition = {
  name: 'market',
  title: 'Market',
  description: 'Countries, languages, devices, browsers, systems, screens, and the hours of the week.',
  tables: [
    breakdown({
      name: 'countries',
      title: 'Countries',
      label: 'Country',
      place: {
        section: 'demand',
        position: 1,
        look: 'ranking',
        codes: 'country',
        maxRows: 12,
        empty: 'No countries are known.',
      },
    }),
    breakdown({
      name: 'languages',
      title: 'Languages',
      label: 'Language',
      place: {
        section: 'language',
        position: 1,
        look: 'ranking',
        alone: true,
        codes: 'language',
        maxRows: 8,
        empty: 'No languages are known.',
      },
    }),
    breakdown({
      name: 'devices',
      title: 'Devices',
      label: 'Device',
      chart: devicesChart,
      place: { section: 'technology', position: 1, look: 'devices' },
    }),
    breakdown({ name: 'browsers', title: 'Browsers', label: 'Browser', place: technology(2) }),
    breakdown({
      name: 'browser_versions',
      title: 'Browser versions',
      label: 'Browser version',
      place: technology(4),
    }),
    breakdown({ name: 'systems', title: 'Operating systems', label: 'System', place: technology(3) }),
    breakdown({
      name: 'screens',
      title: 'Screen widths',
      label: 'Viewport width',
      order: 'natural',
      place: technology(5, 'screen'),
    }),
    {
      name: 'hours',
      title: 'Hours of the week',
      fact: 'hours',
      sql: 'reports/market/hours.sql',
      k: 'visitors',
      order: 'natural',
      place: { section: 'week', position: 1, look: 'week' },
      columns: [key('weekday', 'Weekday', 'count'), key('hour', 'Hour', 'count'), VISITORS, SHARE],
    },
  ],
};
