import { expect, test } from 'vitest';
import { reportOver, rowsOf, withheld } from './fact-tables.ts';

const days = [
  { day: '2026-11-02', visitors: 50 },
  { day: '2026-11-03', visitors: 50 },
];
const actions = [
  { day: '2026-11-02', name: 'signup', key: '', value: '', visitors: 10, events: 12, worth_cents: 12_345 },
  { day: '2026-11-03', name: 'signup', key: '', value: '', visitors: 10, events: 10, worth_cents: 5 },
  { day: '2026-11-02', name: 'signup', key: 'plan', value: 'pro', visitors: 15, events: 99, worth_cents: 99 },
  { day: '2026-11-02', name: 'signup', key: 'plan', value: 'free', visitors: 5 },
  { day: '2026-11-03', name: 'download', key: '', value: '', visitors: 9, events: 27 },
];

test('an action counts once, whatever properties it has; worth is in whole units of the currency', async () => {
  const report = await reportOver('actions', { days, actions });
  expect(rowsOf(report, 'names')).toEqual([
    { name: 'signup', visitors: 20, events: 22, worth: 123.5, share: 20 },
  ]);
  expect(withheld(report, 'names')).toBe(true);
  expect(report.tables[0]?.columns.find((column) => column.name === 'worth')).toMatchObject({
    type: 'money',
    unit: 'EUR',
  });
});

test('properties are rows of their own', async () => {
  const report = await reportOver('actions', { days, actions });
  expect(rowsOf(report, 'props')).toEqual([
    { name: 'signup', key: 'plan', value: 'pro', visitors: 15, share: 15 },
  ]);
});
