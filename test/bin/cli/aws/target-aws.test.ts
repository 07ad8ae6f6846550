/**
 * `--target aws` by the built program and the real SDK, against endpoints on loopback: places, requests, output, and
 * failures.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compileConfig } from '#core/config/compile';
import { parseConfig } from '#core/config/parse-config';
import { SEALS } from '#core/facts/lake-columns';
import { startEndpoints, type Endpoints } from '../../../support/aws/endpoints.ts';
import { Place } from '../../../support/program.ts';
import { releasesOf } from '../../../support/releases-of.ts';
import { runWarm, type Ran } from '../../../support/warm-program.ts';

const CONFIG = {
  timeZone: 'Europe/Berlin',
  aws: { stage: 'test', region: 'eu-central-1' },
  sites: [
    { id: 'shop', hosts: ['shop.example'], origins: ['https://shop.example'], published: ['/', '/prices'] },
  ],
};
const { aws: _aws, ...PLAIN } = CONFIG;
const SITE = compileConfig(parseConfig(JSON.stringify(PLAIN))).site('shop');
const DRAWN = releasesOf({ site: SITE as never, month: '2026-03', visitorsPerDay: 400, seed: 3 });
const OUTPUTS = {
  FactsBucket: 'facts-test',
  ArrivalsBucket: 'arrivals-test',
  ResultsBucket: 'results-test',
  AnalystsWorkGroup: 'headcount-test-analysts',
  PipelineWorkGroup: 'headcount-test-pipeline',
  Database: 'headcount_test',
  StoreDatabase: 'headcount_test_store',
  ScratchDatabase: 'headcount_test_scratch',
  StateTable: 'state',
  SealFunction: 'seal-fn',
  ReleaseFunction: 'release-fn',
  ReportFunction: 'report-fn',
  CollectorUrl: 'https://stats.example',
  ScriptTag: 'tag',
};

let aws: Endpoints;
let place: Place;
beforeEach(async () => {
  aws = await startEndpoints();
  place = new Place(CONFIG);
  aws.stacks.set('Headcount-test-Lake', OUTPUTS);
  for (const release of DRAWN.releases)
    aws.objects.set(`facts-test/releases/period=${release.period}/shop.json`, JSON.stringify(release));
});
afterEach(async () => {
  place.dispose();
  await aws.close();
});

function run(words: readonly string[], env: Readonly<Record<string, string>> = aws.env): Promise<Ran> {
  const { AWS_PROFILE: _profile, ...rest } = process.env;
  return runWarm(words, { cwd: place.folder, env: { ...rest, HOME: place.folder, ...env } });
}
const line = ({ status, stderr }: Ran) => [status, stderr.trim().split('\n').length, stderr] as const;

describe('--target aws', () => {
  it('says in one line what is missing: a region, credentials, a stack, a permission, an output', async () => {
    const { AWS_REGION: _region, ...noRegion } = aws.env;
    writeFileSync(join(place.folder, 'plain.json'), JSON.stringify(PLAIN));
    expect(line(await run(['budget', '--target', 'aws', '--config', 'plain.json'], noRegion))).toEqual([
      1,
      1,
      expect.stringContaining('set aws.region in headcount.json, or AWS_REGION'),
    ]);
    const { AWS_ACCESS_KEY_ID: _id, AWS_SECRET_ACCESS_KEY: _secret, ...nobody } = aws.env;
    expect(line(await run(['budget', '--target', 'aws'], nobody))).toEqual([
      1,
      1,
      expect.stringContaining('no valid AWS credentials'),
    ]);
    aws.stacks.clear();
    expect(line(await run(['budget', '--target', 'aws']))).toEqual([
      1,
      1,
      expect.stringMatching(
        /no stack Headcount-test-\.\.\. in eu-central-1: deploy with npx cdk deploy --all/,
      ),
    ]);
    aws.stacks.set('Headcount-test-Lake', { Database: 'x' });
    expect(line(await run(['budget', '--target', 'aws']))).toEqual([
      1,
      1,
      expect.stringContaining(
        'no output FactsBucket in the stacks Headcount-test-... in eu-central-1: deploy all stacks',
      ),
    ]);
    aws.refuse = 'AccessDenied';
    expect(line(await run(['budget', '--target', 'aws']))).toEqual([
      1,
      1,
      expect.stringContaining('AWS refused this (AccessDenied)'),
    ]);
  });

  it('knows local and aws, and --outputs with aws alone', async () => {
    expect(line(await run(['budget', '--target', 'azure']))).toEqual([
      2,
      1,
      expect.stringContaining('--target takes local or aws'),
    ]);
    expect(line(await run(['status', '--outputs', 'x.json']))).toEqual([
      2,
      1,
      expect.stringContaining('--outputs requires --target aws'),
    ]);
    expect(line(await run(['budget', '--target', 'aws', '--outputs', 'x.json']))).toEqual([
      2,
      1,
      expect.stringContaining('cdk deploy --outputs-file'),
    ]);
  });

  it('finds everything in a file of cdk deploy, and asks no stack', async () => {
    aws.stacks.clear();
    writeFileSync(join(place.folder, 'outputs.json'), JSON.stringify({ 'Headcount-test-Lake': OUTPUTS }));
    const entry = {
      site: 'shop',
      period: '2026-03-01',
      days: ['2026-03-01'],
      nanorho: 20_000_000,
      delta: 0,
      catalogue: 'c',
      profile: 'default',
      bookedOn: '2026-04-01',
    };
    aws.objects.set('facts-test/releases/ledger/2026-03-01.shop.json', JSON.stringify(entry));
    const ran = await run(['budget', '--target', 'aws', '--outputs', 'outputs.json', '--json']);
    // Releases of the other days have no entry here, which the command reports.
    expect(ran.status).toBe(1);
    expect(ran.stderr).toContain('and 28 more: released, but not in the ledger');
    expect(JSON.parse(ran.stdout)).toMatchObject({
      days: [{ site: 'shop', day: '2026-03-01', spent: 0.02 }],
    });
  });

  it('reports what is released, from the objects alone, as the local command does', async () => {
    const ran = await run([
      'report',
      'market',
      '--target',
      'aws',
      '--period',
      '2026-03',
      '--table',
      'countries',
      '--format',
      'json',
    ]);
    expect([ran.status, ran.stderr]).toEqual([0, '']);
    const report = JSON.parse(ran.stdout) as { inside: boolean; tables: { rows: unknown[] }[] };
    expect([report.inside, report.tables[0]?.rows.length]).toEqual([false, expect.any(Number)]);
    expect(aws.queries).toEqual([]);
  });

  it("reports inside through Athena, in the analysts' work group and over the views, without a month that is cut", async () => {
    const seal = (period: string, merged: string | null) => ({
      ...Object.fromEntries(SEALS.map((column) => [column.name, column.type === 'bigint' ? 10 : null])),
      site: 'shop',
      period,
      time_zone: 'Europe/Berlin',
      merged,
      keyings: period === '2026-03-02' ? 2 : 1,
    });
    aws.answers.set('from seals\norder by period', [
      seal('2026-03-01', null),
      seal('2026-03-02', null),
      seal('2026-03', '2026-03-01'),
    ]);
    aws.answers.set('select distinct day', [{ day: '2026-03-02' }]);
    const ran = await run([
      'report',
      'market',
      '--inside',
      '--target',
      'aws',
      '--from',
      '2026-03-01',
      '--to',
      '2026-03-02',
      '--table',
      'countries',
      '--format',
      'json',
    ]);
    expect([ran.status, ran.stderr.split('\n').length], ran.stderr).toEqual([0, 1]);
    expect(new Set(aws.queries.map((query) => [query.workGroup, query.database].join(' ')))).toEqual(
      new Set(['headcount-test-analysts headcount_test']),
    );
    const report = JSON.parse(ran.stdout) as { days: object };
    expect(report.days).toMatchObject({ doubled: ['2026-03-02'] });
    const breakdown = aws.queries.filter((query) => query.sql.includes('headcount_test.visitors'));
    expect(breakdown.length).toBeGreaterThan(0);
    for (const query of breakdown) expect(query.parameters[0]).toBe("'2026-03'");
  });

  it('asks one SELECT of an analyst, and nothing that writes', async () => {
    aws.answers.set('select day', [
      { day: '2026-03-01', n: 3 },
      { day: '2026-03-02', n: null },
    ]);
    const ran = await run(['query', 'select day, 3 as n from days;', '--target', 'aws', '--format', 'csv']);
    expect([ran.status, ran.stdout]).toEqual([0, 'day,n\r\n2026-03-01,3\r\n2026-03-02,\r\n']);
    for (const sql of [
      'drop table days',
      "unload (select 1) to 's3://x/' with (format = 'PARQUET')",
      'insert into days select 1',
      'select 1; drop table days',
      '-- select\ndelete from days',
    ]) {
      expect(line(await run(['query', sql, '--target', 'aws']))[0], sql).toBe(2);
    }
    expect(aws.queries.map((query) => query.sql)).toEqual(['select day, 3 as n from days']);
  });

  it('releases by the function, again until it is done, and prints as the local command', async () => {
    aws.functions.set('release-fn', [
      {
        done: false,
        release: { done: false, drawn: [{ site: 'shop', period: '2026-03-31' }], refused: [], empty: [] },
      },
      {
        done: true,
        release: { done: true, drawn: [{ site: 'shop', period: '2026-03' }], refused: [], empty: [] },
      },
    ]);
    aws.functions.set('report-fn', [{ done: true, pages: ['2026-03/shop.html'] }]);
    const ran = await run(['release', '--target', 'aws', '--json']);
    expect([ran.status, ran.stderr]).toEqual([
      0,
      expect.stringMatching(
        /^published: s3:\/\/facts-test\/reports\/2026-03\/shop.html\nheadcount: \d+ names wait for approval: [^\n]+\n$/,
      ),
    ]);
    const { releases } = JSON.parse(ran.stdout) as { releases: { period: string; drawn: string }[] };
    expect(releases.filter((one) => one.drawn === 'now').map((one) => one.period)).toEqual([
      '2026-03',
      '2026-03-31',
    ]);
    expect(releases).toHaveLength(32);
    expect(aws.invoked.map((one) => one.event)).toEqual([
      { by: 'operator', does: 'release', sites: ['shop'] },
      { by: 'operator', does: 'release', sites: ['shop'] },
      {},
    ]);
  });

  it('tells what a function found wrong, and no more of one that failed than its kind', async () => {
    aws.functions.set('release-fn', [
      { done: true, problem: { name: 'KeptFileError', message: 'x cannot be read: put it back' } },
    ]);
    expect(line(await run(['release', '--target', 'aws']))).toEqual([
      1,
      1,
      'headcount: x cannot be read: put it back\n',
    ]);
    aws.functions.set('release-fn', [{ errorType: 'QueryFailedError', errorMessage: 'a value' }]);
    const ran = await run(['settle', '--target', 'aws', '--month', '2026-03']);
    expect(line(ran)).toEqual([
      1,
      1,
      expect.stringContaining('the function release-fn failed (QueryFailedError)'),
    ]);
    expect(ran.stderr).not.toContain('a value');
    expect(aws.invoked.at(-1)?.event).toEqual({
      by: 'operator',
      does: 'settle',
      sites: ['shop'],
      month: '2026-03',
    });
  });

  it('settles and seals by the functions and prints as the local commands', async () => {
    aws.functions.set('release-fn', [
      {
        done: true,
        settle: {
          done: true,
          released: 1,
          settled: [{ site: 'shop', month: '2026-03', folded: { pages: 4 }, merged: ['2026-03-01'] }],
        },
      },
    ]);
    expect((await run(['settle', '--target', 'aws'])).stdout).toBe(
      '2026-03 shop: rows folded to (other): 4 of pages; merged into the month: 2026-03-01\n',
    );
    aws.functions.set('seal-fn', [
      {
        done: true,
        days: [{ site: 'shop', day: '2026-03-01', outcomes: { stored: 5, bot: 1 } }],
        waiting: [{ site: 'shop', day: '2026-03-02' }],
        late: 3,
        abandoned: 0,
      },
    ]);
    const ran = await run(['seal', '--target', 'aws', '--through', '2026-03-02']);
    expect([ran.status, ran.stdout]).toEqual([0, '2026-03-01 shop: 6 received = 5 stored + 1 bot\n']);
    expect(ran.stderr).toContain('shop 2026-03-02 is not sealed: an import');
    expect(aws.invoked.at(-1)).toEqual({ name: 'seal-fn', event: { byClock: false, through: '2026-03-02' } });
  });

  it("tells the state of the lake, waiting arrivals counted in hundreds in the pipeline's work group", async () => {
    aws.answers.set('from seals', [
      { site: 'shop', period: '2026-03-01', sealed_on: '2026-03-03', keyings: 2 },
    ]);
    aws.answers.set('from completeness', [{ site: 'shop', day: '2026-03-01', outcome: 'stored', items: 7 }]);
    aws.answers.set('from arrivals', [{ site: 'shop', day: '2026-03-02', items: 1234 }]);
    aws.objects.set('arrivals-test/arrivals/dt=2026-03-02/a.parquet', '');
    const ran = await run(['status', '--target', 'aws', '--json']);
    expect(JSON.parse(ran.stdout)).toEqual({
      sites: ['shop'],
      namesWaiting: 16,
      salts: null,
      waiting: 1200,
      lastSeal: { day: '2026-03-01', on: '2026-03-03' },
      days: [
        {
          site: 'shop',
          day: '2026-03-01',
          sealed: true,
          doubled: true,
          received: 7,
          stored: 7,
          duplicate: 0,
          bot: 0,
          opted_out: 0,
          excluded: 0,
          rejected: 0,
          late: 0,
        },
        { site: 'shop', day: '2026-03-02', sealed: false, received: 1200 },
      ],
    });
    expect(aws.queries.find((query) => query.sql.includes('from arrivals'))).toMatchObject({
      workGroup: 'headcount-test-pipeline',
      database: 'headcount_test_scratch',
      parameters: ["'2026-03-02'", "'2026-03-02'"],
    });
  });

  it('shows the day under way to the operator from k visitor-days on, and then what it showed until k more came', async () => {
    aws.objects.set('arrivals-test/arrivals/dt=2026-03-02/a.parquet', '');
    aws.answers.set('from (select distinct site, day, visitor', [{ visitors: 9 }]);
    aws.answers.set('select distinct site, day from arrivals_of_day', [{ site: 'shop', day: '2026-03-02' }]);
    const few = await run(['live', '--target', 'aws']);
    expect([few.status, few.stdout], few.stderr).toEqual([0, '']);
    expect(few.stderr).toContain('too few to show: figures appear once there are 10 visitor-days');
    expect(aws.objects.has('arrivals-test/scratch/live/live.json')).toBe(false);
    expect(
      new Set(
        aws.queries.map((query) => `${query.workGroup} ${query.database} ${query.parameters.join(' ')}`),
      ),
    ).toEqual(new Set(["headcount-test-pipeline headcount_test_scratch '2026-03-02' '2026-03-02'"]));

    aws.answers.set('from (select distinct site, day, visitor', [{ visitors: 10 }]);
    const shown = JSON.parse((await run(['live', '--target', 'aws', '--json'])).stdout) as {
      live: { visitors: number; internal: boolean };
    };
    expect(shown.live).toMatchObject({ visitors: 10, internal: true, k: 10 });
    aws.answers.set('from (select distinct site, day, visitor', [{ visitors: 19 }]);
    const queries = aws.queries.length;
    expect(
      (JSON.parse((await run(['live', '--target', 'aws', '--json'])).stdout) as typeof shown).live.visitors,
    ).toBe(10);
    expect(aws.queries.length - queries).toBe(2);
  });
});
