import { expect, it } from 'vitest';
import { compileConfig } from '#core/config/compile';
import { parseConfig } from '#core/config/parse-config';
import type { StoredRelease } from '#core/disclosure/stored-release';
import { daysToMerge, MIN_VISITORS } from '#core/settle/days-to-merge';
import { keptValues } from '#core/settle/kept-values';

const config = compileConfig(
  parseConfig(
    JSON.stringify({
      sites: [
        {
          id: 'shop',
          hosts: ['shop.example'],
          published: ['/', '/products/*'],
          goals: ['signup'],
          campaigns: ['spring'],
          props: { plan: ['free'], file: true },
        },
      ],
    }),
  ),
);
const site = config.site('shop');
if (site === undefined) throw new Error('no site');
const table = (name: string, keys: readonly string[], cells: readonly (readonly string[])[]) => ({
  name,
  keys,
  fact: name,
  l0: 1,
  measures: [],
  floor: 0,
  partition: false,
  cells: cells.map((one) => ({ keys: one, public: false, noisy: { visitors: 1 } })),
});
const has = (tables: StoredRelease['tables'], kind: string, value: string, key = '') =>
  keptValues({ tables }, site).some((one) => one.kind === kind && one.value === value && one.key === key);

it('the values kept are those configured, those fixed in code and those that the release names, and no others', () => {
  for (const [kind, value] of [
    ['path', '/'],
    ['campaign', 'spring'],
    ['action', 'signup'],
    ['action', 'download'],
    ['source', 'Google'],
    ['source', '(private)'],
    ['referrer', '(none)'],
    ['path', '(other)'],
  ] as const)
    expect(has([], kind, value), `${kind} ${value}`).toBe(true);
  for (const [kind, value] of [
    ['path', '/products/1'],
    ['path', '/products/*'],
    ['campaign', 'summer'],
    ['action', 'vote'],
    ['source', 'newsletter'],
    ['referrer', 'blog.example'],
  ] as const)
    expect(has([], kind, value), `${kind} ${value}`).toBe(false);
  const tables = [
    table('landings', ['path'], [['/products/1']]),
    table('campaigns', ['campaign'], [['summer']]),
    table('names', ['name'], [['vote']]),
    table('sources', ['source', 'medium'], [['newsletter', 'mail']]),
    table('referrers', ['referrer'], [['blog.example']]),
  ];
  for (const [kind, value] of [
    ['path', '/products/1'],
    ['campaign', 'summer'],
    ['action', 'vote'],
    ['source', 'newsletter'],
    ['referrer', 'blog.example'],
  ] as const)
    expect(has(tables, kind, value), `${kind} ${value}`).toBe(true);
});

it('what a pattern of published matches keeps its name without being public, and so do old spellings of listed pages', () => {
  const kept = keptValues({ tables: [] }, site).filter((one) => one.kind === 'path_start');
  expect(kept.map((one) => one.value).toSorted()).toEqual(['/products/', '/products?']);
  expect([...site.publishedPaths]).toEqual(['/']);
  expect(has([], 'path', '/products')).toBe(true);
  const slashes = compileConfig(
    parseConfig(JSON.stringify({ sites: [{ id: 's', hosts: ['s.example'], published: ['/about'] }] })),
  ).site('s');
  if (slashes === undefined) throw new Error('no site');
  const paths = keptValues({ tables: [] }, slashes).filter((one) => one.kind === 'path');
  expect(paths.map((one) => one.value)).toEqual(expect.arrayContaining(['/about', '/about/']));
});

it('a pattern that matches everything keeps every page, whatever the month released', () => {
  const all = compileConfig(
    parseConfig(JSON.stringify({ sites: [{ id: 's', hosts: ['s.example'], published: ['/*'] }] })),
  ).site('s');
  if (all === undefined) throw new Error('no site');
  expect(keptValues({ tables: [] }, all).filter((one) => one.kind === 'path_start')).toContainEqual({
    kind: 'path_start',
    key: '',
    value: '/',
  });
});

it('the values of a property are kept where the configuration lists them, none of an open one', () => {
  expect(has([], 'property', 'free', 'plan')).toBe(true);
  expect(has([], 'property', 'pro', 'plan')).toBe(false);
  expect(keptValues({ tables: [] }, site).filter((one) => one.key === 'file')).toEqual([]);
});

it('each value is named once, so that no row is counted twice', () => {
  const kept = keptValues(
    { tables: [table('pages', ['path'], [['/'], ['/x']]), table('landings', ['path'], [['/x']])] },
    site,
  ).map((one) => JSON.stringify(one));
  expect(new Set(kept).size).toBe(kept.length);
});

it('only the days of the release whose released total is below the minimum are merged', () => {
  const release = (period: string, visitors: number, of = 'shop'): StoredRelease => ({
    site: of,
    period,
    level: 'day',
    days: [period],
    timeZone: 'UTC',
    catalogue: '',
    lists: '',
    profile: 'default',
    bounds: {},
    drawnOn: '',
    tables: [{ ...table('days', [], []), cells: [{ keys: [], public: true, noisy: { visitors } }] }],
  });
  const month: StoredRelease = {
    ...release('2026-03', 0),
    level: 'month',
    days: ['2026-03-01', '2026-03-02', '2026-03-03', '2026-03-04'],
  };
  const days = [
    release('2026-03-01', MIN_VISITORS - 1),
    release('2026-03-02', MIN_VISITORS),
    release('2026-03-03', -5),
    release('2026-03-04', 5, 'other'),
    release('2026-03-05', 5),
  ];
  expect(daysToMerge(month, days)).toEqual(['2026-03-01', '2026-03-03']);
});
