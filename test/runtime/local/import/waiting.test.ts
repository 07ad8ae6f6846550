/** Lines of today wait for tomorrow's import, and each line counts once, however the log comes back. */
import { appendFileSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDuckDb } from '#runtime/local/duckdb/open-duckdb';
import { importKilledAt, importOnce, whatArrived } from './killed-imports.ts';
import { Place } from '../../../support/program.ts';

const AGENT =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36';
const line = (path: string, time: string) =>
  `198.51.100.7 - - [${time}/May/2015:10:05:03 +0000] "GET ${path} HTTP/1.1" 200 100 "-" "${AGENT}"\n`;
/** Lines of yesterday, of today, and one of yesterday that was written after midnight. */
const FIRST =
  line('/y1', '17') + line('/y2', '17') + line('/t1', '18') + line('/y3', '17') + line('/t2', '18');
const MORE = line('/y4', '17') + line('/t3', '18') + line('/n1', '19');

describe('lines of today', () => {
  let place: Place;
  let log: string;
  beforeEach(() => {
    place = new Place({ sites: [{ id: 'shop', hosts: ['shop.example'] }] });
    place.setClock('2015-05-18T12:00:00Z');
    log = join(place.folder, 'access.log');
  });
  afterEach(() => place.dispose());

  async function imported(
    words: readonly string[] = [log],
    input?: string | Buffer,
  ): Promise<Record<string, unknown>> {
    const all = ['import', '--json', ...words];
    const ran = await (input === undefined ? place.run(all) : place.runProcess(all, input));
    expect(ran.status, ran.stderr).toBe(0);
    return { ...(JSON.parse(ran.stdout) as Record<string, unknown>), stderr: ran.stderr };
  }

  async function paths(): Promise<readonly unknown[]> {
    const db = await openDuckDb({ memoryLimit: '128MB', threads: 1, scratch: join(place.folder, 'scratch') });
    try {
      const rows = await db.rows('select path from read_parquet(?) order by path', [
        join(place.data, 'arrivals/*/*.parquet'),
      ]);
      return rows.map((row) => row['path']);
    } finally {
      await db.close();
    }
  }

  it('are counted apart, so that the numbers add up, and wait', async () => {
    writeFileSync(log, FIRST);
    const first = await imported();
    expect(first).toMatchObject({ lines: 5, accepted: 3, waiting: 2, duplicate: 0, days: ['2015-05-17'] });
    expect(first['stderr']).toContain('2 lines wait');
    expect(first['stderr']).toContain('--today');
    expect(await paths()).toEqual(['/y1', '/y2', '/y3']);
    expect(await imported()).toMatchObject({ lines: 5, accepted: 0, duplicate: 3, waiting: 2, days: [] });
  });

  it.each([
    ['the file has grown', async () => appendFileSync(log, MORE)],
    [
      'it was rotated and compressed',
      async () => {
        writeFileSync(`${log}.1.gz`, gzipSync(FIRST + MORE));
        renameSync(`${log}.1.gz`, log);
      },
    ],
  ])('count once where %s', async (_, change) => {
    writeFileSync(log, FIRST);
    await imported();
    await change();
    place.setClock('2015-05-19T12:00:00Z');
    expect(await imported()).toMatchObject({ lines: 8, accepted: 4, duplicate: 3, waiting: 1 });
    expect(await paths()).toEqual(['/t1', '/t2', '/t3', '/y1', '/y2', '/y3', '/y4']);
    place.setClock('2015-05-20T12:00:00Z');
    expect(await imported()).toMatchObject({ lines: 8, accepted: 1, duplicate: 7 });
    expect(await imported()).toMatchObject({ lines: 8, accepted: 0, duplicate: 8 });
    expect((await paths()).length).toBe(8);
  });

  it('count once through a pipe, after a file and before one', async () => {
    writeFileSync(log, FIRST);
    await imported();
    place.setClock('2015-05-19T12:00:00Z');
    expect(await imported(['-'], FIRST + MORE)).toMatchObject({ accepted: 4, duplicate: 3, waiting: 1 });
    place.setClock('2015-05-20T12:00:00Z');
    appendFileSync(log, MORE);
    expect(await imported()).toMatchObject({ accepted: 1, duplicate: 7 });
    expect((await paths()).length).toBe(8);
  });

  it('are read in one go with the rest of their day after a rotation', async () => {
    writeFileSync(log, line('/y1', '17') + line('/t1', '18'));
    await imported();
    renameSync(log, `${log}.1`);
    appendFileSync(`${log}.1`, line('/t2', '18'));
    writeFileSync(log, line('/n1', '19'));
    place.setClock('2015-05-19T11:00:00Z');
    expect(await imported([log, `${log}.1`])).toMatchObject({
      lines: 4,
      accepted: 2,
      duplicate: 1,
      waiting: 1,
      days: ['2015-05-18'],
    });
    expect(await paths()).toEqual(['/t1', '/t2', '/y1']);
  });

  it('leave nothing behind of a log that begins with them, which is read as a whole later', async () => {
    writeFileSync(log, line('/t1', '18') + line('/y1', '17') + line('/y2', '17'));
    expect(await imported()).toMatchObject({ lines: 3, accepted: 0, waiting: 3, days: [] });
    place.setClock('2015-05-19T12:00:00Z');
    expect(await imported()).toMatchObject({ lines: 3, accepted: 3, duplicate: 0 });
    expect(await paths()).toEqual(['/t1', '/y1', '/y2']);
  });

  it('are read with --today, which says that it is for a trial', async () => {
    writeFileSync(log, FIRST);
    const trial = await imported([log, '--today']);
    expect(trial).toMatchObject({ lines: 5, accepted: 5, days: ['2015-05-17', '2015-05-18'] });
    expect(trial).not.toHaveProperty('waiting');
    expect(trial['stderr']).toContain('for a trial');
  });

  it('stay what they are where what was imported is taken back', async () => {
    writeFileSync(log, FIRST);
    await imported();
    expect(await imported([log, '--again'])).toMatchObject({ accepted: 3, waiting: 2, duplicate: 0 });
    place.setClock('2015-05-19T12:00:00Z');
    expect(await imported()).toMatchObject({ accepted: 2, duplicate: 3 });
    expect((await paths()).length).toBe(5);
  });
});

