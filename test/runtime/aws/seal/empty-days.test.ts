/** The seal on AWS of days without an event, and the names that it keeps with its days. */
import { describe, expect, it } from 'vitest';
import { itemsOfAll } from '../../../oracle/random-arrivals.ts';
import type { SealWorld } from './fake/seal-world.ts';
import { arrive, ASKED, ROWS, world } from './fake/two-days.ts';

const LOGS = { id: 'logs', hosts: ['logs.example'], published: ['/', '/new'] };
const SHOP = { id: 'shop', hosts: ['shop.example'], origins: ['https://shop.example'] };
const rowsOf = (site: string, day: string) => ROWS.filter((row) => row.site === site && row.day === day);

const sealed = (here: SealWorld) =>
  here
    .seals()
    .filter((row) => String(row['period']).length === 10)
    .map((row) => `${String(row['site'])} ${String(row['period'])}`)
    .toSorted();

describe('a seal on AWS', () => {
  it('seals the days between the lines of an import with zeros', async () => {
    const here = world({ sites: [LOGS] });
    const rows = rowsOf('logs', '2026-03-19');
    await arrive(here, 'dt=2026-03-19/import-00ff-1.parquet', rows);
    const committed = {
      site: 'logs',
      logs: ['s3://logs/a'],
      days: ['2026-03-19'],
      wrote: { 's3://logs/a': { files: [], read: ['2026-03-16', '2026-03-19'] } },
    };
    here.s3.put('facts', 'imports/00ff.json', new TextEncoder().encode(JSON.stringify(committed)));
    const answer = await here.tick(ASKED);
    expect(sealed(here)).toEqual([16, 17, 18, 19].map((day) => `logs 2026-03-${day}`));
    expect(answer.days.slice(0, 3).map(({ outcomes }) => outcomes)).toEqual([{}, {}, {}]);
    expect((await here.facts())['days']?.filter(([, { visitors }]) => visitors === 0)).toHaveLength(3);
    expect((await here.books()).counted).toBe(itemsOfAll(rows));
  });

  it('seals the days of a live site without an event with zeros', async () => {
    const here = world({ sites: [SHOP] });
    await arrive(here, 'dt=2026-03-19/aa.parquet', rowsOf('shop', '2026-03-19'));
    await here.tick(ASKED);
    expect(sealed(here)).toEqual(['shop 2026-03-19', 'shop 2026-03-20']);
    expect((await here.facts())['days']?.find(([key]) => key === 'shop|2026-03-20')?.[1]).toMatchObject({
      visitors: 0,
    });
  });

  it('keeps what the site listed with the first day of its month, and later days of the month repeat it', async () => {
    const here = world({ sites: [LOGS] });
    await arrive(here, 'dt=2026-03-19/import-00ff-1.parquet', rowsOf('logs', '2026-03-19'));
    await here.tick(ASKED);
    here.config = { sites: [{ ...LOGS, published: ['/', '/new', '/later'] }] };
    await arrive(here, 'dt=2026-03-20/import-00fe-1.parquet', rowsOf('logs', '2026-03-20'));
    await here.tick(ASKED);
    const digests = new Set(here.seals().map((row) => String(row['vocabulary'])));
    expect([sealed(here).length, digests.size]).toEqual([2, 1]);
    const kept = JSON.parse(here.s3.text('facts', `vocabularies/${[...digests][0]}.json`) ?? '{}') as object;
    expect(kept).toMatchObject({ published: ['/', '/new'] });
  });
});
