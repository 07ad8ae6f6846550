/** An import that was wrong: one that counted nothing is not remembered, one that counted something is taken back. */
import { appendFileSync, copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDuckDb } from '#runtime/local/duckdb/open-duckdb';
import { Place, ROOT } from '../../../support/program.ts';
import { leftBehind } from './killed-imports.ts';

const AGENT =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36';
const SITE = { id: 'shop', hosts: ['shop.example'] };

function line(path: string, { day = '17', ip = '198.51.100.7', agent = AGENT } = {}): string {
  return `${ip} - - [${day}/May/2015:10:05:03 +0000] "GET ${path} HTTP/1.1" 200 100 "-" "${agent}"\n`;
}

let place: Place;
let log: string;
beforeEach(() => {
  place = new Place();
  configure({});
  place.setClock('2015-06-01T12:00:00Z');
  log = join(place.folder, 'access.log');
});
afterEach(() => place.dispose());

function configure(site: object, more: readonly object[] = []): void {
  writeFileSync(
    join(place.folder, 'headcount.json'),
    JSON.stringify({ sites: [{ ...SITE, ...site }, ...more] }),
  );
}

interface Answer {
  readonly status: number | null;
  readonly stderr: string;
  readonly [name: string]: unknown;
}

async function imported(...words: readonly string[]): Promise<Answer> {
  const { status, stderr, stdout } = await place.run(['import', '--json', '--site', 'shop', ...words]);
  return { ...(stdout === '' ? {} : (JSON.parse(stdout) as object)), status, stderr };
}

async function arrivals(columns = 'path'): Promise<readonly Record<string, unknown>[]> {
  const db = await openDuckDb({ memoryLimit: '128MB', threads: 1, scratch: join(place.folder, 'scratch') });
  try {
    if (arrivalFiles().length === 0) return [];
    return await db.rows(`select ${columns} from read_parquet(?) order by all`, [
      join(place.data, 'arrivals/*/*.parquet'),
    ]);
  } finally {
    db.close();
  }
}

