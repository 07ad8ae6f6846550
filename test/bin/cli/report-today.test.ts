/** `report --inside --period today` and `yesterday`: an unsealed day from the live view, a sealed one as any other. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReportData } from '#core/report/report';
import { Place, type Running } from '../../support/program.ts';

const CONFIG = {
  k: 5,
  sites: [
    { id: 'shop', hosts: ['www.example.com'], origins: ['https://www.example.com'] },
    { id: 'blog', hosts: ['blog.example.com'], origins: ['https://blog.example.com'] },
  ],
};

let place: Place;
let server: Running;
let visitors = 0;
const send = async (count: number) => {
  for (let sent = 0; sent < count; sent += 1) {
    visitors += 1;
    const answer = await fetch(`${server.url}/v1/events`, {
      method: 'POST',
      headers: {
        origin: 'https://www.example.com',
        'user-agent': `Mozilla/5.0 (X11; Linux x86_64; rv:${visitors}.0) Gecko/20100101 Firefox/${visitors}.0`,
      },
      body: JSON.stringify({
        site: 'shop',
        name: 'pageview',
        url: 'https://www.example.com/',
        id: `visitor-${visitors}-0123456789`,
      }),
    });
    expect(await answer.json()).toMatchObject({ accepted: 1 });
  }
};
const run = (...words: string[]) => place.run(['report', '--inside', '--site', 'shop', ...words]);
const total = (report: ReportData) => {
  const table = report.tables.find(({ name }) => name === 'total');
  return table?.rows[0]?.[0];
};
const json = async (...words: string[]) => {
  const { status, stdout, stderr } = await run('audience', '--json', ...words);
  expect([status, stderr]).toEqual([0, '']);
  return JSON.parse(stdout) as ReportData;
};

beforeAll(async () => {
  place = new Place(CONFIG);
  place.setClock('2026-11-23T09:30:00Z');
  server = await place.start();
  await send(7);
  await server.stop();
  place.setClock('2026-11-24T00:10:00Z');
  server = await place.start();
  await send(12);
  await server.stop();
});
afterAll(() => place.dispose());

describe('a day that is not sealed yet', () => {
  it('is reported from the live view, each day by itself and marked as unsealed', async () => {
    const today = await json('--period', 'today');
    expect(today).toMatchObject({
      from: '2026-11-24',
      to: '2026-11-24',
      state: 'partial',
      inside: true,
      days: { asked: 1, sealed: 0, missing: ['2026-11-24'] },
      unsealed: { day: '2026-11-24', hour: 0 },
    });
    expect(total(today)).toBe(12);
    expect(total(await json('--period', 'yesterday'))).toBe(7);
  });

  it('says so in a table, on a page and as CSV', async () => {
    expect((await run('audience', '--period', 'today')).stdout).toMatch(
      /^INTERNAL {2}shop · audience · 2026-11-24 to 2026-11-24 \(not sealed yet, UTC\)/,
    );
    const page = (await run('--period', 'today', '--format', 'html')).stdout;
    expect(page).toContain(
      'Not sealed</span> <time>2026-11-24</time> so far, counted on <time>2026-11-24</time> between 00:00 and 01:00',
    );
    expect(page).toContain('12 visitors so far.');
    expect(page).not.toContain('0 of 1 days');
    expect((await run('--period', 'today', '--format', 'csv', '--table', 'devices')).stdout).toContain(
      'desktop,12',
    );
  });

  it('changes only when the live view does: after k more visitor-days, not after each visitor', async () => {
    expect(total(await json('--period', 'today'))).toBe(12);
    server = await place.start();
    await send(4);
    expect(total(await json('--period', 'today'))).toBe(12);
    await send(1);
    expect(total(await json('--period', 'today'))).toBe(17);
    await server.stop();
  });

  it('is refused without --inside, with a comparison, and where nothing of the site has come', async () => {
    const released = await place.run(['report', '--site', 'shop', '--period', 'today']);
    expect([released.status, released.stderr]).toEqual([2, expect.stringContaining('add --inside')]);
    const compared = await run('--period', 'today', '--compare', 'previous');
    expect([compared.status, compared.stderr]).toEqual([
      2,
      expect.stringContaining('--compare needs sealed days'),
    ]);
    const nothing = await place.run(['report', '--inside', '--site', 'blog', '--period', 'yesterday']);
    expect([nothing.status, nothing.stderr]).toEqual([
      1,
      expect.stringContaining('no figures of blog on 2026-11-23'),
    ]);
  });

  it('is an ordinary report once it is sealed', async () => {
    expect((await place.run(['seal', '--through', '2026-11-23'])).status).toBe(0);
    const yesterday = await json('--period', 'yesterday');
    expect(yesterday).toMatchObject({ state: 'complete', days: { sealed: 1, missing: [] } });
    expect(yesterday.unsealed).toBeUndefined();
    expect(total(yesterday)).toBe(7);
    expect((await json('--period', 'last-7-days')).days).toMatchObject({ asked: 7, sealed: 1 });
  });
});

describe('a wrong period', () => {
  it.each([
    ['a period', ['--period', 'last-fortnight'], 'unknown period'],
    [
      'a day that does not exist',
      ['--from', '2026-02-30', '--to', '2026-03-01'],
      '--from and --to take two days',
    ],
    ['both', ['--period', '2026-11', '--from', '2026-11-01', '--to', '2026-11-02'], 'not both'],
  ])('is named before anything else: %s', async (_what, words, said) => {
    const empty = new Place({ sites: 'no list' });
    try {
      for (const inside of [['--inside'], []]) {
        const { status, stderr } = await empty.run([
          'report',
          ...inside,
          ...words,
          '--site',
          'none',
          'nothing',
        ]);
        expect([status, stderr]).toEqual([2, expect.stringContaining(said)]);
      }
    } finally {
      empty.dispose();
    }
  });
});
