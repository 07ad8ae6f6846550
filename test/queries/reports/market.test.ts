import { expect, test } from 'vitest';
import { reportOver, rowsOf, withheld } from './fact-tables.ts';

const days = [
  { day: '2026-11-02', visitors: 40 },
  { day: '2026-11-03', visitors: 40 },
];
const DIMENSION: Readonly<Record<string, string>> = {
  countries: 'country',
  languages: 'language',
  devices: 'device',
  browsers: 'browser',
  browser_versions: 'browser_version',
  systems: 'system',
  screens: 'screen',
};

test.each(Object.entries(DIMENSION))('%s counts the dimension %s and no other', async (table, dimension) => {
  const visitors = Object.values(DIMENSION)
    .concat('depth')
    .flatMap((one) => [
      { day: '2026-11-02', dimension: one, value: `${one} A`, visitors: 12 },
      { day: '2026-11-03', dimension: one, value: `${one} A`, visitors: 12 },
      { day: '2026-11-03', dimension: one, value: `${one} B`, visitors: 28 },
      { day: '2026-11-03', dimension: one, value: `${one} C`, visitors: 9 },
    ]);
  const report = await reportOver('market', { days, visitors });
  const rows = [
    { value: `${dimension} B`, visitors: 28, share: 35 },
    { value: `${dimension} A`, visitors: 24, share: 30 },
  ];
  expect(rowsOf(report, table)).toEqual(table === 'screens' ? rows.toReversed() : rows);
  expect(withheld(report, table)).toBe(true);
});

test('screens stand from narrow to wide', async () => {
  const classes = ['<576', '576-767', '768-991', '992-1439', '1440+', '(unknown)'];
  const report = await reportOver('market', {
    days,
    visitors: classes
      .toSorted()
      .map((value) => ({ day: '2026-11-02', dimension: 'screen', value, visitors: 10 })),
  });
  expect(rowsOf(report, 'screens').map((row) => row['value'])).toEqual(classes);
});

test('hours add up over the weeks of a period and stand by weekday and hour', async () => {
  const report = await reportOver('market', {
    days,
    hours: [
      { day: '2026-11-03', weekday: 2, hour: 9, visitors: 10 },
      { day: '2026-11-02', weekday: 1, hour: 23, visitors: 10 },
      { day: '2026-11-02', weekday: 1, hour: 9, visitors: 6 },
      { day: '2026-11-03', weekday: 1, hour: 9, visitors: 6 },
      { day: '2026-11-02', weekday: 1, hour: 4, visitors: 9 },
    ],
  });
  expect(rowsOf(report, 'hours')).toEqual([
    { weekday: 1, hour: 9, visitors: 12, share: 15 },
    { weekday: 1, hour: 23, visitors: 10, share: 12.5 },
    { weekday: 2, hour: 9, visitors: 10, share: 12.5 },
  ]);
});
