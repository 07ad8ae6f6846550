/** What tables leave out, and what is folded: stated with its reason, and last. */
import { describe, expect, it } from 'vitest';
import { ALL_NAMES } from '#core/report/released-names';
import { demand } from '#queries/reports/demand/report';
import { content } from '#queries/reports/content/report';
import { acquisition } from '#queries/reports/acquisition/report';
import { RELEASED_TABLES } from '#queries/facts/catalogue';
import { layOutReleased } from '#core/report/lay-out-released';
import type { InsideReport } from '#core/report/figures';
import { markUnsealed } from '#core/report/mark-unsealed';
import { releasedRows } from '#core/report/released-tables';
import type { ReleasedPeriod } from '#core/report/released-period';
import { rankBySum } from '#render/html/demand-by-country';
import { renderReleasedTerminal } from '#render/render-released-terminal';
import { renderTerminal } from '#render/render-terminal';
import { reportOver, rowsOf } from '../../queries/reports/fact-tables.ts';
import { releasedReports } from '../../support/released-page.ts';
import { releasesOf, shop } from '../../support/releases-of.ts';
import { parsePeriod, type Period } from '#core/report/period';

const DAY = '2026-11-02';
const days = [
  { day: DAY, visitors: 5000, visits: 5000, page_views: 5000, engaged_seconds: 0, single_page_visitors: 0 },
];
const page = (path: string, visitors: number) => ({
  day: DAY,
  path,
  visitors,
  page_views: visitors,
  engaged_seconds: 0,
  scroll_pct_sum: 0,
  scrolls: 0,
});
const range = { from: DAY, to: DAY };

describe('an inside table', () => {
  it('has (other) last, however large, and (none) and (unknown) in their rank', async () => {
    const report = await reportOver(
      'content',
      { days, pages: [page('/a', 30), page('(other)', 900), page('(unknown)', 40), page('/b', 20)] },
      range,
    );
    expect(rowsOf(report, 'pages').map((row) => row['path'])).toEqual(['(unknown)', '/a', '/b', '(other)']);
    const sources = await reportOver(
      'acquisition',
      {
        days,
        sources: [
          { day: DAY, source: '(other)', medium: 'mail', visitors: 500, visits: 500 },
          { day: DAY, source: 'Google', medium: 'search', visitors: 20, visits: 20 },
          { day: DAY, source: '(none)', medium: 'direct', visitors: 100, visits: 100 },
        ],
      },
      range,
    );
    expect(rowsOf(sources, 'sources').map((row) => row['source'])).toEqual(['(none)', 'Google', '(other)']);
  });

  it('says how many rows it leaves out, and why, as data and below the table', async () => {
    const pages = [page('/a', 30), page('/b', 20), page('/c', 9), page('/d', 1), page('(other)', 50)];
    const report = await reportOver('content', { days, pages }, { ...range, limit: 2 });
    const table = report.tables.find((one) => one.name === 'pages');
    expect(table?.rows.map((row) => row[0])).toEqual(['/a', '/b']);
    expect(table?.withheld).toBe(true);
    expect(table?.left_out).toEqual([
      { reason: 'below_k', rows: 2, least: 10 },
      { reason: 'folded' },
      { reason: 'limit', rows: 1 },
    ]);
    const text = renderTerminal([report as InsideReport]);
    expect(text).toContain('(2 rows with fewer than 10 visitor-days are left out)');
    expect(text).toContain('(1 more row beyond the limit)');
    const whole = await reportOver('content', { days, pages: [page('/a', 30)] }, range);
    expect(whole.tables.find((one) => one.name === 'pages')).not.toHaveProperty('left_out');
  });
});

it('subjects by country have (other) last among rows and columns', () => {
  const cells = [
    { country: '(other)', visitors: 90 },
    { country: 'DE', visitors: 30 },
    { country: '(unknown)', visitors: 40 },
  ];
  expect(rankBySum(cells, (cell) => cell.country)).toEqual(['(unknown)', 'DE', '(other)']);
});

