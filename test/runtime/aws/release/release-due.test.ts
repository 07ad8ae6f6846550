/**
 * A release on AWS equals the local one, byte for byte, from the same facts and bits; it is drawn once and paid once
 * even if interrupted at any call.
 */
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { LedgerEntry } from '#core/disclosure/budget-ledger';
import { sumReleaseCost, type StoredRelease } from '#core/disclosure/stored-release';
import { SEALS_KEY } from '#runtime/aws/lake/seals';
import type { AwsLake, Asked } from '../../../support/aws/aws-lake.ts';
import { BUCKETS, DATABASES } from '../../../support/aws/relations.ts';
import { seededBits } from '../../../support/seeded-bits.ts';
import { DAYS, freshLake, PERIODS, RELEASE, releasedLocally } from './sealed-days.ts';

let expected: ReadonlyMap<string, string>;
beforeAll(async () => {
  expected = await releasedLocally();
});
let aws: AwsLake;
beforeEach(() => {
  aws = freshLake();
});

const drawing = (seed: number): Asked => {
  const bits = seededBits(seed);
  return { bits: () => bits };
};
const stored = (period: string) => aws.s3.text(BUCKETS.facts, `releases/period=${period}/logs.json`);
const release = (period: string) => JSON.parse(stored(period) ?? 'null') as StoredRelease;
const ledger = () =>
  aws.s3
    .keys(BUCKETS.facts, 'releases/ledger/')
    .map((key) => JSON.parse(aws.s3.text(BUCKETS.facts, key) ?? '') as LedgerEntry);
const open = (days: readonly string[]) => {
  for (const day of days) aws.s3.put(BUCKETS.arrivals, `arrivals/dt=${day}/x.parquet`, '');
};

