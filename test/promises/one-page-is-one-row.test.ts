/** A page under many campaign parameters is one row, in pages and in landings, from a log to the facts. */
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { Place, ROOT } from '../support/program.ts';

describe('one page', () => {
  let place: Place | undefined;
  afterEach(() => place?.dispose());

  it('a page with 17 visitors under four sets of campaign parameters is one page, and one landing page, of 17', async () => {
    place = new Place({
      timeZone: 'UTC',
      k: 2,
      sites: [{ id: 'shop', hosts: ['www.example.com'], published: ['/pricing'], campaigns: ['spring'] }],
    });
    const log = join(ROOT, 'test/data/cases/utm-split.log');
    const ran = async (...words: string[]) => {
      const { status, stdout, stderr } = await place!.run(words);
      expect(status, stderr).toBe(0);
      return stdout;
    };
    place.setClock('2026-11-12T12:00:00Z');
    expect(JSON.parse(await ran('import', log, '--json')).accepted).toBe(17);
    await ran('seal', '--quiet');
    const rows = async (sql: string) => JSON.parse(await ran('query', sql, '--json')) as unknown;
    expect(await rows('select path, visitors from pages')).toEqual([{ path: '/pricing', visitors: 17 }]);
    expect(await rows('select path, sum(visitors) as visitors from landings group by path')).toEqual([
      { path: '/pricing', visitors: 17 },
    ]);
    expect(await rows('select source, medium, visitors from sources order by visitors, source')).toEqual([
      { source: 'Newsletter', medium: 'mail', visitors: 2 },
      { source: 'Product Hunt', medium: 'social', visitors: 3 },
      { source: '(none)', medium: 'direct', visitors: 6 },
      { source: 'newsletter', medium: 'mail', visitors: 6 },
    ]);
  });
});