it('a table of unsealed days does not count what it leaves out', async () => {
  const pages = [page('/a', 30), page('/c', 9)];
  const report = (await reportOver('content', { days, pages }, range)) as InsideReport;
  expect(markUnsealed(report, [DAY]).tables[0]?.left_out).toEqual([{ reason: 'below_k', least: 10 }]);
  expect(renderTerminal([markUnsealed(report, [DAY])])).toContain(
    '(Rows with fewer than 10 visitor-days are left',
  );
});

const estimate = (keys: readonly string[], value: number, isPublic = true) => ({
  keys,
  public: isPublic,
  covariance: 0,
  figures: { visitors: { value, variance: 100 }, visits: { value, variance: 100 } },
  raw: { value, variance: 100 },
});
const periodOf = (
  name: string,
  cells: readonly ReturnType<typeof estimate>[],
  more = {},
): ReleasedPeriod => ({
  days: [DAY],
  total: { visitors: { value: 9000, variance: 250 } },
  perDay: [],
  releases: [],
  tables: new Map([
    [
      name,
      { name, measures: ['visitors'], publicCells: cells.filter((one) => one.public).length, cells, ...more },
    ],
  ]),
});
const tableOf = (report: typeof content, name: string) => {
  const table = report.tables.find((one) => one.name === name);
  if (table === undefined) throw new Error(`no table ${name}`);
  return table;
};

describe('a released table', () => {
  it('counts listed names below their floor, and never how many others are below their threshold', () => {
    const pages = tableOf(content, 'pages');
    const cells = [
      estimate(['/a'], 400),
      estimate(['/b'], 3),
      estimate(['/c'], -8),
      estimate(['/open'], 90, false),
    ];
    const made = releasedRows(pages, periodOf('pages', cells, { threshold: 77 }), RELEASED_TABLES, ALL_NAMES);
    expect(made?.leftOut).toEqual([
      { reason: 'below_floor', rows: 2, least: expect.any(Number) },
      { reason: 'below_threshold', least: 77 },
    ]);
    expect(made?.leftOut[1]).not.toHaveProperty('rows');
    const shown = made && layOutReleased(pages, made, { from: DAY, limit: 1, bothComplete: true }, undefined);
    expect(shown?.left_out).toContainEqual({ reason: 'limit', rows: 1 });
    expect(shown?.rows).toHaveLength(1);
  });

  it('says the same of a threshold whether or not a name stayed below it', () => {
    const campaigns = tableOf(acquisition, 'campaigns');
    for (const cells of [[], [estimate(['spring'], 900, false)]])
      expect(
        releasedRows(campaigns, periodOf('campaigns', cells, { threshold: 77 }), RELEASED_TABLES, ALL_NAMES)
          ?.leftOut,
      ).toEqual([{ reason: 'below_threshold', least: 77 }]);
  });

  it('has (other) last', () => {
    const table = tableOf(demand, 'topics');
    const cells = [estimate(['(other)'], 900), estimate(['A'], 200), estimate(['(no topic)'], 400)];
    const made = releasedRows(table, periodOf('topics', cells), RELEASED_TABLES, ALL_NAMES);
    expect(made?.rows.map((row) => row.keys[0])).toEqual(['(no topic)', 'A', '(other)']);
  });

  it('of several months says how many cells not every month has', () => {
    const table = tableOf(demand, 'topics');
    const made = releasedRows(
      table,
      periodOf('topics', [estimate(['A'], 200)], { notInEveryMonth: 3 }),
      RELEASED_TABLES,
      ALL_NAMES,
    );
    expect(made?.leftOut).toEqual([{ reason: 'not_every_month', rows: 3 }]);
  });

  it('says it below the table', () => {
    const { releases } = releasesOf({ site: shop(), month: '2026-10', visitorsPerDay: 300, seed: 4 });
    const period = parsePeriod('2026-10', '2026-11-23') as Period;
    const text = renderReleasedTerminal(releasedReports(releases, { period, names: ['acquisition'] }));
    expect(text).toMatch(
      /\([\d,]+ rows of the site's and the program's lists are left out: below some \d+ visitor-days noise/,
    );
    expect(text).toMatch(
      /\(Names that nobody listed beforehand are shown from some \d+ visitor-days on; how many stay below is not told\)/,
    );
  });
});