it('an import with waiting lines that is killed at any point counts each line once, then and the day after', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'headcount-waiting-'));
  const log = join(folder, 'access.log');
  writeFileSync(
    log,
    Array.from({ length: 60 }, (_, n) => line(`/${n}`, n < 20 || n % 3 === 0 ? '17' : '18')).join(''),
  );
  const waits = { IMPORT_WAITS: '2015-05-18' };
  const calm = join(folder, 'calm');
  const { steps } = await importKilledAt(calm, log, 3, 0, waits);
  await importOnce(calm, log, 3);
  const truth = await whatArrived(calm);
  for (let step = 5; step < steps; step += Math.ceil(steps / 9)) {
    const data = join(folder, `step-${step}`);
    expect((await importKilledAt(data, log, 3, step, waits)).killed, `step ${step}`).toBe(true);
    // Every second time the day has passed when the import goes on.
    if (step % 2 === 0) {
      const resumed = JSON.parse((await importOnce(data, log, 3, undefined, waits)) ?? '') as Record<
        string,
        unknown
      >;
      expect(resumed, `step ${step}`).toMatchObject({ lines: 60 });
    }
    expect(JSON.parse((await importOnce(data, log, 3)) ?? ''), `step ${step}`).toMatchObject({ waiting: 0 });
    expect(await whatArrived(data), `step ${step}`).toEqual(truth);
  }
  rmSync(folder, { recursive: true, force: true });
}, 300_000);
