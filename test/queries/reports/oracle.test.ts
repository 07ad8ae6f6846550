/** Every figure of every report against a second computation, in TypeScript, from the same random fact rows. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FACTS } from '#queries/facts/catalogue';
import { REPORTS } from '#queries/reports/catalogue';
import { runReport } from '#core/report/run-report';
import { loadSql } from '#runtime/node/package-root';
import { REQUEST, rowsOf, withFacts, withheld, type FactRow, type FactRows } from './fact-tables.ts';
import { rounds } from '../../support/full-length.ts';

type Figure = number | string | null;
type Sums = (name: string) => number;
interface Expected {
  readonly fact: string;
  readonly where?: (row: FactRow) => boolean;
  readonly by: readonly (readonly [column: string, factColumn: string])[];
  readonly figures: Readonly<
    Record<string, (sum: Sums, site: number, all: Sums, rows: readonly FactRow[]) => Figure>
  >;
  readonly k?: 'visits';
  /** Zero is shown. */
  readonly zeros?: true;
}

/** Computes in whole numbers: no float until the last step. */
const ratio = (over: number, under: number) =>
  under === 0 ? null : Number((BigInt(over) * 200n + BigInt(under)) / (2n * BigInt(under))) / 100;
const of = (name: string) => (sum: Sums) => sum(name);
const share = (sum: Sums, site: number) => ratio(100 * sum('visitors'), site);
const visitors = of('visitors');
const dimension = (name: string): Expected => ({
  fact: 'visitors',
  where: (row) => row['dimension'] === name,
  by: [['value', 'value']],
  figures: { visitors, share },
});
const subject = (kind: string): Expected => ({
  fact: 'demand',
  where: (row) => row['kind'] === kind && row['dimension'] === '(all)',
  by: [[kind, 'subject']],
  figures: { visitors, share },
});
const subjectBy = (kind: string): Expected => ({
  fact: 'demand',
  where: (row) => row['kind'] === kind && row['dimension'] !== '(all)',
  by: [
    [kind, 'subject'],
    ['dimension', 'dimension'],
    ['value', 'value'],
  ],
  figures: {
    visitors,
    share,
    [`${kind}_share`]: (sum, _site, _all, rows) => ratio(100 * sum('visitors'), Number(rows[0]?.['$whole'])),
  },
});

const EXPECTED: Readonly<Record<string, Readonly<Record<string, Expected>>>> = {
  audience: {
    total: {
      fact: 'days',
      by: [],
      zeros: true,
      figures: {
        visitors,
        page_views: of('page_views'),
        visits: of('visits'),
        engaged_seconds: of('engaged_seconds'),
        views_per_visit: (sum) => ratio(sum('page_views'), sum('visits')),
        single_page_share: (sum) => ratio(100 * sum('single_page_visitors'), sum('visitors')),
        visitors_per_day: (sum, _site, _all, rows) =>
          ratio(sum('visitors'), new Set(rows.map((row) => row['day'])).size),
        seconds_per_visit: (sum) => ratio(sum('engaged_seconds'), sum('visits')),
      },
    },
    days: {
      fact: 'days',
      by: [['day', 'day']],
      zeros: true,
      figures: {
        visitors,
        page_views: of('page_views'),
        visits: of('visits'),
        engaged_seconds: of('engaged_seconds'),
      },
    },
    depth: dimension('depth'),
  },
  content: {
    pages: {
      fact: 'pages',
      by: [['path', 'path']],
      figures: {
        visitors,
        page_views: of('page_views'),
        engaged_seconds: of('engaged_seconds'),
        scroll_pct: (sum) => ratio(sum('scroll_pct_sum'), sum('scrolls')),
        share,
        seconds_per_visitor: (sum) => ratio(sum('engaged_seconds'), sum('visitors')),
      },
    },
    landings: {
      fact: 'landings',
      by: [['path', 'path']],
      figures: {
        visitors,
        single_page_visitors: of('single_page_visitors'),
        share,
        single_page_share: (sum) => ratio(100 * sum('single_page_visitors'), sum('visitors')),
      },
    },
  },
  acquisition: {
    sources: {
      fact: 'sources',
      by: [
        ['source', 'source'],
        ['medium', 'medium'],
      ],
      figures: { visitors, visits: of('visits'), share },
    },
    referrers: {
      fact: 'referrers',
      by: [['referrer', 'referrer']],
      k: 'visits',
      figures: {
        visits: of('visits'),
        share: (sum, _site, all) => ratio(100 * sum('visits'), all('visits')),
      },
    },
    campaigns: {
      fact: 'campaigns',
      by: [['campaign', 'campaign']],
      figures: { visitors, visits: of('visits'), share },
    },
    landings_by_medium: {
      fact: 'landings',
      by: [
        ['path', 'path'],
        ['medium', 'medium'],
      ],
      figures: { visitors, share },
    },
  },
  market: {
    countries: dimension('country'),
    languages: dimension('language'),
    devices: dimension('device'),
    browsers: dimension('browser'),
    browser_versions: dimension('browser_version'),
    systems: dimension('system'),
    screens: dimension('screen'),
    hours: {
      fact: 'hours',
      by: [
        ['weekday', 'weekday'],
        ['hour', 'hour'],
      ],
      figures: { visitors, share },
    },
  },
  demand: {
    topics: subject('topic'),
    topics_by: subjectBy('topic'),
    goals: subject('goal'),
    goals_by: subjectBy('goal'),
  },
  actions: {
    names: {
      fact: 'actions',
      where: (row) => row['key'] === '',
      by: [['name', 'name']],
      figures: { visitors, events: of('events'), worth: (sum) => ratio(sum('worth_cents'), 100), share },
    },
    props: {
      fact: 'actions',
      where: (row) => row['key'] !== '',
      by: [
        ['name', 'name'],
        ['key', 'key'],
        ['value', 'value'],
      ],
      figures: { visitors, share },
    },
  },
};

