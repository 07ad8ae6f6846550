/** The effect of settling on the rows of a lake: names go, sums stay, and the release alone decides. */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SqlRow } from '#core/ports/query-engine';
import { FACTS } from '#queries/facts/catalogue';
import { SettleMismatchError } from '#core/settle/settle-checks';
import { loadSql } from '#runtime/node/package-root';
import { seeded } from '../../../oracle/random-arrivals.ts';
import { randomFacts } from './random-facts.ts';
import { MONTH, SettledLake, type Facts, type Released } from './settled-lake.ts';
import { oneOf, rounds, thorough } from '../../../support/full-length.ts';

const DAYS = ['2026-03-01', '2026-03-02', '2026-03-31'];
const SITE_DAYS = ['shop', 'logs'].flatMap((site) => DAYS.map((day) => ({ site, day })));
const BREAKDOWNS = FACTS.filter((fact) => fact.name !== 'days');
const PUBLISHED = {
  pages: [['/open']],
  sources: [['newsletter', 'mail']],
  referrers: [['blog.example']],
  campaigns: [['autumn']],
  names: [['vote']],
};
/** Values that are unknown to the configuration of shop, to the code, and to the release. */
const UNPUBLISHED = [
  '/blogger',
  '/rare/1',
  '/rare/2',
  '/rare/3',
  'a friend',
  'rare.example',
  'one-off',
  'secret',
  'x.pdf',
  'y.pdf',
];

let lake: SettledLake;
beforeEach(() => {
  lake = new SettledLake();
});
afterEach(() => lake.dispose());

/** Returns sums of every measure by site, fact, and the key `by`. */
function sums(facts: Facts, by: (row: SqlRow) => string): Record<string, number> {
  const found: Record<string, number> = {};
  for (const fact of FACTS)
    for (const row of facts[fact.name] ?? [])
      for (const { name } of fact.measures)
        found[`${fact.name}.${name} ${by(row)}`] =
          (found[`${fact.name}.${name} ${by(row)}`] ?? 0) + Number(row[name]);
  return found;
}

const released = (days: readonly number[], cells: Released['cells'] = PUBLISHED): Released => ({
  site: 'shop',
  days: Object.fromEntries(DAYS.map((day, index) => [day, days[index] ?? 500])),
  ...(cells === undefined ? {} : { cells }),
});
const valuesOf = (facts: Facts, site: string) =>
  BREAKDOWNS.flatMap((fact) =>
    (facts[fact.name] ?? [])
      .filter((row) => row['site'] === site)
      .flatMap((row) => fact.grain.map((column) => row[column.name])),
  );

