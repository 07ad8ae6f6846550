/**
 * `import --target aws` by the built program against endpoints on loopback: each log once, today's tomorrow, rows under
 * the day of their own time.
 */
import { readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDuckDb } from '#runtime/local/duckdb/open-duckdb';
import { startEndpoints, type Endpoints } from '../../../support/aws/endpoints.ts';
import { Place } from '../../../support/program.ts';
import { runWarm } from '../../../support/warm-program.ts';

const CONFIG = {
  timeZone: 'Europe/Berlin',
  aws: { stage: 'test', region: 'eu-central-1' },
  sites: [{ id: 'shop', hosts: ['shop.example'] }],
};
const head =
  '#Version: 1.0\n#Fields: date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem ' +
  'sc-status cs(Referer) cs(User-Agent) cs-uri-query\n';
const line = (day: string, time: string, ip: string, path: string) =>
  `${day}\t${time}\tFRA50\t100\t${ip}\tGET\tshop.example\t${path}\t200\t-\tMozilla/5.0%20(X11;%20Linux%20x86_64)%20AppleWebKit/537.36%20(KHTML,%20like%20Gecko)%20Chrome/131.0.0.0%20Safari/537.36\t-\n`;

let aws: Endpoints;
let place: Place;
beforeEach(async () => {
  aws = await startEndpoints();
  place = new Place(CONFIG);
  aws.stacks.set('Headcount-test-Lake', {
    FactsBucket: 'facts-test',
    ArrivalsBucket: 'arrivals-test',
    StateTable: 'state',
  });
  aws.objects.set(
    'logs-test/cf/a.log',
    `${head}${line('2026-03-01', '10:00:00', '192.0.2.7', '/')}${line('2026-03-01', '23:30:00', '192.0.2.8', '/b')}`,
  );
  aws.objects.set('logs-test/cf/b.log', `${head}${line('2026-03-02', '10:00:00', '192.0.2.7', '/c')}`);
  aws.objects.set('logs-test/other/c.log', 'not looked at');
});
afterEach(async () => {
  place.dispose();
  await aws.close();
});

const run = (...words: readonly string[]) =>
  runWarm(['import', '--target', 'aws', '--json', ...words], {
    cwd: place.folder,
    env: { ...process.env, ...aws.env, TMPDIR: place.data },
  });
const arrivals = () => [...aws.objects.keys()].filter((key) => key.startsWith('arrivals-test/')).toSorted();

