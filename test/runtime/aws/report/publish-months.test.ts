/** Monthly pages on AWS equal the local ones, and come from releases only, in the bucket of facts. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { S3Client } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compileConfig, type CompiledConfig } from '#core/config/compile';
import { parseConfig } from '#core/config/parse-config';
import { RELEASES, releaseRows } from '#core/disclosure/release-columns';
import type { StoredRelease } from '#core/disclosure/stored-release';
import type { PublishOutcome } from '#core/release/publish-months';
import { RELEASED_TABLES } from '#queries/facts/catalogue';
import { REPORTS } from '#queries/reports/catalogue';
import { Objects } from '#runtime/aws/lake/objects';
import { awsDecisions } from '#runtime/aws/release/name-decisions';
import { publishMonths } from '#runtime/aws/report/publish-months';
import { openDuckDb } from '#runtime/local/duckdb/open-duckdb';
import { dataDir } from '#runtime/local/data-dir';
import { monthFiles } from '#runtime/node/publish/month-files';
import { renderIndex } from '#render/html/released/index-page';
import { localDecisions } from '#runtime/local/release/name-decisions';
import { publishMonths as publishLocally } from '#runtime/local/release/publish-months';
import { Calls } from '../../../support/aws/calls.ts';
import { FakeS3 } from '../../../support/aws/fake-s3.ts';
import { releasesOf } from '../../../support/releases-of.ts';
import { thorough } from '../../../support/full-length.ts';

const CONFIG = parseConfig(
  JSON.stringify({
    release: { names: 'all' },
    timeZone: 'Europe/Berlin',
    sites: [
      {
        id: 'shop',
        name: 'The shop',
        hosts: ['shop.example'],
        published: ['/', '/prices'],
        topics: [{ name: 'Microscopes', paths: ['/microscopes/*'] }],
      },
    ],
  }),
);
const CATALOGUE = { reports: REPORTS, measures: RELEASED_TABLES };
const COMPILED = compileConfig(CONFIG);
const SITE = COMPILED.site('shop');
const DRAWN = releasesOf({ site: SITE as never, month: '2026-03', visitorsPerDay: 400, seed: 3 });

let folder: string;
let calls: Calls;
let s3: FakeS3;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'headcount-pages-'));
  calls = new Calls();
  s3 = new FakeS3(() => 0);
  for (const release of DRAWN.releases)
    s3.put('facts', `releases/period=${release.period}/shop.json`, JSON.stringify(release));
  s3.put('facts', 'facts/days/period=2026-03-01/x/0/part.parquet', 'must not be read');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const publish = (
  more: { month?: string; remainingMs?: () => number; config?: CompiledConfig } = {},
): Promise<PublishOutcome> =>
  publishMonths({
    facts: new Objects(calls.client<S3Client>(s3.operations), 'facts'),
    config: COMPILED,
    catalogue: CATALOGUE,
    monthFiles,
    index: renderIndex,
    remainingMs: () => 900_000,
    ...more,
  });

describe('monthly pages on AWS', () => {
  it('monthly pages are those of the local mode, byte for byte, and so are the index and the released demand', async () => {
    const data = dataDir(join(folder, 'data'));
    for (const release of DRAWN.releases) {
      const place = join(data.releases, `period=${release.period}`);
      mkdirSync(place, { recursive: true });
      writeFileSync(join(place, 'shop.json'), JSON.stringify(release));
      writeFileSync(join(place, 'shop.parquet'), '');
    }
    expect(await publishLocally(data, COMPILED, ['shop'], CATALOGUE)).toEqual(['2026-03/shop.html']);
    expect(await publish()).toEqual({ done: true, pages: ['2026-03/shop.html'] });
    for (const name of readdirSync(data.reports, { recursive: true, encoding: 'utf8' }).filter((one) =>
      /\.(html|json|csv)$/.test(one),
    ))
      expect(s3.text('facts', `reports/${name}`), name).toBe(readFileSync(join(data.reports, name), 'utf8'));
    expect(s3.keys('facts', 'reports/')).toEqual([
      'reports/2026-03/shop.csv',
      'reports/2026-03/shop.html',
      'reports/2026-03/shop.json',
      'reports/2026-03/shop.parquet',
      'reports/demand.json',
      'reports/index.html',
    ]);
    expect(JSON.parse(s3.text('facts', 'reports/demand.json') ?? '')).toMatchObject({
      sources: [{ of: 'shop', period: '2026-03', topics: [{ topic: 'Microscopes' }] }],
    });
  });

  it('monthly pages are created from releases alone, and contain no exact figure', async () => {
    await publish();
    expect(
      calls.made
        .filter((call) => call.startsWith('GetObject'))
        .every((call) => call.startsWith('GetObjectCommand releases/period=')),
    ).toBe(true);
    const month = DRAWN.releases.find((one) => one.level === 'month') as StoredRelease;
    const noisy = new Set(
      releaseRows(month)
        .flatMap((row) => Object.values(row))
        .filter((value) => typeof value === 'number'),
    );
    // What the reports compute from the draws alone is in the JSON; the CSV may have nothing beyond that.
    const json = s3.text('facts', 'reports/2026-03/shop.json') ?? '';
    for (const [number] of json.matchAll(/-?\d+(?:\.\d+)?/g)) noisy.add(Number(number));
    const exact = DRAWN.exact.filter((figure) => figure > 99 && !noisy.has(figure));
    expect(exact.length).toBeGreaterThan(20);
    const csv = s3.text('facts', 'reports/2026-03/shop.csv') ?? '';
    expect(exact.filter((figure) => new RegExp(`,${figure},`).test(csv))).toEqual([]);
  });

  it('monthly pages are never written again, except for a named month', async () => {
    await publish();
    s3.put('facts', 'reports/2026-03/shop.html', 'kept');
    expect((await publish()).pages).toEqual([]);
    expect(s3.text('facts', 'reports/2026-03/shop.html')).toBe('kept');
    expect((await publish({ month: '2026-03' })).pages).toEqual(['2026-03/shop.html']);
    expect(s3.text('facts', 'reports/2026-03/shop.html')).toContain('The shop');
  });

  it('monthly pages are continued at the next invocation where the time is up', async () => {
    expect(await publish({ remainingMs: () => 1000 })).toEqual({ done: false, pages: [] });
    expect(await publish()).toEqual({ done: true, pages: ['2026-03/shop.html'] });
  });

  thorough('come with the rows of the release as Parquet, typed as the table is', async () => {
    await publish();
    const db = await openDuckDb({ memoryLimit: '256MB', threads: 1, scratch: join(folder, 'spill') });
    const file = join(folder, 'shop.parquet');
    writeFileSync(file, s3.bytes('facts', 'reports/2026-03/shop.parquet'));
    const month = DRAWN.releases.find((one) => one.level === 'month') as StoredRelease;
    const names = RELEASES.filter((column) => column.name !== 'period').map((column) => column.name);
    expect(await db.rows(`select * from read_parquet('${file}', hive_partitioning = false)`)).toEqual(
      releaseRows(month).map((row) => Object.fromEntries(names.map((name) => [name, row[name] ?? null]))),
    );
    const types = Object.fromEntries(
      (await db.rows(`describe select * from read_parquet('${file}', hive_partitioning = false)`)).map(
        (row) => [row['column_name'], row['column_type']],
      ),
    );
    db.close();
    expect(types).toMatchObject({
      noisy: 'BIGINT',
      is_shown: 'BOOLEAN',
      weekday: 'INTEGER',
      path: 'VARCHAR',
    });
  });
});

describe('names on AWS', () => {
  const listed = compileConfig({ ...CONFIG, release: { ...CONFIG.release, names: 'listed' } });
  const facts = () => new Objects(calls.client<S3Client>(s3.operations), 'facts');
  const decide = (name: string, verdict: 'approved' | 'refused') =>
    awsDecisions(facts()).append({
      version: 1,
      on: '2026-04-02',
      decisions: [{ site: 'shop', table: 'pages', name, verdict }],
    });
  const month = DRAWN.releases.find((one) => one.level === 'month') as StoredRelease;
  const open = month.tables
    .find(({ name }) => name === 'pages')
    ?.cells.filter((cell) => !cell.public)
    .map(({ keys }) => String(keys[0])) as readonly string[];
  const texts = () =>
    s3
      .keys('facts', 'reports/')
      .map((key) => s3.text('facts', key) ?? '')
      .join('');

  it('that nobody listed are in no object below reports/, and are shown once they are approved, by the same function', async () => {
    expect(open.length).toBeGreaterThan(1);
    const [first = '', ...others] = open;
    expect((await publish({ config: listed })).pages).toEqual(['2026-03/shop.html']);
    for (const name of open) expect(texts()).not.toContain(name);
    const before = s3.text('facts', 'reports/2026-03/shop.csv')?.split('\r\n');
    await decide(first, 'approved');
    expect((await publish({ config: listed })).pages).toEqual(['2026-03/shop.html']);
    expect((await publish({ config: listed })).pages).toEqual([]);
    expect(texts()).toContain(first);
    for (const name of others) expect(texts()).not.toContain(name);
    const after = s3.text('facts', 'reports/2026-03/shop.csv')?.split('\r\n');
    expect(after?.filter((line) => !line.includes(first))).toEqual(before);
    await decide(first, 'refused');
    await publish({ config: listed });
    expect(texts()).not.toContain(first);
  });

  it('are the same pages as on one machine, byte for byte', async () => {
    const data = dataDir(join(folder, 'data'));
    const place = join(data.releases, 'period=2026-03');
    mkdirSync(place, { recursive: true });
    writeFileSync(join(place, 'shop.json'), JSON.stringify(month));
    for (const release of DRAWN.releases.filter(({ level }) => level === 'day'))
      s3.remove('facts', `releases/period=${release.period}/shop.json`);
    const decisions = [{ site: 'shop', table: 'pages', name: open[0] ?? '', verdict: 'approved' } as const];
    await localDecisions(data).append({ version: 1, on: '2026-04-02', decisions });
    await decide(open[0] ?? '', 'approved');
    await publishLocally(data, listed, ['shop'], CATALOGUE);
    await publish({ config: listed });
    for (const ending of ['html', 'json', 'csv', 'parquet'])
      expect(s3.bytes('facts', `reports/2026-03/shop.${ending}`), ending).toEqual(
        new Uint8Array(readFileSync(join(data.reports, '2026-03', `shop.${ending}`))),
      );
  });

  it('are decided by several operators at once, and no decision is lost', async () => {
    await Promise.all(open.map((name) => decide(name, 'approved')));
    const kept = await awsDecisions(facts()).read();
    expect(kept.flatMap(({ decisions }) => decisions.map(({ name }) => name)).toSorted()).toEqual(
      open.toSorted(),
    );
    expect(s3.keys('facts', 'releases/names/')).toEqual(
      open.map((_, index) => `releases/names/${String(index + 1).padStart(6, '0')}.json`),
    );
  });

  it('are not published where a decision is damaged: a refused one could be among them', async () => {
    await decide('/a', 'refused');
    s3.put('facts', 'releases/names/000001.json', '{"version": 1');
    await expect(publish({ config: listed })).rejects.toThrow(
      /000001.json cannot be read: put it back from a backup \(without it, a name that was refused could be shown\)/,
    );
    expect(s3.keys('facts', 'reports/2026')).toEqual([]);
  });
});