describe('a release on AWS', () => {
  it('is the local one, byte for byte, from the same facts and the same bits, and so is what it paid', async () => {
    const { release: outcome, done } = await aws.release(RELEASE, drawing(7));
    expect([done, outcome?.drawn.map((one) => one.period), outcome?.refused, outcome?.empty]).toEqual([
      true,
      PERIODS,
      [],
      [],
    ]);
    for (const [key, text] of expected) expect(aws.s3.text(BUCKETS.facts, key), key).toBe(text);
    const rows = await aws.query('select count(*) as n, count(distinct period) as periods from releases');
    const cells = PERIODS.flatMap((period) => release(period).tables).reduce(
      (sum, table) => sum + table.cells.reduce((all, cell) => all + Object.keys(cell.noisy).length, 0),
      0,
    );
    expect(rows).toEqual([{ n: cells, periods: 4 }]);
  });

  it('is drawn once: asked again it asks Athena nothing and changes no object', async () => {
    await aws.release(RELEASE, drawing(7));
    const [queries, objects] = [
      aws.athena.started.length,
      aws.s3.keys(BUCKETS.facts).map((key) => aws.s3.text(BUCKETS.facts, key)),
    ];
    expect(await aws.release(RELEASE)).toMatchObject({ done: true, release: { drawn: [] } });
    expect([
      aws.athena.started.length,
      aws.s3.keys(BUCKETS.facts).map((key) => aws.s3.text(BUCKETS.facts, key)),
    ]).toEqual([queries, objects]);
  });

  it.each([false, true])(
    'a release cut short at any call (its effect there: %s) is completed by the next run, drawn once and paid once',
    async (done) => {
      const event = { ...RELEASE, named: { period: '2026-03', level: 'month' } } as const;
      aws.calls.inject();
      await aws.release(event, drawing(1));
      const calls = [...aws.calls.made];
      const interesting = calls.flatMap((name, index) =>
        /^PutObject|Partition/.test(name) ? [index + 1] : [],
      );
      // Checks the first day and the month; the days between are like the first.
      const sample = [2, Math.floor(calls.length / 2), ...interesting.slice(0, 5), ...interesting.slice(-5)];
      for (const at of sample) {
        aws = freshLake();
        aws.calls.inject({ at, when: done ? 'after' : 'before', how: 'fail' });
        await expect(aws.release(event, drawing(2)), calls[at - 1] ?? '').rejects.toThrow(/^CutShortError$/);
        aws.calls.inject();
        const kept = new Map(
          PERIODS.map((period) => [
            period,
            aws.s3.text(BUCKETS.facts, `releases/period=${period}/logs.drawn`),
          ]),
        );
        // By then the lease of the dead run has expired.
        expect(
          await aws.release(event, { ...drawing(3), now: Date.parse('2026-04-20T03:30:00Z') }),
        ).toMatchObject({ done: true });
        for (const period of PERIODS) {
          const first = kept.get(period);
          if (first !== undefined) expect(stored(period), `${calls[at - 1]} ${period}`).toBe(first);
          expect(aws.s3.text(BUCKETS.facts, `releases/period=${period}/logs.drawn`)).toBe(stored(period));
        }
        expect(Object.fromEntries(ledger().map((entry) => [entry.period, entry.nanorho]))).toEqual(
          Object.fromEntries(PERIODS.map((period) => [period, sumReleaseCost(release(period))])),
        );
        expect(ledger()).toHaveLength(PERIODS.length);
      }
    },
  );

  it('finds that another has drawn it, and publishes that', async () => {
    await aws.release({ ...RELEASE, named: { period: '2026-03-18', level: 'day' } }, drawing(7));
    const drawn = stored('2026-03-18') ?? '';
    aws = freshLake();
    // Stored while this run was drawing: the one that was created first wins.
    const key = 'releases/period=2026-03-18/logs.drawn';
    const bits = seededBits(8);
    await aws.release(
      { ...RELEASE, named: { period: '2026-03-18', level: 'day' } },
      {
        bits: () => {
          aws.s3.put(BUCKETS.facts, key, drawn);
          return bits;
        },
      },
    );
    expect(stored('2026-03-18')).toBe(drawn);
  });

  it('is refused, and draws nothing, where a day would pay more than its budget; others are drawn', async () => {
    const entry = {
      site: 'logs',
      period: '2026-03-19',
      days: ['2026-03-19'],
      nanorho: 70_000_000,
      delta: 0,
      catalogue: 'c',
      profile: 'default',
      bookedOn: '2026-04-01',
    };
    aws.s3.put(
      BUCKETS.facts,
      'releases/ledger/2026-03-19x.logs.json',
      JSON.stringify({ ...entry, period: '2026-03-19x' }),
    );
    const { release: outcome } = await aws.release(RELEASE, drawing(7));
    expect(outcome?.refused).toHaveLength(2);
    expect(outcome?.refused[0]).toMatch(
      /^logs 2026-03-19 is not released: 2026-03-19 has spent rho 0\.07 of/,
    );
    expect(PERIODS.map((period) => stored(period) !== undefined)).toEqual([true, false, true, false]);
    expect(aws.s3.keys(BUCKETS.facts, 'releases/ledger/').map((key) => key.slice(16))).toEqual([
      '2026-03-18.logs.json',
      '2026-03-19x.logs.json',
      '2026-03-20.logs.json',
    ]);
  });

  it('waits while a day of its month may still be sealed: arrivals near it, an import under way, a day not over', async () => {
    const due = async (now: string) =>
      (await aws.release({ does: 'release' }, { ...drawing(7), now: Date.parse(now) })).release?.drawn.map(
        (one) => one.period,
      ) ?? [];
    // On schedule, only the site that collects live is released; its days after the last sealed one are open.
    expect(await due('2026-03-22T03:00:00Z')).toEqual(DAYS);
    expect(await due('2026-04-20T03:00:00Z')).toEqual([]);
    const seals = aws.s3.text(BUCKETS.facts, 'seals/seals.jsonl') ?? '';
    const live =
      seals.split('\n').find((line) => line.includes('"site":"shop"') && line.includes('2026-03-20')) ?? '';
    const more = Array.from({ length: 31 }, (_, index) =>
      new Date(Date.parse('2026-03-21') + index * 86_400_000).toISOString().slice(0, 10),
    ).map((day) => live.replace('2026-03-20', day).replace('"live":false', '"live":true'));
    aws.s3.put(BUCKETS.facts, 'seals/seals.jsonl', `${seals}${more.join('\n')}\n`);
    open(['2026-03-16']);
    expect(await due('2026-04-20T03:00:00Z')).not.toContain('2026-03');
    aws = freshLake();
    aws.s3.put(BUCKETS.facts, 'seals/seals.jsonl', `${seals}${more.join('\n')}\n`);
    expect(await due('2026-04-20T03:00:00Z')).toContain('2026-03');
  });

  it('is not drawn from a day that was sealed while it was drawn', async () => {
    const seals = aws.s3.text(BUCKETS.facts, 'seals/seals.jsonl') ?? '';
    const one =
      seals.split('\n').find((line) => line.includes('"site":"logs"') && line.includes('2026-03-20')) ?? '';
    aws.s3.put(BUCKETS.facts, 'seals/seals.jsonl', seals.replace(`${one}\n`, ''));
    const bits = seededBits(9);
    let days = 0;
    const answer = await aws.release(
      { ...RELEASE, named: { period: '2026-03', level: 'month' } },
      {
        bits: () => {
          // The days come before the month: while it is drawn, the last day's seal is committed.
          days += 1;
          if (days === 3) aws.s3.put(BUCKETS.facts, 'seals/seals.jsonl', seals);
          return bits;
        },
      },
    );
    expect(answer.problem).toMatchObject({ name: 'DaysMovedError' });
    expect(stored('2026-03')).toBeUndefined();
  });

  it('a release that was published and lost is not drawn again, nor is another while what was paid is not on record', async () => {
    await aws.release({ ...RELEASE, named: { period: '2026-03-18', level: 'day' } }, drawing(7));
    const rm = (key: string) => {
      const text = aws.s3.text(BUCKETS.facts, key) ?? '';
      aws.s3.remove(BUCKETS.facts, key);
      return text;
    };
    const text = rm('releases/period=2026-03-18/logs.json');
    rm('releases/period=2026-03-18/logs.drawn');
    expect(
      (await aws.release({ ...RELEASE, named: { period: '2026-03-18', level: 'day' } })).problem?.message,
    ).toContain('releases/period=2026-03-18/logs.json cannot be read');
    aws.s3.put(BUCKETS.facts, 'releases/period=2026-03-18/logs.json', text);
    rm('releases/ledger/2026-03-18.logs.json');
    expect((await aws.release(RELEASE)).problem?.message).toContain(
      'releases/ledger/2026-03-18.logs.json cannot be read',
    );
    expect(stored('2026-03')).toBeUndefined();
  });

  it('a release of a month whose days were merged is not drawn again where all releases are lost', async () => {
    const seals = aws.s3.text(BUCKETS.facts, 'seals/seals.jsonl') ?? '';
    aws.s3.put(
      BUCKETS.facts,
      'seals/seals.jsonl',
      `${seals}${JSON.stringify({ site: 'logs', period: '2026-03', time_zone: 'UTC', live: null, sealed_on: '2026-04-01', merged: DAYS.join(' '), breakdowns: true })}\n`,
    );
    expect((await aws.release(RELEASE)).problem?.message).toContain('put it back from a backup');
    expect(aws.s3.keys(BUCKETS.facts, 'releases/')).toEqual([]);
  });

  it('does nothing while another run holds the lease, and says so', async () => {
    aws.dynamo.items.set('lease pipeline', {
      run: { S: 'lease' },
      step: { S: 'pipeline' },
      holder: { S: 'other' },
      until: { N: String(Date.parse('2026-04-20T03:10:00Z')) },
    });
    expect(await aws.release(RELEASE)).toEqual({ done: false, busy: true });
    expect(aws.athena.started).toEqual([]);
  });

  it('says the code of a fault of the lease, never the message of AWS, and is done though the lease could not be given back', async () => {
    const denied = (operation: string) =>
      aws.calls.inject({
        at: `${operation} lease pipeline`,
        when: 'before',
        how: Object.assign(new Error('arn:aws:sts::1:x is not authorized'), {
          name: 'AccessDeniedException',
        }),
      });
    denied('PutItemCommand');
    await expect(aws.release({})).rejects.toThrow(/^AccessDeniedException$/);
    expect(aws.warnings).toEqual([{ warning: 'release_failed', code: 'AccessDeniedException' }]);
    denied('DeleteItemCommand');
    expect(await aws.release(RELEASE, drawing(7))).toMatchObject({
      done: true,
      release: { drawn: PERIODS.map((period) => ({ site: 'logs', period })) },
    });
    expect(aws.warnings.at(-1)).toEqual({ warning: 'release_failed', code: 'AccessDeniedException' });
  });

  it('goes on at the next invocation where its time is up', async () => {
    let asked = 0;
    const drawn = [];
    const bits = seededBits(7);
    for (let tick = 0; tick < 9; tick += 1) {
      const { release: outcome, done } = await aws.release(RELEASE, {
        bits: () => bits,
        left: () => ((asked += 1) % 2 === 0 ? 1000 : 900_000),
      });
      drawn.push(...(outcome?.drawn.map((one) => one.period) ?? []));
      if (done) break;
    }
    expect(drawn).toEqual(PERIODS);
    for (const [key, text] of expected) expect(aws.s3.text(BUCKETS.facts, key), key).toBe(text);
  });

  it('reads facts by the views alone: no query names the store, arrivals or scratch', async () => {
    await aws.release(RELEASE, drawing(7));
    expect(aws.athena.started.length).toBeGreaterThan(20);
    expect(
      aws.athena.started.filter(
        (sql) => sql.includes(DATABASES.store) || sql.includes(DATABASES.scratch) || /\barrivals\b/.test(sql),
      ),
    ).toEqual([]);
  });
});

