/** Every query ends in time, within its memory, with one line, and without partial output. test/long has more kinds. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { randomArrivals, seeded } from '../../oracle/random-arrivals.ts';
import { childrenOf, isRunning, measuredRun } from '../../support/measured-run.ts';
import { ROOT } from '../../support/program.ts';
import { LakeOf } from '../../runtime/local/seal/lake-of.ts';
import { oneOf, thorough } from '../../support/full-length.ts';

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
const TIMEOUT = '3';

describe('a query that has no end or no size', () => {
  it.each(
    oneOf(5, [
      ['long values in many rows', 'select repeat(path, 1000000) from pages, range(1000)'],
      ['one value', "select repeat('x', 2000000000)"],
      ['one value, character by character', "select lpad('x', 2000000000, 'y')"],
      ['one list that JavaScript would have to hold', 'select range(20000000)'],
      ['rows without end', 'with recursive t(n) as (select 1 union all select n + 1 from t) select * from t'],
    ] as const),
  )('ends by its time or its size: %s', async (_what, sql) => {
    const ran = await run(['--timeout', TIMEOUT, sql]);
    expect([ran.status, ran.stdout]).toEqual([1, '']);
    expect(ran.stderr).toMatch(
      /^headcount: (the query was cancelled after 3 seconds|the query needs more memory than the 1024 MiB it may take|the answer is larger than 67108864 bytes): [^\n]+\n$/,
    );
    expect(ran.peakBytes).toBeLessThan(MOST_BYTES);
    expect(ran.left).toEqual([]);
  });

  thorough('leaves nothing on the disk', async () => {
    const before = readdirSync(lake.data.scratch, { recursive: true });
    await run(['--timeout', TIMEOUT, 'select range from range(10000000000) order by hash(range)']);
    expect(readdirSync(lake.data.scratch, { recursive: true })).toEqual(before);
  });

  it.each(oneOf(3, ['json', 'csv', 'table']))(
    'prints nothing of an answer that is too large, as %s',
    async (format) => {
      const sql = 'select path, range from pages, range(100000)';
      const ran = await run(['--format', format, '--max-bytes', '100000', sql]);
      expect([ran.status, ran.stdout]).toEqual([1, '']);
      expect(ran.stderr).toBe(
        'headcount: the answer is larger than 100000 bytes: group or limit it, or allow more with ' +
          '--max-bytes BYTES (at most 268435456)\n',
      );
    },
  );

  thorough('ends with the command, also where that is killed while a function holds out', async () => {
    const child = spawn(
      process.execPath,
      [join(ROOT, 'dist/bin/headcount.js'), 'query', "select lpad('x', 2000000000, 'y')"],
      { cwd: lake.folder, stdio: 'ignore' },
    );
    let started: number[] = [];
    while (started.length === 0) {
      await new Promise(setImmediate);
      started = childrenOf(child.pid ?? 0);
    }
    child.kill('SIGKILL');
    await once(child, 'close');
    while (started.some(isRunning)) await new Promise(setImmediate);
  });
});

describe('a query of some size', () => {
  it('is answered whole, through a pipe, beyond what a pipe holds', async () => {
    const ran = await run(['--format', 'csv', 'select range as n from range(500000)']);
    expect([ran.status, ran.stderr]).toEqual([0, '']);
    expect(ran.stdout.split('\r\n')).toHaveLength(500_002);
    expect(ran.stdout.endsWith('\r\n499999\r\n')).toBe(true);
  });

  it.each([
    ['--timeout', '0'],
    ['--timeout', '-1'],
    ['--timeout', '1e9'],
    ['--max-bytes', '0'],
    ['--max-bytes', '1e9'],
    ['--max-bytes', '64MB'],
  ])('a query is not begun under invalid limits: %s %s', async (option, value) => {
    const ran = await run([option, value, 'select 1']);
    expect([ran.status, ran.stdout, ran.stderr.trim().split('\n').length]).toEqual([2, '', 1]);
  });
});
