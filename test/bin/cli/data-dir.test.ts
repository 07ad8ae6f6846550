/** Data directories that cannot be, and those with names that could be mistaken for something else. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Place } from '../../support/program.ts';

const CONFIG = { sites: [{ id: 'shop', hosts: ['shop.example'], origins: ['https://shop.example'] }] };

describe('a data directory that cannot be made', () => {
  let place: Place;
  beforeEach(() => { place = new Place(CONFIG); });
  afterEach(() => place.dispose());

  it.each([
    ['start', '--port', '0'], ['import', 'log'], ['seal'], ['query', 'select 1'],
  ])('is refused by %s with one line and status 1', async (...words) => {
    writeFileSync(join(place.folder, 'log'), '');
    writeFileSync(join(place.folder, 'file'), '');
    const ran = await place.run([...words, '--quiet', '--data', join(place.folder, 'file', 'data')]);
    expect(ran.stderr).toMatch(/^headcount: "[^"\n]+" cannot be made a folder \(EEXIST\): [^\n]+\n$/);
    expect(ran).toMatchObject({ status: 1, stdout: '' });
  });

  it.skipIf(!existsSync('/proc/self'))('is refused below /proc, where Node\'s own way of making it does not end', async () => {
    const ran = await place.run(['start', '--port', '0', '--data', '/proc/headcount']);
    expect(ran).toMatchObject({ status: 1, stdout: '' });
    expect(ran.stderr).toMatch(/^headcount: "\/proc\/headcount" cannot be made a folder \(ENOENT\): [^\n]+\n$/);
  }, 10_000);

  it('is refused where its name is empty, as an unset variable leaves it', async () => {
    const ran = await place.run(['seal', '--data', '']);
    expect(ran).toMatchObject({ status: 2, stdout: '', stderr: 'headcount: --data is empty: name a path, or leave it out\n' });
  });
});
