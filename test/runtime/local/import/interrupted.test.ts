/** The effect on days and salts of an import that was interrupted, abandoned, or that comes after the seal. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dataDir } from '#runtime/local/data-dir';
import { readImportStates, type ImportState } from '#runtime/local/import/import-state';
import { Place, ROOT } from '../../../support/program.ts';
import { importOnce, leftBehind } from './killed-imports.ts';
import { thorough } from '../../../support/full-length.ts';

const SAMPLE = join(ROOT, 'test/data/apache_access_2015.log.gz');
const SITE = { id: 'demo', hosts: ['semicomplete.com', 'www.semicomplete.com'] };

describe('an import that was interrupted', () => {
  let place: Place;
  beforeEach(() => {
    place = new Place({ sites: [SITE] });
  });
  afterEach(() => place.dispose());

  /** Kills imports, each later than the one before, until one has left days behind. */
  async function interrupted(): Promise<ImportState> {
    for (let delay = 300; ; delay += 100) {
      if ((await importOnce(place.data, SAMPLE, 200, delay)) !== undefined)
        throw new Error('the import was too fast to be killed');
      const running = readImportStates(dataDir(place.data)).find(
        (state) => state.state === 'running' && state.days.length > 0,
      );
      if (running !== undefined) return running;
    }
  }

  thorough(
    'says running and names its days, and holds their salts and no day of rows that it does not name',
    async () => {
      const { days } = await interrupted();
      expect(readdirSync(join(place.data, 'salts', 'import'))).toEqual(
        expect.arrayContaining(days.map((day) => `${day}.demo.salt`)),
      );
      const visible = readdirSync(join(place.data, 'arrivals')).filter(
        (name) =>
          name.startsWith('dt=') &&
          readdirSync(join(place.data, 'arrivals', name)).some((file) => file.endsWith('.parquet')),
      );
      expect(days).toEqual(expect.arrayContaining(visible.map((name) => name.slice(3))));
    },
  );

  thorough('is discarded by an import more than 24 hours later, which starts anew', async () => {
    const { id } = await interrupted();
    place.setClock(new Date(Date.now() + 26 * 3_600_000).toISOString());
    const ran = await place.run(['import', SAMPLE, '--json']);
    expect(ran.stderr).toContain('starts anew');
    expect(JSON.parse(ran.stdout)).toMatchObject({ lines: 10_000, accepted: 1638, duplicate: 0 });
    expect(
      readdirSync(join(place.data, 'arrivals'), { recursive: true, encoding: 'utf8' }).filter((name) =>
        name.includes(id),
      ),
    ).toEqual([]);
    expect(leftBehind(place.data)).toEqual([]);
  });

  it('keeps its days from being sealed for 24 hours, and after that its salts and rows are gone with the next seal', async () => {
    await interrupted();
    expect(JSON.parse((await place.run(['seal', '--json'])).stdout)).toEqual({ days: [] });
    place.setClock(new Date(Date.now() + 26 * 3_600_000).toISOString());
    expect(JSON.parse((await place.run(['seal', '--json'])).stdout)).toEqual({ days: [] });
    expect(readdirSync(join(place.data, 'salts', 'import'))).toEqual([]);
    expect(readImportStates(dataDir(place.data))).toEqual([]);
  });
});

describe('lines of a sealed day', () => {
  const place = new Place({ sites: [SITE] });
  afterEach(() => place.dispose());

  it('lines of a sealed day are late: import says so before it starts, and the books show them on the day they came', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'headcount-late-'));
    const lines = gunzipSync(readFileSync(SAMPLE)).toString('utf8').split('\n');
    const [early, rest] = [join(folder, 'early.log'), join(folder, 'rest.log')];
    writeFileSync(early, `${lines.slice(0, 1000).join('\n')}\n`);
    writeFileSync(rest, `${lines.slice(1000, 2000).join('\n')}\n`);
    try {
      await place.run(['import', early, '--quiet']);
      expect(JSON.parse((await place.run(['seal', '--json'])).stdout).days).toEqual([
        expect.objectContaining({ site: 'demo', day: '2015-05-17' }),
      ]);
      const ran = await place.run(['import', rest, '--json']);
      const result = JSON.parse(ran.stdout) as Record<string, number>;
      expect(ran.stderr).toContain('2015-05-17 is sealed already');
      expect(result['late']).toBeGreaterThan(0);
      expect(result['late']).toBe(
        lines
          .slice(1000, 2000)
          .filter(
            (line) =>
              (line.includes('[17/May') && / (404) /.test(line)) ||
              (line.includes('[17/May') &&
                /"GET [^"]*" (200|304) /.test(line) &&
                !/"GET [^ ?]*\.(png|jpe?g|gif|svg|ico|js|css|ttf|woff|swf|jar|txt|xml)[? ]/i.test(line)),
          ).length,
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
