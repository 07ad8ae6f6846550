/** The analysts' queries over hand-made facts: each runs, and counts as described. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RELEASES } from '#core/disclosure/release-columns';
import { formatDuckdbColumns } from '#core/event/column-types';
import type { FactColumn } from '#core/facts/columns';
import { CALENDAR, COMPLETENESS, SEALS } from '#core/facts/lake-columns';
import type { DuckDb } from '#runtime/local/duckdb/open-duckdb';
import { withFacts, type FactRows } from './reports/fact-tables.ts';

const FOLDER = join(resolve(import.meta.dirname, '../..'), 'queries/analysts');
const names = readdirSync(FOLDER).map((file) => file.replace(/\.sql$/, ''));
const text = (name: string) => readFileSync(join(FOLDER, `${name}.sql`), 'utf8');
const PERIOD = ['demo', '2026-11', '2026-11-30'];

type Rows = readonly Readonly<Record<string, string | number | boolean | undefined>>[];

async function table(db: DuckDb, name: string, columns: readonly FactColumn[], rows: Rows): Promise<void> {
  await db.run(`create table ${name} (${formatDuckdbColumns(columns)})`);
  for (const row of rows) {
    const values = Object.values(row).map((value) => (typeof value === 'boolean' ? String(value) : '?'));
    await db.run(
      `insert into ${name} (${Object.keys(row).join(', ')}) values (${values.join(', ')})`,
      Object.values(row).filter((value) => typeof value === 'string' || typeof value === 'number'),
    );
  }
}

/** Runs one query over facts and the tables beside them. */
function run(name: string, facts: FactRows, beside: Readonly<Record<string, Rows>> = {}) {
  return withFacts(facts, async (db) => {
    for (const [other, columns] of [
      ['completeness', COMPLETENESS],
      ['seals', SEALS],
      ['calendar', CALENDAR],
      ['releases', RELEASES],
    ] as const)
      await table(db, other, columns, beside[other] ?? []);
    return await db.rows(text(name), PERIOD);
  });
}

const calendar: Rows = [
  { day: '2026-11-02', weekday: 1, iso_week: '2026-W45', month: '2026-11', quarter: '2026-Q4', year: '2026' },
  { day: '2026-11-09', weekday: 1, iso_week: '2026-W46', month: '2026-11', quarter: '2026-Q4', year: '2026' },
];

describe("the analysts' queries", () => {
  it.each(names)(
    '%s begins with what it answers, and takes site, first and last day, in its conditions alone',
    async (name) => {
      expect(text(name)).toMatch(/^-- \S.*\.\n/);
      expect(text(name).match(/\?/g)).toHaveLength(3);
      expect(text(name)).toMatch(
        /where [^?]*site = \? and (day|d\.day|period) >= \? and (day|d\.day|period) <= \?/,
      );
      expect(await run(name, {})).toEqual([]);
    },
  );

  it('add days up by weekday and by week', async () => {
    const facts = {
      days: [
        { day: '2026-11-02', visitors: 5, page_views: 9, visits: 6, engaged_seconds: 30 },
        { day: '2026-11-09', visitors: 7, page_views: 8, visits: 7, engaged_seconds: 40 },
        { day: '2026-11-09', site: 'other', visitors: 100 },
      ],
    };
    expect(await run('visitor_days_by_weekday', facts, { calendar })).toEqual([
      { weekday: 1, days: 2, visitors: 12, page_views: 17 },
    ]);
    expect(await run('visitor_days_by_week', facts, { calendar })).toEqual([
      { iso_week: '2026-W45', days: 1, visitors: 5, visits: 6, page_views: 9, engaged_seconds: 30 },
      { iso_week: '2026-W46', days: 1, visitors: 7, visits: 7, page_views: 8, engaged_seconds: 40 },
    ]);
  });

  it('count a month that was merged with the days that were not', async () => {
    const pages = [
      { day: '2026-11', path: '/', visitors: 3, page_views: 4 },
      { day: '2026-11-09', path: '/', visitors: 2, page_views: 2, engaged_seconds: 5 },
      { day: '2026-12-01', path: '/', visitors: 9 },
    ];
    expect(await run('pages_by_month', { pages })).toEqual([
      { month: '2026-11', path: '/', visitors: 5, page_views: 6, engaged_seconds: 5 },
    ]);
  });

  it('tell goals by campaign and topics by country from the other rows of demand', async () => {
    const row = { day: '2026-11-02', visitors: 2 };
    const demand = [
      { ...row, kind: 'goal', subject: 'signup', dimension: 'campaign', value: 'spring' },
      { ...row, kind: 'goal', subject: 'signup', dimension: '(all)', value: '(all)' },
      { ...row, kind: 'topic', subject: 'Microscopes', dimension: 'country', value: 'DE' },
      { ...row, kind: 'goal', subject: 'signup', dimension: 'country', value: 'DE' },
    ];
    expect(await run('goals_by_campaign', { demand })).toEqual([
      { goal: 'signup', campaign: 'spring', visitors: 2 },
    ]);
    expect(await run('topics_by_country', { demand })).toEqual([
      { topic: 'Microscopes', country: 'DE', visitors: 2 },
    ]);
  });

  it("count an action's worth once, not again for each of its properties", async () => {
    const actions = [
      { day: '2026-11-02', name: 'signup', key: '', visitors: 2, events: 3, worth_cents: 500 },
      {
        day: '2026-11-02',
        name: 'signup',
        key: 'plan',
        value: 'pro',
        visitors: 2,
        events: 3,
        worth_cents: 500,
      },
    ];
    expect(await run('worth_by_day', { actions })).toEqual([
      { day: '2026-11-02', name: 'signup', visitors: 2, events: 3, worth_cents: 500 },
    ]);
  });

  it('show what was not stored, what was sealed, and released days that may be shown', async () => {
    const completeness = [
      { site: 'demo', day: '2026-11-02', outcome: 'bot', reason: 'bot', items: 4 },
      { site: 'demo', day: '2026-11-02', outcome: 'stored', reason: '(none)', items: 40 },
    ];
    expect(await run('what_was_not_stored', {}, { completeness })).toEqual([
      { outcome: 'bot', reason: 'bot', items: 4 },
    ]);
    const seals = [
      {
        site: 'demo',
        period: '2026-11-02',
        sealed_on: '2026-11-04',
        received: 44,
        stored: 40,
        without_visitor: 1,
      },
      { site: 'demo', period: '2026-11', merged: '2026-11-03' },
    ];
    expect(await run('sealed_days', {}, { seals })).toEqual([
      { period: '2026-11-02', sealed_on: '2026-11-04', received: 44, stored: 40, without_visitor: 1 },
    ]);
    const cell = { site: 'demo', period: '2026-11-02', measure: 'visitors', noisy: 41, low: 30, high: 52 };
    const releases = [
      { ...cell, level: 'day', is_shown: true },
      { ...cell, level: 'day', is_shown: false },
      { ...cell, level: 'month', is_shown: true },
    ];
    expect(await run('released_days', {}, { releases })).toEqual([
      { day: '2026-11-02', measure: 'visitors', noisy: 41, low: 30, high: 52 },
    ]);
  });
});
