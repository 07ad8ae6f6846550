/**
 * Each function that a text calls, at its edges, on both engines: the results that the macros of runtime/local/duckdb
 * must give.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { FACTS } from '#queries/facts/catalogue';
import { lakeViews } from '#queries/lake/views';
import { openDuckDb, type DuckDb } from '#runtime/local/duckdb/open-duckdb';
import { loadSql } from '#runtime/node/package-root';
import { withoutTexts } from '../standins/beyond-athena.ts';
import { trinoQuery } from '../standins/trino-query.ts';
import { SQL_FILES } from './sql-files.ts';

/** Rows (t, n, m) over which the expressions below are evaluated. */
const GIVEN = `(values
  ('', cast(0 as bigint), map(array['a', ''], array['1', ''])), ('a', 1, map(array['b'], array['2'])), ('ä', -1, map(array['😀', 'a'], array['x', 'y'])), ('😀', 4503599627370496, map(array['a'], array['3'])),
  ('\uFFFD', 2, map(array['c'], array['4'])), (null, null, null), ('a ', 7, map(array['a'], array[cast(null as varchar)])), ('A', 7, map(array['z'], array['1']))
) as g(t, n, m)`;
const AGGREGATED = [
  'count(*)',
  'count(t)',
  'cast(count_if(n > 1) as bigint)',
  'cast(sum(n) as bigint)',
  'cast(sum(n) filter (where n > 100000) as bigint)',
  'min(t)',
  'max(t)',
  'min_by(t, n)',
  "min_by(n, t) filter (where t <> '')",
  "coalesce(array_join(array_agg(t order by t), '|'), '')",
  "coalesce(array_join(array_agg(t order by n, t), '|'), '')",
];
const SCALAR = [
  'least(n, 5)',
  'least(n, cast(null as bigint))',
  'greatest(n, 0)',
  'greatest(least(n, 5), 0)',
  'coalesce(t, n_text)',
  'length(t)',
  'substr(t, 1, 1)',
  'substr(t, 2)',
  'substr(t, 5, 2)',
  "t || '-' || t",
  'cast(n as varchar)',
  'cardinality(m)',
  "element_at(m, 'a')",
  "element_at(m, 'none')",
  "array_join(array_agg_of_keys, '|')",
  'cast(day_of_week(try_cast(d as date)) as integer)',
  'cast(day_of_week(try_cast(t as date)) as integer)',
  'row_number() over (order by t, n)',
  'cast(sum(n) over (order by t, n rows between unbounded preceding and current row) as bigint)',
];
/** Matches of the pattern below that are not functions of an engine. */
const WORDS = new Set([
  'as',
  'in',
  'and',
  'or',
  'on',
  'over',
  'filter',
  'from',
  'values',
  'd',
  'k',
  'u',
  'cast',
  'by',
  'when',
  'then',
  'exists',
  'with',
  'join',
  'not',
  'where',
  'select',
  'union',
  'unnest',
  'map_keys',
  'all',
]);

const scratch = mkdtempSync(join(tmpdir(), 'headcount-dialect-'));
let duckdb: DuckDb;
beforeAll(async () => {
  duckdb = await openDuckDb({ memoryLimit: '256MB', scratch });
});
afterAll(() => {
  duckdb.close();
  rmSync(scratch, { recursive: true, force: true });
});

/** Returns the single column of results of both engines. */
async function both(sql: string): Promise<readonly unknown[][]> {
  const trino = await trinoQuery(inject('trino'), sql);
  return [trino.rows.map(([value]) => value), (await duckdb.rows(sql)).map((row) => Object.values(row)[0])];
}

it.each(SCALAR)('%s', async (expression) => {
  const given = `(select t, n, m, cast(n as varchar) as n_text, case when t is null then null else '2026-11-2' || cast(n % 7 * (n % 7) % 9 as varchar) end as d, map_keys(m) as keys from ${GIVEN}) h`;
  const keys = `(select h.*, (select array_agg(k order by k) from unnest(h.keys) as u(k)) as array_agg_of_keys from ${given}) h`;
  const [trino, own] = await both(
    `select ${expression} as x from ${expression.includes('array_agg_of_keys') ? keys : given} order by t, n`,
  );
  expect(trino?.length).toBe(8);
  expect(own).toEqual(trino);
});

it.each(AGGREGATED)('%s', async (expression) => {
  for (const which of ['', ' where t is null', ' where n = 77']) {
    const [trino, own] = await both(`select ${expression} as x from ${GIVEN}${which}`);
    expect(own).toEqual(trino);
  }
});

it('every function that a text calls is tried here', () => {
  const texts = [...SQL_FILES.map(loadSql), ...lakeViews(FACTS, 'store').map(({ sql }) => sql)].map(
    withoutTexts,
  );
  const called = new Set(
    texts.flatMap((text) =>
      [...text.matchAll(/\b([a-z_]+)\s*\(/gi)].map((match) => String(match[1]).toLowerCase()),
    ),
  );
  const tried = [...SCALAR, ...AGGREGATED].join(' ');
  expect(
    [...called].filter((name) => !WORDS.has(name) && !new RegExp(`\\b${name}\\(`).test(tried)).toSorted(),
  ).toEqual([]);
  expect(called.size).toBeGreaterThan(15);
});
