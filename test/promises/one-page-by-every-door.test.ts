/** A page is one row, however its address is spelled, and through whichever door its views come. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { Place, ROOT } from '../support/program.ts';

const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
const TODAY = '2026-11-12T12:00:00Z';

/** Spellings by the page that they are. */
const PAGES: Readonly<Record<string, readonly string[]>> = {
  '/': ['/', '//', '/index.html', '/./', '/a/..'],
  '/a': [
    '/a',
    '/a/',
    '//a',
    '/a/index.html',
    '/a/INDEX.php',
    '/%61',
    '/b/../a/',
    '/a;x=1',
    '/a?utm_source=x',
  ],
  '/A': ['/A', '/%41/'],
  '/a%2Fb': ['/a%2Fb', '/a%2fb/'],
  '/café bar': ['/caf%C3%A9%20bar', '/caf%c3%a9%20bar/', '/cafe%CC%81%20bar'],
  '/über/uns': ['/%C3%BCber/uns', '/%c3%bcber//uns', '/u%CC%88ber/./uns'],
  '/50%25': ['/50%25', '/50%25/'],
  '/~jo': ['/~jo', '/%7Ejo', '/%7ejo'],
};
const SPELLINGS = Object.values(PAGES).flat();

let place: Place | undefined;
afterEach(async () => {
  place?.dispose();
});

async function rowsOf(at: Place, sql: string): Promise<unknown> {
  const ran = await at.run(['query', sql, '--json']);
  expect(ran.status, ran.stderr).toBe(0);
  return JSON.parse(ran.stdout);
}

describe('a page', () => {
  it('is one row by the collector, the pixel and a log, in every spelling', async () => {
    place = new Place({
      timeZone: 'UTC',
      k: 2,
      trustedProxies: 1,
      sites: [
        {
          id: 'shop',
          hosts: ['www.example.com'],
          origins: ['https://www.example.com'],
          topics: [{ name: 'About', paths: ['/%C3%BCber/*'] }],
        },
      ],
    });
    place.setClock(TODAY);
    const server = await place.start();
    let visitor = 0;
    const address = () => `198.51.100.${(visitor = (visitor % 250) + 1)}`;
    for (const spelling of SPELLINGS) {
      const url = `https://www.example.com${spelling}`;
      const headers = () => ({ 'user-agent': CHROME, 'x-forwarded-for': address() });
      const posted = await fetch(`${server.url}/v1/events`, {
        method: 'POST',
        headers: { ...headers(), origin: 'https://www.example.com' },
        body: JSON.stringify({ site: 'shop', name: 'pageview', url }),
      });
      expect(await posted.json()).toMatchObject({ accepted: 1 });
      const pixel = await fetch(`${server.url}/v1/pixel.gif?site=shop&url=${encodeURIComponent(url)}`, {
        headers: headers(),
      });
      expect(pixel.headers.get('x-headcount')).toBe('accepted');
    }
    const file = await fetch(`${server.url}/v1/events`, {
      method: 'POST',
      headers: { 'user-agent': CHROME, 'x-forwarded-for': address(), origin: 'https://www.example.com' },
      body: JSON.stringify({
        site: 'shop',
        name: 'download',
        url: 'https://www.example.com/a',
        props: { file: '/caf%C3%A9//liste%20a.pdf' },
      }),
    });
    expect(await file.json()).toMatchObject({ accepted: 1 });
    expect(await server.stop()).toBe(0);
    place.setClock('2026-11-13T12:00:00Z');
    const log = join(place.folder, 'access.log');
    writeFileSync(
      log,
      SPELLINGS.map(
        (spelling) =>
          `${address()} - - [12/Nov/2026:10:00:00 +0000] "GET ${spelling} HTTP/1.1" 200 5 "-" "${CHROME}"\n`,
      )
        .concat(
          `${address()} - - [12/Nov/2026:10:00:00 +0000] "GET /caf%c3%a9/liste%20a.pdf HTTP/1.1" 200 5 "-" "${CHROME}"\n`,
        )
        .join(''),
    );
    expect((await place.run(['import', log, '--quiet'])).status).toBe(0);
    expect((await place.run(['seal', '--quiet'])).status).toBe(0);
    const expected = Object.entries(PAGES)
      .map(([path, spellings]) => ({ path, visitors: 3 * spellings.length }))
      .toSorted((one, other) => (one.path < other.path ? -1 : 1));
    expect(await rowsOf(place, 'select path, visitors from pages order by path')).toEqual(expected);
    expect(
      await rowsOf(place, 'select path, sum(visitors) as visitors from landings group by path order by path'),
    ).toEqual(expected);
    expect(
      await rowsOf(
        place,
        `select sum(visitors) as n from demand where subject = 'About' and dimension = '(all)'`,
      ),
    ).toEqual([{ n: 9 }]);
    expect(
      await rowsOf(place, `select value, visitors from actions where name = 'download' and key = 'file'`),
    ).toEqual([{ value: '/café/liste a.pdf', visitors: 2 }]);
  });

  it('is one row in a log of escapes in both cases', async () => {
    place = new Place({ timeZone: 'UTC', k: 2, sites: [{ id: 'shop', hosts: ['www.example.com'] }] });
    place.setClock(TODAY);
    expect((await place.run(['import', join(ROOT, 'test/data/cases/pct-case.log'), '--quiet'])).status).toBe(
      0,
    );
    expect((await place.run(['seal', '--quiet'])).status).toBe(0);
    expect(await rowsOf(place, 'select path, visitors from pages order by path')).toEqual([
      { path: '/', visitors: 2 },
      { path: '/A', visitors: 1 },
      { path: '/a', visitors: 4 },
      { path: '/a%2Fb', visitors: 2 },
      { path: '/a/b', visitors: 1 },
      { path: '/b', visitors: 1 },
      { path: '/café', visitors: 3 },
      { path: '/café bar', visitors: 2 },
      { path: '/~jo', visitors: 2 },
    ]);
  });
});
