/** Market: from where, in which language, with what, and when. Each table is a count of its own; no two are joined. */
import { SHARE, VISITORS, key, type ReportDefinition, type TableDefinition } from '#core/report/definition';
import { RANKING_CHARTS } from '../ranking-charts.ts';
import { devicesChart } from './devices.chart.ts';

const breakdown = (
  name: string,
  title: string,
  label: string,
  order: TableDefinition['order'] = 'ranked',
): TableDefinition => ({
  name,
  title,
  fact: 'visitors',
  sql: `reports/market/${name}.sql`,
  k: 'visitors',
  order,
  columns: [key('value', label), VISITORS, SHARE],
  ...RANKING_CHARTS,
  ...(name === 'devices' ? { chart: devicesChart } : {}),
});

export const market: ReportDefinition = {
  name: 'market',
  title: 'Market',
  description: 'Countries, languages, devices, browsers, systems, screens, and the hours of the week.',
  tables: [
    breakdown('countries', 'Countries', 'Country'),
    breakdown('languages', 'Languages', 'Language'),
    breakdown('devices', 'Devices', 'Device'),
    breakdown('browsers', 'Browsers', 'Browser'),
    breakdown('browser_versions', 'Browser versions', 'Browser version'),
    breakdown('systems', 'Operating systems', 'System'),
    breakdown('screens', 'Screen widths', 'Viewport width', 'natural'),
    {
      name: 'hours',
      title: 'Hours of the week',
      fact: 'hours',
      sql: 'reports/market/hours.sql',
      k: 'visitors',
      order: 'natural',
      columns: [key('weekday', 'Weekday', 'count'), key('hour', 'Hour', 'count'), VISITORS, SHARE],
    },
  ],
};