describe('import --target aws', () => {
  it('puts rows under the UTC day of their own time, once, and leaves nothing behind here', async () => {
    const ran = await run('s3://logs-test/cf/');
    expect(ran.status, ran.stderr).toBe(0);
    expect(JSON.parse(ran.stdout)).toMatchObject({
      lines: 7,
      accepted: 3,
      days: ['2026-03-01', '2026-03-02'],
    });
    expect(arrivals().map((key) => key.replace(/-[0-9a-f]+-[0-9a-f]+\./, '-ID-N.'))).toEqual([
      'arrivals-test/arrivals/dt=2026-03-01/import-ID-N.parquet',
      'arrivals-test/arrivals/dt=2026-03-02/import-ID-N.parquet',
    ]);
    const db = await openDuckDb({ memoryLimit: '256MB', threads: 1, scratch: join(place.folder, 'spill') });
    const files = arrivals().map((key, index) => {
      writeFileSync(join(place.folder, `${index}.parquet`), aws.objects.get(key) ?? '');
      return `'${join(place.folder, `${index}.parquet`)}'`;
    });
    const rows = await db.rows(
      `select site, day, path, visitor is not null as has_visitor, outcome from read_parquet([${files.join(', ')}]) order by path`,
    );
    db.close();
    expect(rows).toEqual(
      [
        ['/', '2026-03-01'],
        ['/b', '2026-03-02'],
        ['/c', '2026-03-02'],
      ].map(([path, day]) => ({ site: 'shop', day, path, has_visitor: true, outcome: 'stored' })),
    );
    expect(
      [...aws.objects]
        .filter(([key]) => key.startsWith('arrivals-test/'))
        .some(([, body]) => String(body).includes('192.0.2')),
    ).toBe(false);
    expect([...aws.items.keys()]).toEqual([]);
    expect(readdirSync(place.data)).toEqual([]);
    const before = arrivals();
    const again = await run('s3://logs-test/cf/');
    expect(JSON.parse(again.stdout)).toMatchObject({ lines: 0, days: [] });
    expect(arrivals()).toEqual(before);
    expect(tmpdir()).toBeTruthy();
  });

  it('names a damaged log by its own address, however many there are', async () => {
    for (let log = 0; log < 11; log++)
      aws.objects.set(`logs-test/many/${String(log).padStart(2, '0')}.log.gz`, gzipSync(head));
    const whole = gzipSync(`${head}${line('2026-03-01', '10:00:00', '192.0.2.7', '/')}`);
    aws.objects.set('logs-test/many/10.log.gz', whole.subarray(0, whole.length - 12));
    const ran = await run('s3://logs-test/many/');
    expect(ran.stderr).toContain('s3://logs-test/many/10.log.gz: ');
    expect(ran.stderr).not.toContain('s3://logs-test/many/01.log.gz');
  });

  it('lets logs that were written today wait until tomorrow', async () => {
    aws.written.set('logs-test/cf/b.log', new Date().toISOString());
    const ran = await run('s3://logs-test/cf/');
    expect(JSON.parse(ran.stdout)).toMatchObject({ accepted: 2 });
    expect(ran.stderr).toContain(
      '1 logs were written today and may hold lines of today: they wait until tomorrow',
    );
  });

  it('takes back what a crash left uncommitted, and waits for an import that is under way', async () => {
    const state = (activeAt: string) =>
      aws.items.set('import 00aa', {
        run: { S: 'import' },
        step: { S: '00aa' },
        value: { S: JSON.stringify({ id: '00aa', site: 'shop', days: ['2026-03-01'], activeAt }) },
      });
    state(new Date().toISOString().slice(0, 13));
    aws.objects.set('arrivals-test/arrivals/dt=2026-03-01/import-00aa-1.parquet', 'x');
    const busy = await run('s3://logs-test/cf/');
    expect([busy.status, busy.stderr]).toEqual([
      1,
      expect.stringContaining('another import of this site is under way'),
    ]);
    state('2026-03-03T10');
    expect((await run('s3://logs-test/cf/')).status).toBe(0);
    expect(arrivals().filter((key) => key.includes('00aa'))).toEqual([]);
    expect([...aws.items.keys()]).toEqual([]);
  });

  it('does not count a log of which nothing is kept: it can be imported with the right configuration', async () => {
    const config = join(place.folder, 'headcount.json');
    writeFileSync(config, JSON.stringify({ ...CONFIG, sites: [{ id: 'shop', hosts: ['other.example'] }] }));
    const wrong = await run('s3://logs-test/cf/');
    expect(JSON.parse(wrong.stdout)).toMatchObject({ accepted: 0, rejected: 3 });
    expect(wrong.stderr).toContain('s3://logs-test/cf/a.log: nothing in it can be counted');
    expect(arrivals()).toEqual([]);
    writeFileSync(config, JSON.stringify(CONFIG));
    expect(JSON.parse((await run('s3://logs-test/cf/')).stdout)).toMatchObject({ accepted: 3 });
  });

  it('takes back with --again what an import of these logs wrote, and imports them anew', async () => {
    const config = join(place.folder, 'headcount.json');
    const site = { id: 'shop', hosts: ['shop.example'], exclude: { paths: ['/b', '/c'] } };
    writeFileSync(config, JSON.stringify({ ...CONFIG, sites: [site] }));
    expect(JSON.parse((await run('s3://logs-test/cf/a.log')).stdout)).toMatchObject({
      accepted: 1,
      excluded: 1,
    });
    writeFileSync(config, JSON.stringify(CONFIG));
    expect(JSON.parse((await run('s3://logs-test/cf/b.log')).stdout)).toMatchObject({ accepted: 1 });
    const before = arrivals();
    const again = await run('--again', 's3://logs-test/cf/a.log');
    expect(again.status, again.stderr).toBe(0);
    expect(JSON.parse(again.stdout)).toMatchObject({
      lines: 4,
      accepted: 2,
      excluded: 0,
      taken_back: {
        days: ['2026-03-01', '2026-03-02'],
        sealed: [],
        logs: ['s3://logs-test/cf/a.log'],
      },
    });
    const kept = arrivals().filter((key) => before.includes(key));
    expect(kept).toHaveLength(1);
    expect(arrivals()).toHaveLength(2);
    expect([...aws.items.keys()]).toEqual([]);
    expect(JSON.parse((await run('s3://logs-test/cf/')).stdout)).toMatchObject({ lines: 0 });
    const books = [...aws.objects].filter(([key]) => key.startsWith('facts-test/imports/'));
    expect(books.map(([, text]) => (JSON.parse(String(text)) as { logs: unknown }).logs).toSorted()).toEqual([
      ['s3://logs-test/cf/a.log'],
      ['s3://logs-test/cf/b.log'],
    ]);
  });

  it('completes a replacement that was committed and cut short, and takes nothing back without a record', async () => {
    await run('s3://logs-test/cf/');
    const [id = ''] = [...aws.objects.keys()].filter((key) => key.startsWith('facts-test/imports/'));
    const books = JSON.parse(String(aws.objects.get(id))) as { wrote: Record<string, { files: string[] }> };
    const files = Object.values(books.wrote).flatMap((wrote) => wrote.files);
    aws.objects.set(
      'facts-test/imports/00bb.json',
      JSON.stringify({
        site: 'shop',
        logs: [],
        days: [],
        takesBack: { files, logs: Object.keys(books.wrote), days: ['2026-03-01'] },
      }),
    );
    aws.items.set('import 00bb', {
      run: { S: 'import' },
      step: { S: '00bb' },
      value: {
        S: JSON.stringify({ id: '00bb', site: 'shop', days: ['2026-03-01'], activeAt: '2026-03-03T10' }),
      },
    });
    expect(JSON.parse((await run('s3://logs-test/cf/')).stdout)).toMatchObject({ lines: 7, accepted: 3 });
    expect(arrivals().filter((key) => files.some((file) => key.endsWith(file)))).toEqual([]);
    expect([...aws.items.keys()]).toEqual([]);
    const [last = ''] = [...aws.objects.keys()].filter(
      (key) => key.startsWith('facts-test/imports/') && !key.endsWith('00bb.json'),
    );
    const { wrote: _, ...old } = JSON.parse(String(aws.objects.get(last))) as Record<string, unknown>;
    aws.objects.set(last, JSON.stringify(old));
    const again = await run('--again', 's3://logs-test/cf/');
    expect([again.status, again.stderr]).toEqual([1, expect.stringContaining('no record is left')]);
  });

  it('names what is wrong: a path of this machine, a prefix without an object', async () => {
    expect((await run('access.log')).stderr).toContain(
      'with --target aws, logs are given as s3://bucket/prefix',
    );
    expect((await run('s3://logs-test/none/')).stderr).toContain('no objects found');
  });
});
