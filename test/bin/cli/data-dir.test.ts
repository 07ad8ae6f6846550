/** Data directories that are impossible, and those with names that could be mistaken for something else. */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openContext } from '../../../bin/cli/context.ts';
import { UsageError } from '#core/operator/failures';
import { Place } from '../../support/program.ts';
import { thorough } from '../../support/full-length.ts';

function failing(work: () => unknown): Error | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    return error as Error;
  }
}

const CONFIG = { sites: [{ id: 'shop', hosts: ['shop.example'], origins: ['https://shop.example'] }] };

describe('a data directory that cannot be made', () => {
  let place: Place;
  beforeEach(() => {
    place = new Place(CONFIG);
  });
  afterEach(() => place.dispose());

  it.each([
    ['start', '--port', '0'],
    ['query', 'select 1'],
  ])('is refused by %s with one line and status 1', async (...words) => {
    writeFileSync(join(place.folder, 'file'), '');
    const ran = await place.runProcess([...words, '--quiet', '--data', join(place.folder, 'file', 'data')]);
    expect(ran.stderr).toMatch(/^headcount: "[^"\n]+" cannot be created as a folder \(EEXIST\): [^\n]+\n$/);
    expect(ran).toMatchObject({ status: 1, stdout: '' });
  });

  it.skipIf(!existsSync('/proc/self'))(
    "is refused below /proc, where Node's own way of making it does not end",
    async () => {
      const ran = await place.runProcess(['start', '--port', '0', '--data', '/proc/headcount']);
      expect(ran).toMatchObject({ status: 1, stdout: '' });
      expect(ran.stderr).toMatch(
        /^headcount: "\/proc\/headcount" cannot be created as a folder \(ENOENT\): [^\n]+\n$/,
      );
    },
    10_000,
  );

  it('is refused where its name is empty, as an unset variable leaves it', () => {
    expect(failing(() => openContext({ data: '' }))?.message).toBe(
      '--data is empty: name a path, or leave it out',
    );
    expect(failing(() => openContext({ data: place.data, config: '' }))?.message).toBe(
      '--config is empty: name a path, or leave it out',
    );
  });
});

describe('a data directory', () => {
  let place: Place;
  beforeEach(() => {
    place = new Place(CONFIG);
  });
  afterEach(() => place.dispose());

  it.each(['da*ta', 'dat?', 'data[1]', 'back\\slash', 'site=shop', 'new\nline'])(
    '%j, which DuckDB would read as a pattern or a column, is refused in one line',
    (name) => {
      const failure = failing(() => openContext({ data: join(place.folder, name) }));
      expect(failure).toBeInstanceOf(UsageError);
      expect(failure?.message).toMatch(/^--data "[^\n]+" has the character "[^\n]+$/);
    },
  );

  thorough(
    'a data directory and a log with quotes, spaces, stars and SQL in their names are used like any other',
    async () => {
      const data = join(place.folder, 'it\'s; drop table days -- "q" $(x) `y` \u{1f600}');
      const folder = join(place.folder, "lo'gs * [1]");
      mkdirSync(folder);
      const log = join(folder, "acc'ess?\n*.log");
      writeFileSync(
        log,
        '203.0.113.9 - - [10/Mar/2026:12:00:00 +0000] "GET /a HTTP/1.1" 200 1 "-" "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36"\nbroken\n',
      );
      writeFileSync(join(folder, 'access-other.log'), 'not to be read\n');
      place.setClock('2026-03-12T12:00:00Z');
      const imported = await place.run(['import', log, '--data', data, '--json']);
      expect(imported.status, imported.stderr).toBe(0);
      expect(JSON.parse(imported.stdout)).toMatchObject({ lines: 2, accepted: 1, unparseable: 1 });
      expect((await place.run(['seal', '--data', data])).status).toBe(0);
      const out = join(place.folder, "o'ut * [1]");
      const report = await place.run([
        'report',
        'audience',
        '--inside',
        '--data',
        data,
        '--format',
        'csv',
        '--out',
        out,
      ]);
      expect(report.status, report.stderr).toBe(0);
      expect(readdirSync(out).length).toBeGreaterThan(0);
      const asked = await place.run([
        'query',
        'select page_views from days',
        '--data',
        data,
        '--json',
        '--quiet',
      ]);
      expect(JSON.parse(asked.stdout)).toEqual([{ page_views: 1 }]);
    },
  );
});