const VALUES: Readonly<Record<string, readonly (string | number)[]>> = {
  dimension: ['country', 'language', 'device', 'browser', 'browser_version', 'system', 'screen', 'depth'],
  kind: ['topic', 'goal'],
  key: ['', '', 'plan'],
  weekday: [1, 2, 7],
  hour: [0, 12, 23],
};
const DAYS = ['2026-10-31', '2026-11-01', '2026-11-02', '2026-11-03', '2026-11-04', '2026-11-05'];

/** Draws rows of one fact, unique in their grain, as a seal leaves them. */
function rowsOfFact(fact: (typeof FACTS)[number]): fc.Arbitrary<FactRow[]> {
  const grain = fact.grain.map(
    (column) =>
      [
        column.name,
        fact.name === 'demand' && column.name === 'dimension'
          ? fc.constantFrom('(all)', 'country', 'medium')
          : fc.constantFrom(...(VALUES[column.name] ?? ['a', "o'b", 'ü', '=x'])),
      ] as const,
  );
  const measures = fact.measures.map((measure) => [measure.name, fc.integer({ min: 0, max: 15 })] as const);
  const keys = ['site', 'day', ...fact.grain.map((column) => column.name)];
  return fc.uniqueArray(
    fc.record({
      site: fc.constantFrom('demo', 'demo', 'other'),
      day: fc.constantFrom(...DAYS),
      ...Object.fromEntries([...grain, ...measures]),
    }) as fc.Arbitrary<FactRow>,
    { maxLength: 60, selector: (row) => JSON.stringify(keys.map((name) => row[name])) },
  );
}
const anyFacts = fc.record(
  Object.fromEntries(FACTS.map((fact) => [fact.name, rowsOfFact(fact)])),
) as fc.Arbitrary<FactRows>;

const add =
  (rows: readonly FactRow[]): Sums =>
  (name) =>
    rows.reduce((sum, row) => sum + Number(row[name]), 0);

