/** The selection of cells that a released table shows. */
import { expect, it } from 'vitest';
import { CATALOGUE_VERSION } from '#core/disclosure/release-catalogue';
import type { StoredRelease } from '#core/disclosure/stored-release';
import { ALL_NAMES } from '#core/report/released-names';
import { content } from '#queries/reports/content/report';
import { demand } from '#queries/reports/demand/report';
import { RELEASED_TABLES } from '#queries/facts/catalogue';
import { releasedRows } from '#core/report/released-tables';
import type { ReleasedPeriod } from '#core/report/released-period';

const cell = (keys: readonly string[], value: number, variance: number) => ({
  keys,
  public: true,
  covariance: 0,
  figures: { visitors: { value, variance } },
  raw: { value, variance },
});

it('a part that by both ranges is more than its whole is noise, and not shown', () => {
  const table = demand.tables.find((one) => one.name === 'goals_by');
  if (table === undefined) throw new Error('no table');
  const tables = new Map([
    [
      'goals',
      { name: 'goals', measures: ['visitors'], publicCells: 1, cells: [cell(['download'], 20, 500)] },
    ],
    [
      'goals_by',
      {
        name: 'goals_by',
        measures: ['visitors'],
        publicCells: 250,
        cells: [
          cell(['download', 'country', 'GL'], 260, 3000),
          cell(['download', 'country', 'DE'], 196, 3000),
        ],
      },
    ],
  ]);
  const period: ReleasedPeriod = {
    days: ['2026-03-01'],
    total: { visitors: { value: 900, variance: 250 } },
    perDay: [],
    tables,
    releases: [],
  };
  const made = releasedRows(table, period, RELEASED_TABLES, ALL_NAMES);
  // 260 is 152 at least, 20 is 64 at most; 196 is 88 at least, more than 64 as well.
  expect(made?.rows).toEqual([]);
  expect(made?.withheld).toBe(true);
  const large = new Map(tables).set('goals', {
    name: 'goals',
    measures: ['visitors'],
    publicCells: 1,
    cells: [cell(['download'], 60, 500)],
  });
  expect(
    releasedRows(table, { ...period, tables: large }, RELEASED_TABLES, ALL_NAMES)?.rows.map(
      (row) => row.keys[2],
    ),
  ).toEqual(['DE']);
});

const pagesOf = (catalogue: string, visitors: number, pageViews: number) => {
  const [table] = content.tables;
  if (table?.name !== 'pages') throw new Error('no table');
  const figures = {
    visitors: { value: visitors, variance: 100 },
    page_views: { value: pageViews, variance: 900 },
  };
  const period: ReleasedPeriod = {
    days: ['2026-03-01'],
    total: { visitors: { value: 900, variance: 250 } },
    perDay: [],
    tables: new Map([
      [
        'pages',
        {
          name: 'pages',
          measures: ['visitors', 'page_views'],
          publicCells: 1,
          cells: [{ ...cell(['/'], visitors, 100), figures }],
        },
      ],
    ]),
    releases: [{ catalogue } as StoredRelease],
  };
  const made = releasedRows(table, period, RELEASED_TABLES, ALL_NAMES);
  const { visitors: seen, page_views: viewed } = made?.rows[0]?.figures ?? {};
  return { seen, viewed, orders: made?.columns.map(({ atLeast }) => atLeast).filter(Boolean) };
};

it('a page has no fewer page views than visitors: noise that says so is divided between the two', () => {
  expect(pagesOf(CATALOGUE_VERSION, 110, 70)).toEqual({
    // Weighted by 1/100 and 1/900, with the ranges that each had.
    seen: { value: 106, low: 86, high: 126 },
    viewed: { value: 106, low: 47, high: 165 },
    orders: ['visitors'],
  });
  expect(pagesOf(CATALOGUE_VERSION, 110, 111)).toMatchObject({
    seen: { value: 110 },
    viewed: { value: 111 },
  });
});

it('what an earlier version has shown of a release stays as it was', () => {
  expect(pagesOf('2026-11-29', 110, 70)).toMatchObject({
    seen: { value: 110 },
    viewed: { value: 70 },
    orders: [],
  });
});
