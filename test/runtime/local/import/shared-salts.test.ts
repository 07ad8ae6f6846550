/** One visitor in two imports of a day: one key while the import salt is kept, two keys and no release after it. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDuckDb } from '#runtime/local/duckdb/open-duckdb';
import { Place } from '../../../support/program.ts';

const AGENT =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36';
const HOUR = 3_600_000;

const line = (path: string, ip = '198.51.100.7', day = '17') =>
  `${ip} - - [${day}/May/2015:10:05:03 +0000] "GET ${path} HTTP/1.1" 200 100 "-" "${AGENT}"\n`;

describe('imports of one day', () => {
  let place: Place;
  const start = Date.parse('2015-06-01T12:00:00Z');
  const later = (hours: number) => place.setClock(new Date(start + hours * HOUR).toISOString());
  beforeEach(() => {
    place = new Place({ sites: [{ id: 'shop', hosts: ['shop.example'] }] });
    later(0);
  });
  afterEach(() => place.dispose());

  async function imported(name: string, text: string): Promise<string> {
    const log = join(place.folder, name);
    writeFileSync(log, text);
    const ran = await place.run(['import', log, '--json']);
    expect(ran.status, ran.stderr).toBe(0);
    return ran.stderr;
  }

  async function rows(sql: string): Promise<readonly Record<string, unknown>[]> {
    const db = await openDuckDb({ memoryLimit: '128MB', threads: 1, scratch: join(place.folder, 'scratch') });
    try {
      return await db.rows(sql);
    } finally {
      await db.close();
    }
  }
  const arrivals = (columns: string) =>
    rows(`select ${columns} from read_parquet('${join(place.data, 'arrivals/*/*.parquet')}')`);
  const sealed = () =>
    rows(
      `select period, keyings from read_parquet('${join(place.data, 'seals/*/*.parquet')}') order by period`,
    );
  const visitors = () =>
    rows(
      `select day, visitors from read_parquet('${join(place.data, 'facts/days/*/*.parquet')}') order by day`,
    );
  const salts = () =>
    existsSync(join(place.data, 'salts/import')) ? readdirSync(join(place.data, 'salts/import')) : [];
  const seal = async () => expect((await place.run(['seal'])).status).toBe(0);

  it('count a visitor of two logs once, in two imports 23 hours apart, under one salt', async () => {
    await imported('a.log', line('/a'));
    later(23);
    expect(await imported('b.log', line('/b') + line('/b', '198.51.100.8'))).not.toContain('twice');
    expect(await arrivals('count(distinct visitor) as v, count(distinct keying) as k')).toEqual([
      { v: 2, k: 1 },
    ]);
    await seal();
    expect(await visitors()).toEqual([{ day: '2015-05-17', visitors: 2 }]);
    expect(await sealed()).toEqual([{ period: '2015-05-17', keyings: 1 }]);
  });

  it('use another salt 25 hours after the last of them, and say so', async () => {
    await imported('a.log', line('/a'));
    later(20);
    await imported('b.log', line('/b'));
    later(44);
    await imported('c.log', line('/c'));
    later(69);
    expect(await imported('d.log', line('/d'))).toContain('counts twice');
    expect(await arrivals('count(distinct visitor) as v, count(distinct keying) as k')).toEqual([
      { v: 2, k: 2 },
    ]);
    await seal();
    expect(await sealed()).toEqual([{ period: '2015-05-17', keyings: 2 }]);
  });

  it('use another salt more than 72 hours after the first of them, however close they follow each other', async () => {
    for (const hours of [0, 20, 40, 60]) {
      later(hours);
      await imported(`${hours}.log`, line(`/${hours}`));
    }
    later(73);
    await imported('last.log', line('/last'));
    expect(await arrivals('count(distinct keying) as k')).toEqual([{ k: 2 }]);
  });

  it('leave their salt to no one once it has ended, whatever command comes first', async () => {
    await imported('a.log', line('/a'));
    expect(salts()).toEqual(['2015-05-17.shop.json', '2015-05-17.shop.salt']);
    later(25);
    await place.run(['status']);
    expect(salts()).toEqual([]);
  });

  it('lose their salt with the seal of their day, and no other day does', async () => {
    await imported('a.log', line('/a') + line('/b', '198.51.100.7', '18'));
    await place.run(['seal', '--through', '2015-05-17']);
    expect(salts()).toEqual(['2015-05-18.shop.json', '2015-05-18.shop.salt']);
    await imported('late.log', line('/late'));
    expect(salts()).toEqual(['2015-05-18.shop.json', '2015-05-18.shop.salt']);
  });

  it('destroy the salts that an earlier version kept for each import', async () => {
    const old = join(place.data, 'salts', 'import-0123456789abcdef');
    mkdirSync(old, { recursive: true });
    writeFileSync(join(old, '2015-05-17.salt'), 'x'.repeat(32));
    await seal();
    expect(existsSync(old)).toBe(false);
  });

  it('count lines without an address as no keying', async () => {
    await imported(
      'a.log',
      line('/a', 'nobody') + [7, 8, 9].map((n) => line('/a', `198.51.100.${n}`, '18')).join(''),
    );
    later(30);
    await imported('b.log', line('/b'));
    await seal();
    expect(await sealed()).toEqual([
      { period: '2015-05-17', keyings: 1 },
      { period: '2015-05-18', keyings: 1 },
    ]);
  });
});

it('a day of two keyings has no release, and its month is partial and names it', async () => {
  const place = new Place({ sites: [{ id: 'shop', hosts: ['shop.example'] }] });
  const log = join(place.folder, 'access.log');
  const run = async (...words: string[]) => {
    const ran = await place.run(words);
    expect(ran.status, ran.stderr).toBe(0);
    return ran;
  };
  place.setClock('2015-06-01T12:00:00Z');
  writeFileSync(log, line('/a') + line('/b', '198.51.100.7', '18') + line('/c', '198.51.100.7', '20'));
  await run('import', log);
  place.setClock('2015-06-03T12:00:00Z');
  writeFileSync(log, line('/other', '198.51.100.7', '18'));
  await run('import', log);
  await run('seal');
  const released = await run('release', '--json');
  const { releases } = JSON.parse(released.stdout) as { releases: { period: string }[] };
  expect(releases.map(({ period }) => period).toSorted()).toEqual([
    '2015-05',
    '2015-05-17',
    '2015-05-19',
    '2015-05-20',
  ]);
  const month = JSON.parse(readFileSync(join(place.data, 'releases/period=2015-05/shop.json'), 'utf8'));
  expect(month).toMatchObject({ days: ['2015-05-17', '2015-05-19', '2015-05-20'], doubled: ['2015-05-18'] });
  const report = JSON.parse((await run('report', 'audience', '--period', '2015-05', '--json')).stdout);
  expect(report).toMatchObject({ state: 'partial', days: { sealed: 3, doubled: ['2015-05-18'] } });
  expect(report.days.missing).toContain('2015-05-18');
  const page = readFileSync(join(place.data, 'reports/2015-05/shop.html'), 'utf8');
  expect(page).toContain('could count twice');

  const refused = await place.run(['release', '--day', '2015-05-18']);
  expect([refused.status, refused.stderr]).toEqual([
    1,
    expect.stringMatching(
      /^headcount: 2015-05-18 of shop is left out of releases: two salts .*report --inside\)\n$/,
    ),
  ]);
  const unsealed = await place.run(['release', '--day', '2015-05-21']);
  expect(unsealed.stderr).toContain('no day of 2015-05-21 is sealed for shop');

  const inside = async (period: string) =>
    JSON.parse(
      (await run('report', 'audience', '--inside', '--period', period, '--compare', 'previous', '--json'))
        .stdout,
    );
  expect(await inside('2015-05-18')).toMatchObject({
    state: 'complete',
    days: { sealed: 1, missing: [], doubled: ['2015-05-18'] },
  });
  const after = await inside('2015-05-19');
  expect(after.days).not.toHaveProperty('doubled');
  expect(after.compare.days).toMatchObject({ doubled: ['2015-05-18'] });
  expect((await run('report', 'audience', '--inside', '--period', '2015-05')).stdout).toContain(
    'a visitor may count twice on 2015-05-18',
  );
  const html = join(place.folder, 'inside.html');
  await run('report', 'audience', '--inside', '--period', '2015-05', '--out', html);
  expect(readFileSync(html, 'utf8')).toContain('one of them may count twice');

  const status = JSON.parse((await run('status', '--json')).stdout) as { days: { doubled?: true }[] };
  expect(status.days.map((day) => day.doubled)).toEqual([undefined, true, undefined, undefined]);
  const named = (await run('status')).stdout.split('\n').filter((text) => text.includes('count twice'));
  expect(named).toEqual([expect.stringMatching(/^2015-05-18  shop  sealed: .*left out of releases/)]);
  place.dispose();
}, 60_000);
