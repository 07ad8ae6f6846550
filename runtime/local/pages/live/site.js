/** Renders one site on the live page: totals, then tables. It may not compute a figure that the server did not send. */
import { bars, cells } from './bars.js';
import { make } from './make.js';
import { formatDays, duration, number } from './words.js';

/** Tables on the page, in order: report, table, the column drawn as a bar. */
const TABLES = [
  ['content', 'pages', 'visitors'],
  ['demand', 'topics', 'visitors'],
  ['acquisition', 'sources', 'visitors'],
  ['acquisition', 'campaigns', 'visitors'],
  ['demand', 'goals', 'visitors'],
  ['actions', 'names', 'visitors'],
  ['market', 'countries', 'visitors'],
  ['market', 'languages', 'visitors'],
  ['market', 'devices', 'visitors'],
  ['market', 'browsers', 'visitors'],
  ['market', 'systems', 'visitors'],
  ['market', 'screens', 'visitors'],
];
const BOOKS = {
  stored: 'counted',
  duplicate: 'sent twice',
  bot: 'from robots',
  opted_out: 'opted out',
  excluded: 'excluded',
  rejected: 'rejected',
  late: 'late',
};

function tile(label, value, note) {
  return make(
    'div',
    'tile',
    make('dt', '', label),
    make('dd', '', make('strong', '', value), ...(note ? [make('span', '', note)] : [])),
  );
}

function findTable(reports, site, report, name) {
  return reports
    .find((one) => one.site === site.site && one.from === site.days[0] && one.report === report)
    ?.tables.find((one) => one.name === name);
}

/** Returns the article of a site, from the server's data. */
export function siteArticle(site, data) {
  const total = findTable(data.reports, site, 'audience', 'total');
  const row = total === undefined ? undefined : cells(total)[0];
  const title = make('h2', '', site.name, make('small', '', formatDays(site.days)));
  const parts = [title];
  const books = Object.entries(BOOKS)
    .filter(([outcome]) => site.books[outcome] > 0)
    .map(([outcome, words]) => `${number.format(site.books[outcome])} ${words}`);
  const tally =
    books.length === 0
      ? []
      : [
          make(
            'p',
            'books',
            `${number.format(site.received)} event${site.received === 1 ? '' : 's'} received: ${books.join(', ')}.`,
          ),
        ];
  if (row?.visitors > 0) {
    parts.push(
      make(
        'dl',
        'tiles',
        tile('Visitor-days', number.format(row.visitors)),
        tile(
          'Page views',
          number.format(row.page_views),
          row.views_per_visit ? `${row.views_per_visit.toFixed(1)} per visit` : '',
        ),
        tile('Visits', number.format(row.visits)),
        tile(
          'Engaged time',
          duration(row.engaged_seconds),
          row.visits > 0 ? `${duration(row.engaged_seconds / row.visits)} per visit` : '',
        ),
      ),
    );
  } else {
    parts.push(
      ...tally,
      make(
        'p',
        'few',
        data.live.atOnce
          ? 'No visitors yet. Browse the demo site, then look here again.'
          : `Too few to show: figures appear once there are ${data.live.k} visitor-days, so that nobody can be watched.`,
      ),
    );
  }
  if (row?.visitors > 0) {
    parts.push(
      ...tally,
      make(
        'div',
        'grid',
        ...TABLES.flatMap(([report, name, bar]) => {
          const table = findTable(data.reports, site, report, name);
          return table === undefined ? [] : [bars(table, bar)];
        }),
      ),
    );
  }
  return make('article', '', ...parts);
}
