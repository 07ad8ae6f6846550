/** A settled month as readers, seals and retention see it. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FACTS } from '#queries/facts/catalogue';
import { oldPeriods } from '#core/seal/old-periods';
import { sealedDays } from '#runtime/local/import/sealed-days';
import { randomArrivals, seeded } from '../../../oracle/random-arrivals.ts';
import { randomFacts } from './random-facts.ts';
import { SettledLake, type Facts } from './settled-lake.ts';
import { oneOf, thorough } from '../../../support/full-length.ts';

const DAYS = ['2026-03-01', '2026-03-02', '2026-03-09'];
const KEPT = {
  pages: ['/home', '/open', '/blogger', '/rare/1', '/rare/2', '/rare/3'].map((path) => [path]),
  sources: [
    ['newsletter', 'mail'],
    ['a friend', 'mail'],
  ],
  referrers: [['blog.example'], ['rare.example']],
  campaigns: [['autumn'], ['one-off']],
  names: [['vote'], ['secret']],
};
const siteDays = (sites: readonly string[]) => sites.flatMap((site) => DAYS.map((day) => ({ site, day })));

let lake: SettledLake;
beforeEach(() => {
  lake = new SettledLake();
});
afterEach(() => lake.dispose());

async function settled(sites = ['shop', 'logs'], cells = KEPT): Promise<Facts> {
  const random = randomFacts(siteDays(sites), seeded(31));
  const french = DAYS.map((day, index) => ({
    site: 'shop',
    day,
    dimension: 'country',
    value: 'FR',
    visitors: 5 + index,
  }));
  const home = DAYS.map((day, index) => ({
    site: 'shop',
    day,
    path: '/home',
    visitors: 5 + index,
    page_views: 9,
    scroll_pct_sum: 0,
    scrolls: 0,
    engaged_seconds: 0,
  }));
  const facts: Facts = {
    ...random,
    visitors: [...(random['visitors'] ?? []), ...french],
    pages: [...(random['pages'] ?? []), ...home],
  };
  await lake.write(facts);
  lake.release({ site: 'shop', days: { '2026-03-01': 12, '2026-03-02': 30, '2026-03-09': 700 }, cells });
  return facts;
}

const json = async (words: readonly string[], env: Readonly<Record<string, string>> = {}) => {
  const ran = await lake.program([...words, '--json'], env);
  expect(ran.status, ran.stderr).toBe(0);
  return JSON.parse(ran.stdout) as never;
};
interface Shown {
  readonly days: { readonly asked: number; readonly merged?: readonly string[] };
  readonly tables: readonly {
    readonly name: string;
    readonly columns: readonly { readonly name: string }[];
    readonly rows: readonly (readonly (string | number | null)[])[];
  }[];
}
const inside = async (words: readonly string[]) =>
  ((await json(['report', '--inside', '--site', 'shop', ...words])) as { reports: Shown[] }).reports;
const cell = (reports: readonly Shown[], table: string, column: string) => {
  const found = reports.flatMap((report) => report.tables).find((one) => one.name === table);
  return found?.rows.map((row) => row[found.columns.findIndex((one) => one.name === column)]);
};

describe('an inside report', () => {
  it.each(
    oneOf(5, [
      ['--period', '2026-03'],
      ['--period', '2026-Q1'],
      ['--from', '2026-02-20', '--to', '2026-04-02'],
      ['--period', '2026-03', '--compare', 'previous'],
      ['--period', '2026-04', '--compare', 'previous'],
    ]),
  )(
    'a report of the whole month is the same before and after where every value was published (%s %s %s %s)',
    async (...words) => {
      const facts = await settled();
      await lake.write({ ...randomFacts([{ site: 'shop', day: '2026-04-01' }], seeded(1)) });
      await lake.write({
        ...facts,
        actions: (facts['actions'] ?? []).filter(
          (row) =>
            row['key'] !== 'file' && (row['key'] === '' || ['free', 'pro'].includes(String(row['value']))),
        ),
      });
      const before = await inside(words);
      const result = (await json(['settle'])) as { settled: unknown };
      expect(result.settled).toEqual([
        { site: 'shop', month: '2026-03', folded: {}, merged: ['2026-03-01', '2026-03-02'] },
      ]);
      expect(await inside(words)).toEqual(before);
    },
  );

  thorough('a report of the whole month differs by folded values only', async () => {
    await settled(['shop'], { ...KEPT, pages: [['/open']] });
    const open = new Set(['pages', 'landings', 'landings_by_medium', 'props']);
    const before = (await inside(['--period', '2026-03'])).map((report) => ({
      ...report,
      tables: report.tables.filter((table) => !open.has(table.name)),
    }));
    expect((await lake.program(['settle'])).status).toBe(0);
    const after = await inside(['--period', '2026-03']);
    expect(
      after.map((report) => ({ ...report, tables: report.tables.filter((table) => !open.has(table.name)) })),
    ).toEqual(before);
    expect(cell(after, 'pages', 'path')).not.toContain('/rare/1');
    expect(cell(after, 'pages', 'path')).toContain('(other)');
  });

  it('a report of a week says which merged days its breakdowns lack, and takes shares of the days it has', async () => {
    const facts = await settled();
    expect((await lake.program(['settle'])).status).toBe(0);
    const words = ['--from', '2026-03-01', '--to', '2026-03-09'];
    const reports = await inside(words);
    for (const report of reports) expect(report.days.merged).toEqual(['2026-03-01', '2026-03-02']);
    const mine = (name: string) => (facts[name] ?? []).filter((row) => row['site'] === 'shop');
    const sum = (rows: readonly Readonly<Record<string, unknown>>[]) =>
      rows.reduce((total, row) => total + Number(row['visitors']), 0);
    expect(cell(reports, 'total', 'visitors')).toEqual([sum(mine('days'))]);
    const ninth = mine('visitors').filter((row) => row['day'] === '2026-03-09' && row['value'] === 'FR');
    const at = cell(reports, 'countries', 'value')?.indexOf('FR') ?? -1;
    expect(cell(reports, 'countries', 'visitors')?.[at]).toBe(sum(ninth));
    expect(cell(reports, 'countries', 'share')?.[at]).toBeCloseTo(
      (100 * sum(ninth)) / sum(mine('days').filter((row) => row['day'] === '2026-03-09')),
      1,
    );
    const told = 'breakdowns lack 2026-03-01 to 2026-03-02';
    expect(
      (await lake.program(['report', 'content', '--inside', '--site', 'shop', ...words, '--format', 'table']))
        .stdout,
    ).toContain(told);
    expect(
      (await lake.program(['report', '--inside', '--site', 'shop', ...words, '--format', 'html'])).stdout,
    ).toContain(told);
  });

  thorough('a report of merged days alone has totals but no breakdown, and no share of nothing', async () => {
    await settled();
    expect((await lake.program(['settle'])).status).toBe(0);
    const reports = await inside(['--period', '2026-03-02']);
    expect(reports[0]?.days.merged).toEqual(['2026-03-02']);
    expect(cell(reports, 'total', 'visitors')?.[0]).toBeGreaterThan(0);
    for (const table of ['pages', 'countries', 'hours', 'names', 'topics', 'sources'])
      expect(cell(reports, table, 'visitors'), table).toEqual([]);
  });

  thorough(
    'a report that is compared with a longer period shows the month in neither, and gives no change of sums',
    async () => {
      await settled(['shop']);
      expect((await lake.program(['settle'])).status).toBe(0);
      // Both periods are over.
      const clock = join(lake.folder, 'clock');
      writeFileSync(clock, String(Date.parse('2027-04-01T12:00:00Z')));
      // The second period, a year before 2026-03-01 to 2027-03-15, cuts the settled month at its 15th; the first
      // contains all of it.
      const words = 'report content --inside --site shop --from 2026-03-01 --to 2027-03-15 --compare year';
      const content = (await json(words.split(' '), { HEADCOUNT_TEST_CLOCK: clock })) as Shown & {
        readonly compare: Shown;
      };
      expect(content.days.merged).toEqual(['2026-03-01', '2026-03-02']);
      expect(content.compare.days.merged).toEqual(['2026-03-01', '2026-03-02']);
      const at = cell([content], 'pages', 'path')?.indexOf('/home') ?? -1;
      expect(
        ['visitors', 'visitors_previous', 'visitors_change'].map(
          (column) => cell([content], 'pages', column)?.[at],
        ),
      ).toEqual([7, 7, null]);
    },
  );
});

it('settle --dry-run names what would go, marked INTERNAL, changes nothing, and is the same as JSON', async () => {
  await settled();
  const bytes = lake.bytes();
  const ran = await lake.program(['settle', '--dry-run']);
  expect(ran.status, ran.stderr).toBe(0);
  expect(ran.stdout).toMatch(/^INTERNAL {2}2026-03 shop: a settlement would\n/);
  expect(ran.stdout).toMatch(
    / {2}fold to \(other\) in actions: \d+ names, \d+ visitor-days\n {4}secret · x\.pdf {2}\d+\n/,
  );
  expect(ran.stdout).toContain('  merge into the month: 2026-03-01');
  expect(ran.stderr).toContain('nothing was changed');
  const { inside, previews } = (await json(['settle', '--dry-run'])) as {
    inside: boolean;
    previews: readonly { readonly site: string; readonly tables: readonly { readonly table: string }[] }[];
  };
  expect(inside).toBe(true);
  expect(previews[0]?.tables.map((one) => one.table)).toContain('actions');
  expect(lake.bytes()).toEqual(bytes);
});

describe('after a month was settled', () => {
  it('query shows the rows of the month once and the seals of each day, and no sum over seals doubles', async () => {
    await settled();
    const sums = async () =>
      (await json([
        'query',
        'select sum(received) as received, sum(stored) as stored, count(bound_pages) as bounds from seals',
      ])) as unknown;
    const before = await sums();
    expect((await lake.program(['settle'])).status).toBe(0);
    expect(await sums()).toEqual(before);
    expect(
      await json(['query', "select distinct day from visitors where site = 'shop' order by day"]),
    ).toEqual([{ day: '2026-03' }, { day: '2026-03-09' }]);
    expect(await json(['query', "select distinct day from days where site = 'shop' order by day"])).toEqual(
      DAYS.map((day) => ({ day })),
    );
    expect(await json(['query', 'select site, period, merged from seals where merged is not null'])).toEqual([
      { site: 'shop', period: '2026-03', merged: '2026-03-01 2026-03-02' },
    ]);
  });

  thorough('status says what it said', async () => {
    await settled();
    const before = (await json(['status'])) as unknown;
    expect((await lake.program(['settle'])).status).toBe(0);
    expect(await json(['status'])).toEqual(before);
    expect(await sealedDays(lake.data, 'shop')).toEqual(DAYS);
  });

  thorough.each(oneOf(2, ['(not at all)', 'settle-committed', 'settle-clearing']))(
    "sealing another site's day brings no merged row back (settlement killed at %s)",
    async (step) => {
      await settled(['shop']);
      const killed = await lake.program(['settle'], { HEADCOUNT_CRASH_AT: step });
      expect(killed.signal).toBe(step === '(not at all)' ? null : 'SIGKILL');
      const before = await lake.seen();
      await lake.arrive(
        'dt=2026-03-01/import-0123456789abcdef-1.parquet',
        randomArrivals({
          sites: ['logs'],
          days: ['2026-03-01', '2026-03-02'],
          visitors: 20,
          random: seeded(2),
        }).filter((row) => row.site === 'logs'),
      );
      const ran = await lake.seal([], { HEADCOUNT_DEBUG: '1' });
      expect(ran.status, ran.stderr).toBe(0);
      const shop = (seen: Awaited<ReturnType<typeof lake.seen>>) =>
        FACTS.filter((fact) => fact.name !== 'days').map((fact) => [
          fact.name,
          seen[fact.name]?.filter((row) => row['site'] === 'shop' && String(row['day']) <= '2026-03-09'),
        ]);
      expect(shop(await lake.seen())).toEqual(shop(before));
      const again = await lake.program(['settle']);
      expect(again.status, again.stderr).toBe(0);
      const after = await lake.seen();
      expect(shop(after)).toEqual(shop(before));
      expect(after['pages']?.some((row) => row['site'] === 'logs' && row['day'] === '2026-03-01')).toBe(true);
      expect(
        after['days']?.filter((row) => row['site'] === 'shop').map((row) => row['day']),
        'quiet days of the live site follow its last sealed day',
      ).toContain('2026-03-20');
    },
  );

  thorough('a released report is byte for byte the same, and nothing is drawn again', async () => {
    await lake.write(randomFacts(siteDays(['shop', 'logs']), seeded(32)));
    expect((await lake.program(['release', '--month', '2026-03'])).status).toBe(0);
    const report = async () =>
      (await lake.program(['report', '--site', 'shop', '--period', '2026-03', '--json'])).stdout;
    const [before, bytes] = [await report(), lake.bytes()];
    const { settled: done } = (await json(['settle'])) as {
      settled: readonly { merged: readonly string[] }[];
    };
    expect(done.map((one) => one.merged)).toEqual([DAYS, DAYS]);
    expect(before).toContain('"report": "audience"');
    expect(await report()).toBe(before);
    const releases = (all: Record<string, string>) =>
      Object.entries(all).filter(([file]) => file.startsWith('releases/'));
    expect((await lake.program(['release', '--month', '2026-03'])).status).toBe(0);
    expect(releases(lake.bytes())).toEqual(releases(bytes));
    expect(await json(['settle'])).toEqual({ settled: [] });
  });

  it('a named month without a release is an error that says what to do', async () => {
    await lake.write(randomFacts(siteDays(['shop']), seeded(33)));
    const ran = await lake.program(['settle', '--month', '2026-03']);
    expect(ran.status).toBe(1);
    expect(ran.stderr).toContain('run headcount release first');
    expect((await lake.program(['settle', '--month', 'March'])).status).toBe(2);
    expect(existsSync(join(lake.data.facts, 'pages/period=2026-03'))).toBe(false);
  });
});

describe('retention', () => {
  const day = (period: string, sealedOn = period) => ({ period, sealedOn });

  it('removes a month when none of its days is left, not before', () => {
    const sealed = [day('2026-03', '2026-04-01'), day('2026-03-01'), day('2026-03-31'), day('2026-04-01')];
    expect(oldPeriods(sealed, '2026-03-31')).toEqual(['2026-03-01']);
    expect(oldPeriods([day('2026-03', '2026-03-20'), day('2026-03-31')], '2026-03-31')).toEqual([]);
    expect(oldPeriods(sealed, '2026-04-01')).toEqual(['2026-03-01', '2026-03-31']);
    expect(oldPeriods(sealed, '2026-04-02')).toEqual(['2026-03', '2026-03-01', '2026-03-31', '2026-04-01']);
  });

  it('keeps a month as long as a day of it was sealed late', () => {
    expect(oldPeriods([day('2026-03', '2026-04-01'), day('2026-03-01', '2027-01-01')], '2026-06-01')).toEqual(
      [],
    );
  });
});
