import { appendFileSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDuckDb } from '#runtime/local/duckdb/open-duckdb';
import { Place } from '../../../support/program.ts';
import { leftBehind } from './killed-imports.ts';
import { thorough } from '../../../support/full-length.ts';

const AGENT =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36';
const SITE = { id: 'shop', hosts: ['shop.example'] };

function line(
  path: string,
  { day = '17', clock = '10:05:03', ip = '198.51.100.7', referrer = '-', status = 200 } = {},
): string {
  return `${ip} - - [${day}/May/2015:${clock} +0000] "GET ${path} HTTP/1.1" ${status} 100 "${referrer}" "${AGENT}"\n`;
}

describe('import', () => {
  let place: Place;
  let log: string;
  beforeEach(() => {
    place = new Place({ sites: [SITE], timeZone: 'Europe/Berlin' });
    place.setClock('2015-06-01T12:00:00Z');
    log = join(place.folder, 'access.log');
  });
  afterEach(() => place.dispose());

  async function imported(
    words: readonly string[] = [log],
    input?: string | Buffer,
  ): Promise<Record<string, unknown> & { stderr: string }> {
    const all = ['import', '--json', ...words];
    const ran = await (input === undefined ? place.run(all) : place.runProcess(all, input));
    expect(ran.status, ran.stderr).toBe(0);
    return { ...(JSON.parse(ran.stdout) as Record<string, unknown>), stderr: ran.stderr };
  }

  async function arrivals(columns = 'path'): Promise<readonly Record<string, unknown>[]> {
    const db = await openDuckDb({ memoryLimit: '128MB', threads: 1, scratch: join(place.folder, 'scratch') });
    try {
      return await db.rows(`select ${columns} from read_parquet(?) order by all`, [
        join(place.data, 'arrivals/*/*.parquet'),
      ]);
    } finally {
      db.close();
    }
  }

  it('prints the keys of the contract, and they add up', async () => {
    writeFileSync(log, line('/') + line('/a.png') + line('/gone', { status: 404 }) + 'garbage\n\n');
    const { stderr, ...result } = await imported();
    expect(result).toEqual({
      lines: 5,
      accepted: 2,
      without_address: 0,
      duplicate: 0,
      bot: 0,
      opted_out: 0,
      rejected: 0,
      excluded: 0,
      late: 0,
      ignored: { asset: 1, blank: 1 },
      unparseable: 1,
      days: ['2015-05-17'],
    });
    expect(stderr).toContain(': line 4: too few fields');
    expect(stderr).not.toContain('garbage');
    expect(stderr.match(/Sec-GPC/g)).toHaveLength(1);
  });

  it('counts a log that is imported again as duplicate, also renamed, compressed, or through a pipe', async () => {
    const text = line('/a') + line('/b');
    writeFileSync(log, text);
    await imported();
    expect(await imported()).toMatchObject({ lines: 2, accepted: 0, duplicate: 2, days: [] });
    writeFileSync(`${log}.1.gz`, gzipSync(text));
    expect(await imported([`${log}.1.gz`])).toMatchObject({ lines: 2, duplicate: 2 });
    expect(await imported(['-'], text)).toMatchObject({ lines: 2, duplicate: 2 });
    expect(await arrivals()).toHaveLength(2);
  });

  it('counts only the new lines of a log that has grown, in a file or a pipe', async () => {
    writeFileSync(log, line('/a') + line('/b'));
    await imported();
    appendFileSync(log, line('/c'));
    expect(await imported()).toMatchObject({ lines: 3, accepted: 1, duplicate: 2 });
    expect(await imported(['-'], readFileSync(log, 'utf8') + line('/d'))).toMatchObject({
      lines: 4,
      accepted: 1,
      duplicate: 3,
    });
    expect((await arrivals()).map((row) => row['path'])).toEqual(['/a', '/b', '/c', '/d']);
  });

  it('counts a last line once that was still being written', async () => {
    const whole = line('/a') + line('/b').trimEnd();
    writeFileSync(log, whole);
    expect(await imported()).toMatchObject({ lines: 2, accepted: 2 });
    appendFileSync(log, ` more"\n${line('/c')}`);
    expect(await imported()).toMatchObject({ lines: 3, accepted: 1, duplicate: 2, unparseable: 0 });
    expect((await arrivals()).map((row) => row['path'])).toEqual(['/a', '/b', '/c']);
  });

  thorough('counts another log with the same length, and the same log for another site', async () => {
    place.dispose();
    place = new Place({ sites: [SITE, { id: 'other', hosts: ['other.example'] }] });
    log = join(place.folder, 'access.log');
    writeFileSync(log, line('/a'));
    expect(await imported([log, '--site', 'shop'])).toMatchObject({ accepted: 1 });
    expect(await imported([log, '--site', 'other'])).toMatchObject({ accepted: 1 });
    writeFileSync(log, line('/b'));
    expect(await imported([log, '--site', 'shop'])).toMatchObject({ accepted: 1 });
  });

  thorough('adds several logs up, also two with the same text in one import', async () => {
    writeFileSync(log, line('/a'));
    writeFileSync(`${log}.2`, line('/b') + line('/c'));
    expect(await imported([log, `${log}.2`])).toMatchObject({ lines: 3, accepted: 3 });
  });

  it('books the hour and day of the deployment, files by UTC day, an internal referrer, and no time finer than the day on files', async () => {
    writeFileSync(
      log,
      line('/a', { clock: '22:30:00' }) +
        line('/b', { clock: '22:31:00', referrer: 'https://shop.example/a?secret' }),
    );
    await imported();
    expect(await arrivals('day, hour, path, referrer, entry')).toEqual([
      { day: '2015-05-18', hour: 0, path: '/a', referrer: '(none)', entry: true },
      { day: '2015-05-18', hour: 0, path: '/b', referrer: '(internal)', entry: false },
    ]);
    const folder = join(place.data, 'arrivals', 'dt=2015-05-17');
    for (const name of readdirSync(folder))
      expect(statSync(join(folder, name)).mtime.toISOString()).toBe('2015-05-17T00:00:00.000Z');
  });

  it('gives one visitor one key a day, and leaves no half file and no salt without an end behind', async () => {
    writeFileSync(
      log,
      line('/a') + line('/b') + line('/c', { day: '18' }) + line('/d', { ip: '198.51.100.8' }),
    );
    await imported();
    const rows = await arrivals('path, visitor');
    const [a, b, c, d] = rows.map((row) => row['visitor']);
    expect(a).toMatch(/^[0-9a-f]{32}$/);
    expect(b).toBe(a);
    expect(new Set([a, c, d]).size).toBe(3);
    expect(leftBehind(place.data)).toEqual([]);
  });

  it('shares the key of today with the server, where it reads lines of today', async () => {
    place.setClock('2015-05-17T12:00:00Z');
    writeFileSync(log, line('/a'));
    await imported([log, '--today']);
    expect(existsSync(join(place.data, 'salts', '2015-05-17.salt'))).toBe(true);
    writeFileSync(log, line('/b'));
    await imported([log, '--today']);
    expect(new Set((await arrivals('visitor')).map((row) => row['visitor'])).size).toBe(1);
  });

  thorough('cannot read lines of the future', async () => {
    place.setClock('2015-05-17T09:00:00Z');
    writeFileSync(log, line('/a'));
    const ran = await place.run(['import', '--json', log]);
    expect(ran).toMatchObject({ status: 1 });
    expect(JSON.parse(ran.stdout)).toMatchObject({ accepted: 0, unparseable: 1 });
  });

  it("rejects hosts that are not the site's, and excludes what the site excludes", async () => {
    place.dispose();
    place = new Place({
      sites: [{ ...SITE, exclude: { networks: ['203.0.113.0/24'], paths: ['/admin/*'] } }],
    });
    log = join(place.folder, 'access.log');
    writeFileSync(
      log,
      line('http://evil.example/') +
        line('http://shop.example/') +
        line('/admin/x') +
        line('/', { ip: '203.0.113.9' }),
    );
    expect(await imported()).toMatchObject({ lines: 4, accepted: 1, rejected: 1, excluded: 2 });
  });

  thorough('warns where another import brought the same day under a salt that is gone', async () => {
    writeFileSync(log, line('/a'));
    expect((await imported()).stderr).not.toContain('another import');
    writeFileSync(log, line('/b'));
    expect((await imported()).stderr).not.toContain('another import');
    place.setClock('2015-06-02T13:00:00Z');
    writeFileSync(log, line('/c'));
    expect((await imported()).stderr).toContain('2015-05-17: another import');
  });

  it('says what is wrong in one line: a missing file, an unknown format, a damaged archive, a held lock', async () => {
    const missing = await place.run(['import', `${log}.none`]);
    expect(missing).toMatchObject({ status: 1 });
    expect(missing.stderr.trim().split('\n')).toHaveLength(1);
    expect(await place.run(['import', log, '--format', 'iis'])).toMatchObject({ status: 2 });
    writeFileSync(log, 'secret\nsecret\n');
    const unknown = await place.run(['import', log]);
    expect(unknown.status).toBe(1);
    expect(unknown.stderr).toContain('--format');
    expect(unknown.stderr).not.toContain('secret');
    const damaged = join(place.folder, 'damaged.gz');
    writeFileSync(
      damaged,
      gzipSync(Array.from({ length: 20_000 }, (_, n) => line(`/${n}`)).join('')).subarray(0, -1000),
    );
    const broken = await place.run(['import', damaged, '--json']);
    expect(broken.status).toBe(1);
    expect(broken.stderr).toContain('gzip data is damaged');
    expect((JSON.parse(broken.stdout) as { accepted: number }).accepted).toBeGreaterThan(0);
  });
});
