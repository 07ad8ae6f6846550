import { expect, test } from 'vitest';
import { reportOver, rowsOf, withheld } from './fact-tables.ts';

const days = [{ day: '2026-11-02', visitors: 200 }];
const cell = (kind: string, subject: string, dimension: string, value: string, visitors: number) => ({
  day: '2026-11-02',
  kind,
  subject,
  dimension,
  value,
  visitors,
});
const demand = [
  cell('topic', 'Microscopes', '(all)', '(all)', 80),
  cell('topic', 'Microscopes', 'country', 'DE', 60),
  cell('topic', 'Microscopes', 'country', 'AT', 8),
  cell('topic', 'Microscopes', 'campaign', '(none)', 80),
  cell('topic', '(no topic)', '(all)', '(all)', 20),
  cell('goal', 'signup', '(all)', '(all)', 40),
  cell('goal', 'signup', 'medium', 'search', 10),
];

test('topics and goals are kept apart, the whole of a subject from its parts', async () => {
  const report = await reportOver('demand', { days, demand });
  expect(rowsOf(report, 'topics')).toEqual([
    { topic: 'Microscopes', visitors: 80, share: 40 },
    { topic: '(no topic)', visitors: 20, share: 10 },
  ]);
  expect(rowsOf(report, 'goals')).toEqual([{ goal: 'signup', visitors: 40, share: 20 }]);
  expect(withheld(report, 'topics')).toBe(false);
});

test('each dimension of a subject has its share of the site and of the subject', async () => {
  const report = await reportOver('demand', { days, demand });
  expect(rowsOf(report, 'topics_by')).toEqual([
    {
      topic: 'Microscopes',
      dimension: 'campaign',
      value: '(none)',
      visitors: 80,
      share: 40,
      topic_share: 100,
    },
    { topic: 'Microscopes', dimension: 'country', value: 'DE', visitors: 60, share: 30, topic_share: 75 },
  ]);
  expect(withheld(report, 'topics_by')).toBe(true);
  expect(rowsOf(report, 'goals_by')).toEqual([
    { goal: 'signup', dimension: 'medium', value: 'search', visitors: 10, share: 5, goal_share: 25 },
  ]);
});
