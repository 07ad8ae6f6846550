/** The selection of cells that a released table shows. */
import { expect, it } from 'vitest';
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
  const made = releasedRows(table, period, RELEASED_TABLES);
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
    releasedRows(table, { ...period, tables: large }, RELEASED_TABLES)?.rows.map((row) => row.keys[2]),
  ).toEqual(['DE']);
});
