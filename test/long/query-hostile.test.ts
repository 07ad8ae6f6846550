/** Queries without end or limit, one of each kind: every one ends in time, within its memory, with one line. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { randomArrivals, seeded } from '../oracle/random-arrivals.ts';
import { measuredRun } from '../support/measured-run.ts';
import { LakeOf } from '../runtime/local/seal/lake-of.ts';

const MEBI = 1024 ** 2;
/** The 1024 MiB of the query's own process, and its parent's memory. */
const MOST_BYTES = 1_250 * MEBI;

let lake: LakeOf;
beforeAll(async () => {
  lake = new LakeOf();
  await lake.arrive(
    'dt=2026-03-20/aa.parquet',
    randomArrivals({ sites: ['shop'], days: ['2026-03-20'], visitors: 200, random: seeded(1) }),
  );
  expect((await lake.seal()).status).toBe(0);
});
afterAll(() => lake.dispose());

const run = (words: readonly string[]) => measuredRun(lake.folder, ['query', '--quiet', ...words]);

/** Each would take minutes, for ever, or more memory than there is. */
const TIMEOUT = '20';

describe('a query that has no end or no size', () => {
  it.each([
    ['long values in many rows', 'select repeat(path, 1000000) from pages, range(1000)'],
    ['many rows', 'select * from generate_series(1, 1000000000000)'],
    [
      'wide rows',
      `select ${Array.from({ length: 1_000 }, (_, at) => `range as c${at}`).join()} from range(10000000)`,
    ],
    ['one value, written at once', "select repeat('x', 2000000000)"],
    ['one value that is not shown', "select length(repeat('x', 2000000000))"],
    ['one value, character by character', "select lpad('x', 2000000000, 'y')"],
    ['one list', 'select range(1000000000)'],
    ['one list that JavaScript would have to hold', 'select range(20000000)'],
    ['a list of rows', 'select list(range) from range(1000000000)'],
    ['a text of rows', "select string_agg(repeat(path, 100000), '') from pages, range(1000)"],
    ['JSON of rows', 'select to_json(list(a.range)) from range(100000) a, range(1000) b'],
    ['a text of a list', "select list_aggregate(range(200000000), 'string_agg', ',')"],
    ['a list made of a list', 'select len(list_sort(list_transform(range(100000000), x -> hash(x))))'],
    [
      'a recursion whose values double',
      "with recursive t(n, s) as (select 1, 'x' union all select n + 1, s || s from t) select max(length(s)) from t",
    ],
    [
      'a recursion without end',
      'with recursive t(n) as (select 1 union all select n + 1 from t) select * from t',
    ],
    ['a sort of everything', 'select range from range(10000000000) order by hash(range)'],
    [
      'a window over everything',
      'select a.range, row_number() over (order by hash(b.range), a.range) from range(100000) a, range(100000) b',
    ],
    ['a cross join', 'select count(*) from range(1000000) a, range(1000000) b, range(1000000) c'],
    [
      'lists in lists',
      'select list_transform(range(100000), x -> list_transform(range(100000), y -> x * y))',
    ],
  ])('ends by its time or its size: %s', { timeout: 300_000 }, async (_what, sql) => {
    const ran = await run(['--timeout', TIMEOUT, sql]);
    expect([ran.status, ran.stdout]).toEqual([1, '']);
    expect(ran.stderr).toMatch(
      /^headcount: (the query was cancelled after 20 seconds|the query needs more memory than the 1024 MiB it may take|the answer is larger than 67108864 bytes): [^\n]+\n$/,
    );
    expect(ran.peakBytes).toBeLessThan(MOST_BYTES);
    expect(ran.left).toEqual([]);
  });
});
