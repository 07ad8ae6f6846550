/**
 * Breaks the SQL on purpose, one place at a time: a comparison with the oracle that failed to notice would prove
 * nothing.
 */
import { expect, it } from 'vitest';
import { loadSql } from '#runtime/node/package-root';
import { oracle, type OracleFacts } from '../../oracle/oracle.ts';
import { randomArrivals, seeded } from '../../oracle/random-arrivals.ts';
import { sqlFacts } from '../../oracle/sql-facts.ts';
import { firstOf, oneOf } from '../../support/full-length.ts';

const MUTANTS: readonly (readonly [what: string, file: string, from: string, to: string])[] = [
  ['a visitor-day made of beacons alone', 'seal/visitor_days.sql', 'where g.deeds > 0', 'where g.deeds >= 0'],
  ['attributes of the greatest id', 'seal/visitor_days.sql', 'min_by(country', 'max_by(country'],
  [
    'an unknown country kept',
    'seal/visitor_days.sql',
    "filter (where country <> '(unknown)') as country",
    'filter (where country is not null) as country',
  ],
  [
    'campaigns of any page view',
    'seal/visitor_entries.sql',
    "name = 'pageview' and entry",
    "name = 'pageview' and (entry or campaign is not null)",
  ],
  [
    'a part of any other row',
    'seal/visitor_parts.sql',
    'min(event_id) as event_id',
    'max(event_id) as event_id',
  ],
  [
    'the landing of the greatest id',
    'seal/visitor_entries.sql',
    'min_by(coalesce(path',
    'max_by(coalesce(path',
  ],
  [
    'one number for two visitor-days',
    'seal/visitor_days.sql',
    'row_number() over () as number',
    'row_number() over (partition by g.device) as number',
  ],
  [
    'the duplicate of the greatest hour',
    'seal/repeated.sql',
    'order by c.hour, c.name',
    'order by c.hour desc, c.name',
  ],
  [
    'props left out of the order',
    'seal/repeated.sql',
    "coalesce(t.props_text, '')",
    "'' desc, length(coalesce(t.props_text, '')) desc",
  ],
  [
    'duplicates counted as stored',
    'seal/completeness.sql',
    'from kept\n  union all',
    'from (select site, day, items + 1 as items from kept) k\n  union all',
  ],
  ['visits not bounded', 'facts/days/fact.sql', 'v.entries end, b.visits)', 'v.entries end, b.visits + 1)'],
  [
    'entries of rows without a visitor forgotten',
    'facts/days/fact.sql',
    "count_if(name = 'pageview' and coalesce(entry, false)) as entries",
    "count_if(name = 'pageview' and coalesce(entry, false) and visitor is not null) as entries",
  ],
  ['one path too many', 'facts/pages/fact.sql', 'where place <= most_pages', 'where place <= most_pages + 1'],
  [
    'the landing not first',
    'facts/pages/fact.sql',
    'when path = landing then 0',
    'when path = landing then 2',
  ],
  [
    'seconds of each path bounded alone',
    'facts/pages/fact.sql',
    'least(seconds_so_far, most_seconds) - least(seconds_so_far - engaged_seconds, most_seconds)',
    'least(engaged_seconds, most_seconds)',
  ],
  ['many pages not ranked', 'facts/pages/fact.sql', 'v.page_views > b.pages or', ''],
  ['engagement taking a place', 'facts/pages/fact.sql', 'where p.first_view is not null', 'where true'],
  ['landings of every page view', 'facts/landings/fact.sql', 'where entries > 0', 'where page_views > 0'],
  [
    'visits of every pair',
    'facts/sources/fact.sql',
    "and v.source = coalesce(e.source, '(none)')",
    'and v.source is not null',
  ],
  ['own hosts as referrers', 'facts/referrers/fact.sql', "and referrer <> '(internal)'", ''],
  ['visits of every campaign', 'facts/campaigns/fact.sql', 'and v.campaign = e.campaign', ''],
  [
    'a wrong weekday',
    'facts/hours/fact.sql',
    'day_of_week(try_cast(day as date))',
    '1 + day_of_week(try_cast(day as date))',
  ],
  ['an hour too many', 'facts/hours/fact.sql', 'where place <= most_hours', 'where place <= most_hours + 1'],
  ['no topic first', 'facts/demand/fact.sql', "'(no topic)' then 1 else 0", "'(no topic)' then 0 else 1"],
  [
    'a subject too many',
    'facts/demand/fact.sql',
    'where place <= most_subjects',
    'where place <= most_subjects + 1',
  ],
  [
    'properties of all events',
    'facts/actions/fact.sql',
    'on k.first_event = e.event_id',
    'on k.name = e.name',
  ],
  ['keys in the other order', 'facts/actions/fact.sql', 'order by u.key', 'order by u.key desc'],
  ['worth not cut', 'facts/actions/fact.sql', 'least(r.worth_cents, s.worth_cents)', 'r.worth_cents'],
];

const SITE_DAYS = ['2026-03-09', '2026-03-10'].map((day) => ({ site: 'shop', day }));
const rows = randomArrivals({
  sites: ['shop'],
  days: SITE_DAYS.map((one) => one.day),
  visitors: 400,
  random: seeded(99),
});
const text = (facts: OracleFacts) =>
  Object.entries(facts)
    .flatMap(([name, cells]) =>
      [...cells].map(([key, cell]) => `${name} ${key} ${JSON.stringify(Object.entries(cell).toSorted())}`),
    )
    .toSorted()
    .join('\n');
const expected = text(oracle(rows, { siteDays: SITE_DAYS }));

it.each(
  oneOf(
    2,
    firstOf(([, file]) => file, MUTANTS),
  ),
)('the oracle notices %s', async (_what, file, from, to) => {
  const broken = await sqlFacts((path) => {
    const sql = loadSql(path);
    if (path !== file) return sql;
    expect(sql, 'the text to break is there').toContain(from);
    return sql.replace(from, to);
  });
  const found = await broken.of(rows, { siteDays: SITE_DAYS }).finally(() => broken.close());
  expect(text(found) === expected).toBe(false);
});

it('the oracle agrees with the SQL as it is', async () => {
  const sql = await sqlFacts();
  const found = await sql.of(rows, { siteDays: SITE_DAYS }).finally(() => sql.close());
  expect(text(found) === expected).toBe(true);
});