describe('a day that two salts made', () => {
  const doubled = '2026-03-19';
  beforeEach(() => {
    const rows = (aws.s3.text(BUCKETS.facts, SEALS_KEY) ?? '').trim().split('\n');
    const marked = rows
      .map((text) => JSON.parse(text) as { site: string; period: string })
      .map((row) => ({ ...row, keyings: row.period === doubled && row.site === 'logs' ? 2 : 1 }));
    aws.s3.put(BUCKETS.facts, SEALS_KEY, marked.map((row) => `${JSON.stringify(row)}\n`).join(''));
  });

  it('has no release and is in none: its month leaves it out, names it, and pays for the others alone', async () => {
    const { release: outcome } = await aws.release(RELEASE, drawing(7));
    const others = DAYS.filter((day) => day !== doubled);
    expect(outcome?.drawn.map((one) => one.period)).toEqual([...others, '2026-03']);
    expect(release('2026-03')).toMatchObject({ days: others, doubled: [doubled] });
    expect(ledger().flatMap((entry) => entry.days)).not.toContain(doubled);
  });

  it('is named in the answer where somebody asks for that day', async () => {
    const { release: outcome } = await aws.release(
      { ...RELEASE, named: { period: doubled, level: 'day' } },
      drawing(7),
    );
    expect(outcome).toMatchObject({ drawn: [], empty: [], doubled: ['logs'] });
  });
});