function expectedRows(wanted: Expected, facts: FactRows, k: number, from: string, to: string) {
  const there = (row: FactRow) =>
    row['site'] === 'demo' && String(row['day']) >= from && String(row['day']) <= to;
  const site = add((facts['days'] ?? []).filter(there))('visitors');
  const rows = (facts[wanted.fact] ?? []).filter((row) => there(row) && (wanted.where?.(row) ?? true));
  const wholes = (facts['demand'] ?? []).filter((row) => there(row) && row['dimension'] === '(all)');
  const groups = new Map<string, FactRow[]>();
  for (const row of rows) {
    const key = JSON.stringify(wanted.by.map(([, column]) => row[column]));
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const cells = [...groups.values()].flatMap((group) => {
    const first = group[0] ?? {};
    const whole = wholes.filter(
      (row) => row['kind'] === first['kind'] && row['subject'] === first['subject'],
    );
    if (wanted.fact === 'demand' && whole.length === 0) return [];
    const marked = group.map((row) => ({ ...row, $whole: add(whole)('visitors') }));
    const keys = wanted.by.map(([name, column]) => [name, first[column]] as const);
    return [
      {
        size: add(group)(wanted.k ?? 'visitors'),
        row: Object.fromEntries([
          ...keys,
          ...Object.entries(wanted.figures).map(
            ([name, figure]) => [name, figure(add(marked), site, add(rows), marked)] as const,
          ),
        ]),
      },
    ];
  });
  const shown = cells.filter(({ size }) => size >= k || (wanted.zeros === true && size === 0));
  return { rows: shown.map(({ row }) => row), withheld: shown.length < cells.length };
}

const sorted = (rows: readonly Record<string, unknown>[]) =>
  rows.map((row) => JSON.stringify(row, Object.keys(row).toSorted())).toSorted();

test('every figure of every table equals a second computation from the fact rows', async () => {
  await fc.assert(
    fc.asyncProperty(anyFacts, fc.constantFrom(2, 10, 25), async (facts, k) => {
      await withFacts(facts, async (db) => {
        for (const definition of REPORTS) {
          const report = await runReport(
            definition,
            { ...REQUEST, from: '2026-11-01', to: '2026-11-04', k },
            db,
            loadSql,
          );
          expect(Object.keys(EXPECTED[definition.name] ?? {})).toEqual(
            report.tables.map((table) => table.name),
          );
          for (const [name, wanted] of Object.entries(EXPECTED[definition.name] ?? {})) {
            const right = expectedRows(wanted, facts, k, '2026-11-01', '2026-11-04');
            expect(sorted(rowsOf(report, name)), `${definition.name}.${name}`).toEqual(sorted(right.rows));
            expect(withheld(report, name), `${definition.name}.${name}`).toBe(right.withheld);
          }
        }
      });
    }),
    { numRuns: rounds(8, 25) },
  );
});

test('a comparison shows the figures that the other period has on its own', async () => {
  await fc.assert(
    fc.asyncProperty(anyFacts, async (facts) => {
      await withFacts(facts, async (db) => {
        for (const definition of REPORTS) {
          const now = { ...REQUEST, k: 5, from: '2026-11-03', to: '2026-11-04' };
          const compared = await runReport(
            definition,
            { ...now, compare: { from: '2026-11-01', to: '2026-11-02' } },
            db,
            loadSql,
          );
          const alone = await runReport(definition, now, db, loadSql);
          const before = await runReport(
            definition,
            { ...now, from: '2026-11-01', to: '2026-11-02' },
            db,
            loadSql,
          );
          for (const [index, table] of definition.tables.entries()) {
            const keys = table.columns
              .filter((column) => column.role === 'key' && column.type !== 'day')
              .map((column) => column.name);
            const same = (one: Record<string, unknown>, other: Record<string, unknown>) =>
              keys.every((name) => one[name] === other[name]) &&
              (one['day'] === undefined ||
                String(one['day']) === String(other['day']).replace('-01', '-03').replace('-02', '-04'));
            const figures = table.columns
              .filter((column) => column.role === 'figure')
              .map((column) => column.name);
            for (const row of rowsOf(compared, table.name)) {
              const other = rowsOf(before, table.name).find((one) => same(row, one));
              expect(figures.map((name) => row[`${name}_previous`])).toEqual(
                figures.map((name) => other?.[name] ?? null),
              );
            }
            expect(compared.tables[index]?.rows.length).toBe(alone.tables[index]?.rows.length);
          }
        }
      });
    }),
    { numRuns: rounds(2, 6) },
  );
});
