/** `budget` on a folder whose ledger has lost an entry: the spending of a day is unknown, and the command says so. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { placeOf } from '../../upgrade/data-folder.ts';

it('budget names a release whose entry in the ledger is missing, and exits with 1', async () => {
  const place = placeOf('sample', '2026-11-29T22:00:00Z');
  try {
    expect((await place.run(['budget'])).status).toBe(0);
    rmSync(join(place.data, 'releases/ledger/2015-05-18.semicomplete.json'));
    const { status, stderr } = await place.run(['budget']);
    expect(stderr).toMatch(/2015-05-18[^\n]*: released, but not in the ledger[^\n]*\n$/);
    expect(status).toBe(1);
  } finally {
    place.dispose();
  }
});