function arrivalFiles(): readonly string[] {
  return readdirSync(join(place.data, 'arrivals'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.parquet'),
  );
}

describe('an import that counted nothing', () => {
  it('is not remembered where the format was wrong: it fails, and the right one counts every line', async () => {
    copyFileSync(join(ROOT, 'test/data/cases/wrong-format-then-right.log'), log);
    configure({ hosts: ['www.example.com'] });
    place.setClock('2026-11-12T12:00:00Z');
    const wrong = await imported(log, '--format', 'combined');
    expect(wrong).toMatchObject({ status: 1, lines: 6, accepted: 0, unparseable: 6, days: [] });
    expect(wrong.stderr).toContain('none of its 6 lines can be read');
    expect(leftBehind(place.data)).toEqual([]);
    expect(await imported(log)).toMatchObject({ status: 0, lines: 6, accepted: 6, duplicate: 0 });
    expect(await imported(log)).toMatchObject({ status: 0, lines: 6, accepted: 0, duplicate: 6 });
  });

  it.each([
    ['the hosts were wrong', { hosts: ['other.example'] }, { rejected: 2 }],
    ['everything was excluded', { exclude: { paths: ['/*'] } }, { excluded: 2 }],
  ])('is not remembered and leaves no row where %s, and says so', async (_why, wrong, counts) => {
    writeFileSync(log, line('http://shop.example/a') + line('http://shop.example/b'));
    configure(wrong);
    const first = await imported(log);
    expect(first).toMatchObject({ status: 0, lines: 2, accepted: 0, ...counts, days: [] });
    expect(first.stderr).toContain('nothing of it is kept');
    expect(arrivalFiles()).toEqual([]);
    configure({});
    expect(await imported(log)).toMatchObject({ status: 0, accepted: 2, duplicate: 0 });
  });

  it('is remembered where robots were recognised, since that is a count', async () => {
    writeFileSync(log, line('/a', { agent: 'Googlebot/2.1' }));
    expect(await imported(log)).toMatchObject({ bot: 1 });
    expect(await imported(log)).toMatchObject({ bot: 0, duplicate: 1 });
  });

  it('leaves other logs of the same import counted, and a part that was added to a known log uncounted', async () => {
    const other = `${log}.2`;
    writeFileSync(log, line('/a'));
    writeFileSync(other, line('http://shop.example/b'));
    configure({ hosts: ['other.example'] });
    expect(await imported(log, other)).toMatchObject({ accepted: 1, rejected: 1 });
    appendFileSync(log, line('http://shop.example/c'));
    expect(await imported(log)).toMatchObject({ lines: 2, duplicate: 1, rejected: 1 });
    configure({});
    expect(await imported(log, other)).toMatchObject({ lines: 3, accepted: 2, duplicate: 1 });
    expect((await arrivals()).map((row) => row['path'])).toEqual(['/a', '/b', '/c']);
  });
});

describe('import --again', () => {
  it('takes back what a wrong import wrote, and counts every line anew', async () => {
    writeFileSync(log, line('/a') + line('/b', { day: '18' }));
    configure({ exclude: { paths: ['/b'] } });
    expect(await imported(log)).toMatchObject({ accepted: 1, excluded: 1 });
    configure({});
    expect(await imported(log)).toMatchObject({ accepted: 0, duplicate: 2 });
    const again = await imported(log, '--again');
    expect(again).toMatchObject({
      status: 0,
      lines: 2,
      accepted: 2,
      duplicate: 0,
      days: ['2015-05-17', '2015-05-18'],
      taken_back: { days: ['2015-05-17', '2015-05-18'], sealed: [], logs: [log] },
    });
    expect(again.stderr).not.toContain('another import');
    expect(await arrivals('path, outcome')).toEqual([
      { path: '/a', outcome: 'stored' },
      { path: '/b', outcome: 'stored' },
    ]);
    expect(await imported(log)).toMatchObject({ accepted: 0, duplicate: 2 });
    expect(leftBehind(place.data)).toEqual([]);
  });

  it('recognises a log by its content, takes back every import of one that has grown, and leaves other logs alone', async () => {
    const other = join(place.folder, 'other.log');
    writeFileSync(other, line('/other'));
    writeFileSync(log, line('/a'));
    await imported(log, other);
    appendFileSync(log, line('/b'));
    await imported(log);
    const rotated = `${log}.1.gz`;
    writeFileSync(rotated, gzipSync(Buffer.concat([readFileSync(log), Buffer.from(line('/c'))])));
    const again = await imported(rotated, '--again');
    expect(again).toMatchObject({ lines: 3, accepted: 3, duplicate: 0 });
    // The other log's visitors have keys under the same salt.
    expect(again.stderr).not.toContain('another import');
    expect((await arrivals()).map((row) => row['path'])).toEqual(['/a', '/b', '/c', '/other']);
    expect(await imported(other)).toMatchObject({ duplicate: 1 });
    expect(await imported(log)).toMatchObject({ accepted: 2 });
  });

  it('does the same where the log was not imported before, and says so', async () => {
    writeFileSync(log, line('/a'));
    const again = await imported(log, '--again');
    expect(again).toMatchObject({ status: 0, accepted: 1, taken_back: { days: [], sealed: [], logs: [] } });
    expect(again.stderr).toContain('nothing was imported of these logs before');
  });

  it('changes nothing where a log cannot be read, and exits with 1', async () => {
    const damaged = join(place.folder, 'damaged.gz');
    writeFileSync(log, line('/a'));
    await imported(log);
    writeFileSync(
      damaged,
      gzipSync(Array.from({ length: 9_000 }, (_, n) => line(`/${n}`)).join('')).subarray(0, -99),
    );
    for (const words of [
      [log, '--again', '--format', 'alb'],
      [log, damaged, '--again'],
    ]) {
      const failed = await imported(...words);
      expect(failed.status).toBe(1);
      expect(failed.stderr).toContain('nothing was taken back and nothing imported');
      expect(await arrivals()).toEqual([{ path: '/a' }]);
      expect(leftBehind(place.data)).toEqual([]);
    }
    expect(await imported(log)).toMatchObject({ duplicate: 1 });
  });

  it('takes back unsealed days alone: the lines of sealed ones stay counted once, as they were', async () => {
    writeFileSync(log, line('/a') + line('/b', { day: '18' }));
    configure({ exclude: { paths: ['/b'] } });
    await imported(log);
    await place.run(['seal', '--through', '2015-05-17']);
    configure({});
    appendFileSync(log, line('/c'));
    const again = await imported(log, '--again');
    expect(again.stderr).not.toContain('headcount:');
    expect(again).toMatchObject({
      status: 0,
      lines: 3,
      accepted: 1,
      duplicate: 1,
      late: 1,
      taken_back: { days: ['2015-05-18'], sealed: ['2015-05-17'] },
    });
    expect(again.stderr).toContain('sealed days cannot be taken back (2015-05-17)');
    const { stdout } = await place.run(['seal', '--json']);
    expect((JSON.parse(stdout) as { days: object[] }).days).toEqual([
      expect.objectContaining({ day: '2015-05-18', received: 1, stored: 1, excluded: 0 }),
    ]);
    const status = await place.run([
      'query',
      "select day, outcome, cast(sum(items) as integer) as items from completeness where outcome in ('stored', 'late') group by all order by all",
      '--format',
      'json',
    ]);
    expect(JSON.parse(status.stdout)).toEqual([
      { day: '2015-05-17', outcome: 'stored', items: 1 },
      { day: '2015-05-18', outcome: 'stored', items: 1 },
    ]);
  });

  it('says that nothing can be taken back where every day is sealed, with exit status 1', async () => {
    writeFileSync(log, line('/a'));
    await imported(log);
    await place.run(['seal']);
    const again = await imported(log, '--again');
    expect(again.status).toBe(1);
    expect(again.stderr).toContain('is sealed (2015-05-17)');
  });

  it('refuses standard input, and a log whose import left no record of its files', async () => {
    expect(await imported('-', '--again')).toMatchObject({ status: 2 });
    writeFileSync(log, line('/a'));
    await imported(log);
    const folder = join(place.data, 'state/import');
    for (const name of readdirSync(folder).filter((entry) => /^[0-9a-f]{16}\.json$/.test(entry))) {
      const { wrote: _, ...state } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Record<
        string,
        unknown
      >;
      writeFileSync(join(folder, name), JSON.stringify(state));
    }
    const again = await imported(log, '--again');
    expect(again.status).toBe(1);
    expect(again.stderr).toContain('no record is left');
    expect(await arrivals()).toEqual([{ path: '/a' }]);
  });

  it('keeps no name of a log and no time finer than the hour', async () => {
    writeFileSync(log, line('/a'));
    await imported(log);
    await imported(log, '--again');
    const folder = join(place.data, 'state/import');
    for (const name of readdirSync(folder)) {
      const text = readFileSync(join(folder, name), 'latin1');
      expect(text).not.toContain('access');
      expect(text).not.toMatch(/T\d\d:\d\d/);
    }
    expect(existsSync(join(place.data, 'salts'))).toBe(true);
  });
});
