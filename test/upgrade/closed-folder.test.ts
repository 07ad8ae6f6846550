/** Everything but `reports/` is closed to other users, also in a folder that an earlier version or a copy left open. */
import { chmodSync, lstatSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Place } from '../support/program.ts';
import { placeOf, type Folder } from './data-folder.ts';
import { oneOf } from '../support/full-length.ts';

const MORNING = '2026-11-30T05:00:00Z';
let place: Place | undefined;
afterEach(() => place?.dispose());

/** An unpacked folder with mode 0755 for every folder and 0644 for every file. */
function openedPlace(folder: Folder): Place {
  place = placeOf(folder, MORNING);
  mkdirSync(join(place.data, 'locks'), { recursive: true });
  mkdirSync(join(place.data, 'reports'), { recursive: true });
  writeFileSync(join(place.data, 'reports/public.html'), 'x');
  for (const name of ['', ...readdirSync(place.data, { recursive: true, encoding: 'utf8' })]) {
    const at = join(place.data, name);
    chmodSync(at, statSync(at).isDirectory() ? 0o755 : 0o644);
  }
  return place;
}

/** Returns folders, and files that existed before, that another user may use. */
function openTo(data: string, before: ReadonlySet<string>): readonly string[] {
  return readdirSync(data, { recursive: true, encoding: 'utf8' })
    .filter((name) => !/^reports($|\/)/.test(name))
    .filter((name) => {
      const found = lstatSync(join(data, name));
      if (!found.isDirectory() && !before.has(name)) return false;
      return (found.mode & 0o077) !== 0;
    })
    .map((name) => relative('.', name))
    .toSorted();
}

describe.skipIf(process.platform === 'win32')('a data folder that others may look into', () => {
  it('is closed when the server starts, but for the reports', async () => {
    const { data, ...rest } = { data: openedPlace('live').data, place };
    const before = new Set(readdirSync(data, { recursive: true, encoding: 'utf8' }));
    const server = await rest.place?.start();
    expect(openTo(data, before)).toEqual([]);
    expect(statSync(join(data, 'reports/public.html')).mode & 0o777).toBe(0o644);
    expect(statSync(join(data, 'reports')).mode & 0o777).toBe(0o755);
    await server?.stop();
  });

  it.each(
    oneOf(5, [
      ['seal', 'sample'],
      ['seal', 'live'],
      ['settle', 'sample'],
      ['release', 'sample'],
      ['import', 'sample'],
    ] as const),
  )('is closed by %s (%s)', async (command, folder) => {
    const at = openedPlace(folder);
    const before = new Set(readdirSync(at.data, { recursive: true, encoding: 'utf8' }));
    const log = join(at.folder, 'one.log');
    writeFileSync(
      log,
      '203.0.113.9 - - [17/May/2015:10:05:03 +0000] "GET / HTTP/1.1" 200 9 "-" "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"\n',
    );
    const ran = await at.run(command === 'import' ? ['import', log] : [command]);
    expect(ran.status, ran.stderr).toBe(0);
    expect(openTo(at.data, before)).toEqual([]);
    expect(statSync(join(at.data, 'reports')).mode & 0o777).toBe(0o755);
  });
});
