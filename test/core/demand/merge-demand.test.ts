/** Merging the released demand of both sides, and reading their objects. */
import { describe, expect, it } from 'vitest';
import { mergeDemand } from '#core/demand/merge-demand';
import { parseReleasedDemand } from '#core/demand/parse-released-demand';
import type { DemandSide, DemandSource, ReleasedDemand } from '#core/report/released-demand';

const source = (
  of: string,
  period: string,
  lows: Readonly<Record<string, number>>,
  unit: DemandSource['unit'] = 'visitor-days',
): DemandSource => ({
  of,
  period,
  unit,
  topics: Object.entries(lows).map(([topic, low]) => ({ topic, count: low + 5, low, high: low + 10 })),
});
const side = (from: DemandSide, ...sources: readonly DemandSource[]): ReleasedDemand => ({
  version: 1,
  from,
  sources,
});

const USAGE = side('usage', source('shop', '2026-11', { Microscopes: 100, Telescopes: 30, Blog: 4 }));
const REGISTER = side('register', source('register', '2025', { telescopes: 60, courses: 20 }, 'people'));

describe('the demand of both sides', () => {
  it('has each topic once, by its greatest level, with the sides that name it', () => {
    expect(mergeDemand({ usage: USAGE, register: REGISTER })).toEqual({
      version: 1,
      period: '2026-11',
      periods: { usage: '2026-11', register: '2025' },
      topics: [
        { topic: 'Microscopes', level: 5, from: ['usage'] },
        { topic: 'Telescopes', level: 5, from: ['usage', 'register'] },
        { topic: 'courses', level: 4, from: ['register'] },
        { topic: 'Blog', level: 1, from: ['usage'] },
      ],
    });
  });

  it('is that of one side where the other has released nothing, and empty where neither has', () => {
    expect(mergeDemand({ usage: USAGE }).topics.map(({ topic, level }) => [topic, level])).toEqual([
      ['Microscopes', 5],
      ['Telescopes', 4],
      ['Blog', 1],
    ]);
    expect(mergeDemand({ register: REGISTER })).toMatchObject({
      period: '2025',
      periods: { register: '2025' },
      topics: [{ topic: 'telescopes', level: 5 }, { topic: 'courses' }],
    });
    expect(mergeDemand({})).toEqual({ version: 1, period: null, periods: {}, topics: [] });
  });

  it('takes names for one topic that differ in case, spaces, hyphens and underscores alone', () => {
    const usage = side('usage', source('shop', '2026-11', { 'Light  sheet': 9 }));
    for (const name of ['light-sheet', 'LIGHT_SHEET', ' light sheet '])
      expect(
        mergeDemand({ usage, register: side('register', source('register', '2025', { [name]: 9 })) }).topics,
      ).toEqual([{ topic: 'Light  sheet', level: 5, from: ['usage', 'register'] }]);
    const other = side('register', source('register', '2025', { lightsheet: 9 }));
    expect(mergeDemand({ usage, register: other }).topics).toHaveLength(2);
  });

  it('compares the topics of each site among themselves: a small site beside a large one keeps its order', () => {
    const sites = side(
      'usage',
      source('large', '2026-11', { News: 100_000 }),
      source('small', '2026-10', { Lenses: 80, Lasers: 30 }),
    );
    expect(mergeDemand({ usage: sites })).toMatchObject({
      period: '2026-11',
      topics: [
        { topic: 'Lenses', level: 5 },
        { topic: 'News', level: 5 },
        { topic: 'Lasers', level: 4 },
      ],
    });
  });
});

describe('the object of one side', () => {
  it('is read as it was written', () => {
    expect(parseReleasedDemand(JSON.stringify(USAGE), 'usage')).toEqual(USAGE);
  });

  it.each([
    ['no JSON', '{"version":1'],
    ['another shape', '{"version":1,"from":"usage","sources":[{"of":"shop"}]}'],
    [
      'a topic without figures',
      JSON.stringify(side('usage', { ...source('s', '2026-11', {}), topics: [{ topic: 'A' }] as never })),
    ],
    ['the other side', JSON.stringify(REGISTER)],
    ['another version', JSON.stringify({ ...USAGE, version: 2 })],
    ['null', 'null'],
  ])('is none where it is %s', (_what, text) => {
    expect(parseReleasedDemand(text, 'usage')).toBeUndefined();
  });
});