describe('settling', () => {
  it('keeps the sums of every measure by site, day and fact, whatever the lake and the release', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer(),
        fc.array(fc.integer({ min: -50, max: 300 }), { minLength: 3, maxLength: 3 }),
        fc.boolean(),
        async (seed, noisy, both) => {
          const one = new SettledLake();
          try {
            await one.write(randomFacts(SITE_DAYS, seeded(seed)));
            one.release(released(noisy));
            if (both) one.release({ ...released(noisy.toReversed()), site: 'logs' });
            const before = await one.seen();
            const { settled } = await one.settle();
            const after = await one.seen();
            const gone = (site: string) => settled.find((entry) => entry.site === site)?.merged ?? [];
            expect(gone('shop')).toEqual(DAYS.filter((_, index) => (noisy[index] ?? 0) < 100));
            const day = (row: SqlRow, fact: string) =>
              fact !== 'days' && gone(String(row['site'])).includes(String(row['day']))
                ? MONTH
                : String(row['day']);
            for (const { name } of FACTS)
              expect(sums({ [name]: after[name] ?? [] }, (row) => `${row['site']} ${row['day']}`)).toEqual(
                sums({ [name]: before[name] ?? [] }, (row) => `${row['site']} ${day(row, name)}`),
              );
            expect(after['days']).toEqual(before['days']);
            expect(after['completeness']).toEqual(before['completeness']);
            if (!both)
              for (const { name } of FACTS)
                expect(after[name]?.filter((row) => row['site'] === 'logs')).toEqual(
                  before[name]?.filter((row) => row['site'] === 'logs'),
                );
          } finally {
            one.dispose();
          }
        },
      ),
      { numRuns: rounds(1, 8) },
    );
  });

  thorough(
    'changes no row of another month, whatever was released: so no visitor-day can move a later release through it',
    async () => {
      const later = ['2026-02-28', '2026-04-01', '2026-04-30'];
      await lake.write(
        randomFacts(
          [...SITE_DAYS, ...['shop', 'logs'].flatMap((site) => later.map((day) => ({ site, day })))],
          seeded(9),
        ),
      );
      lake.release(released([20, 500, -4]));
      const others = (facts: Facts) =>
        FACTS.map((fact) => (facts[fact.name] ?? []).filter((row) => !String(row['day']).startsWith(MONTH)));
      const before = others(await lake.seen());
      expect((await lake.settle()).settled).toHaveLength(1);
      expect(others(await lake.seen())).toEqual(before);
      expect(before.flat().length).toBeGreaterThan(50);
    },
  );

  it('leaves no value that neither the configuration, nor code, nor the release names', async () => {
    const facts = randomFacts(SITE_DAYS, seeded(5));
    await lake.write(facts);
    lake.release(released([20, 500, 500]));
    const { settled } = await lake.settle();
    const after = await lake.seen();
    expect(valuesOf(facts, 'shop'), 'the lake had them').toEqual(expect.arrayContaining(UNPUBLISHED));
    for (const value of UNPUBLISHED) expect(valuesOf(after, 'shop')).not.toContain(value);
    for (const value of [
      '/',
      '/a',
      '/open',
      '/a/',
      '/blog',
      '/blog/1',
      '/blog?p=1',
      '(unknown)',
      'Google',
      'newsletter',
      'google.com',
      'blog.example',
      '(private)',
      'spring',
      'autumn',
      'signup',
      'download',
      'vote',
      'free',
      'pro',
      'DE',
    ])
      expect(valuesOf(after, 'shop'), value).toContain(value);
    expect(valuesOf(after, 'logs')).toEqual(expect.arrayContaining(UNPUBLISHED));
    const cells = (kept: (row: SqlRow) => boolean) =>
      (facts['pages'] ?? []).filter((row) => row['site'] === 'shop' && kept(row)).length;
    expect(settled[0]?.folded['pages']).toBe(cells((row) => /^\/(rare\/|blogger)/.test(String(row['path']))));
  });

  it('says beforehand exactly which names go, with their sums, and changes no byte then', async () => {
    const facts = randomFacts(SITE_DAYS, seeded(5));
    await lake.write(facts);
    lake.release(released([20, 500, 500]));
    const bytes = lake.bytes();
    const { previews, settled } = await lake.settle(loadSql, true);
    expect(settled).toEqual([]);
    expect(lake.bytes()).toEqual(bytes);
    expect(previews.map(({ site, month, merging }) => ({ site, month, merging }))).toEqual([
      { site: 'shop', month: MONTH, merging: ['2026-03-01'] },
    ]);
    const before = await lake.seen();
    await lake.settle();
    const after = await lake.seen();
    const amounts = (rows: readonly SqlRow[], column: string, measure: string) => {
      const found = new Map<string, number>();
      for (const row of rows.filter((one) => one['site'] === 'shop'))
        found.set(String(row[column]), (found.get(String(row[column])) ?? 0) + Number(row[measure]));
      return found;
    };
    for (const [table, column, measure] of [
      ['pages', 'path', 'visitors'],
      ['landings', 'path', 'visitors'],
      ['referrers', 'referrer', 'visits'],
      ['campaigns', 'campaign', 'visitors'],
    ] as const) {
      const left = new Set(amounts(after[table] ?? [], column, measure).keys());
      const gone = [...amounts(before[table] ?? [], column, measure)].filter(([name]) => !left.has(name));
      const told = previews[0]?.tables.find((one) => one.table === table);
      expect(new Map(told?.top.map(({ name, amount }) => [name, amount])), table).toEqual(new Map(gone));
      expect([told?.names, told?.amount]).toEqual([
        gone.length,
        gone.reduce((sum, [, amount]) => sum + amount, 0),
      ]);
    }
    expect((await lake.settle(loadSql, true)).previews, 'nothing is left to fold').toEqual([]);
  });

  thorough('adds up what becomes equal, once a site, day and grain', async () => {
    await lake.write(randomFacts(SITE_DAYS, seeded(6)));
    lake.release(released([20, 30, 500]));
    await lake.settle();
    const after = await lake.seen();
    for (const fact of BREAKDOWNS) {
      const keys = (after[fact.name] ?? []).map((row) =>
        JSON.stringify(['site', 'day', ...fact.grain.map((column) => column.name)].map((name) => row[name])),
      );
      expect(new Set(keys).size, fact.name).toBe(keys.length);
    }
  });

  it('leaves a month alone that is not released, and a site that is not', async () => {
    await lake.write(randomFacts([...SITE_DAYS, { site: 'shop', day: '2026-04-01' }], seeded(7)));
    lake.release({ ...released([20, 500, 500]), site: 'logs', month: '2026-02', days: {} });
    const bytes = lake.bytes();
    expect((await lake.settle()).settled).toEqual([]);
    expect(lake.bytes()).toEqual(bytes);
  });

  thorough('changes no byte the second time', async () => {
    await lake.write(randomFacts(SITE_DAYS, seeded(8)));
    lake.release(released([20, 500, 99]));
    expect((await lake.settle()).settled).toHaveLength(1);
    const bytes = lake.bytes();
    expect((await lake.settle()).settled).toEqual([]);
    expect(lake.bytes()).toEqual(bytes);
  });

  thorough('lets the release alone decide: other exact counts, the same rows afterwards', async () => {
    const grains = async (scale: number) => {
      const one = new SettledLake();
      try {
        await one.write(randomFacts(SITE_DAYS, seeded(9), scale));
        one.release(released([99, 100, 12]));
        const { settled } = await one.settle();
        const seen = await one.seen();
        return {
          settled,
          rows: Object.fromEntries(
            BREAKDOWNS.map((fact) => [
              fact.name,
              (seen[fact.name] ?? []).map((row) =>
                ['site', 'day', ...fact.grain.map((column) => column.name)].map((name) => row[name]),
              ),
            ]),
          ),
        };
      } finally {
        one.dispose();
      }
    };
    const small = await grains(1);
    expect(small.settled[0]?.merged).toEqual(['2026-03-01', '2026-03-31']);
    expect(await grains(1000)).toEqual(small);
  });

  thorough('folds days sealed after the month was drawn, and never merges them', async () => {
    await lake.write(randomFacts(SITE_DAYS, seeded(10)));
    lake.release({ site: 'shop', days: { '2026-03-01': 20, '2026-03-02': 500 }, cells: PUBLISHED });
    lake.release({ site: 'shop', month: '2026-01', days: { '2026-03-31': 5 } });
    const { settled } = await lake.settle();
    expect(settled[0]?.merged).toEqual(['2026-03-01']);
    const after = await lake.seen();
    expect(after['pages']?.some((row) => row['site'] === 'shop' && row['day'] === '2026-03-31')).toBe(true);
    for (const value of UNPUBLISHED) expect(valuesOf(after, 'shop')).not.toContain(value);
  });

  thorough('decides once what is merged: releases that come later merge nothing more', async () => {
    await lake.write(randomFacts(SITE_DAYS, seeded(11)));
    lake.release(released([20, 500, 500]));
    await lake.settle();
    const after = await lake.seen();
    lake.release(released([20, 20, 20]));
    expect((await lake.settle()).settled).toEqual([]);
    expect(await lake.seen()).toEqual(after);
  });

  it.each(oneOf(3, ['facts/pages/settle.sql', 'facts/hours/settle.sql', 'facts/demand/settle.sql']))(
    'replaces nothing where %s would lose or make a count',
    async (path) => {
      await lake.write(randomFacts(SITE_DAYS, seeded(12)));
      lake.release(released([20, 500, 500]));
      const bytes = lake.bytes();
      for (const wrong of ['visitors + 1', 'visitors - 1']) {
        const broken = (asked: string) =>
          asked === path
            ? `select * replace (cast(${wrong} as bigint) as visitors) from (${loadSql(asked)})`
            : loadSql(asked);
        await expect(lake.settle(broken)).rejects.toThrow(SettleMismatchError);
      }
      const losing = (asked: string) =>
        asked === path ? `select * from (${loadSql(asked)}) where day = 'none'` : loadSql(asked);
      await expect(lake.settle(losing)).rejects.toThrow(/shop 2026-03: the sums of \w+ would not stay/);
      expect(lake.bytes()).toEqual(bytes);
    },
  );
});
