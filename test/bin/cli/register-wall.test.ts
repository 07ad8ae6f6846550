/** The wall from the command line: what touches a register is `excluded` and stands nowhere in the data folder. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Place } from '../../support/program.ts';
import { textsBelow } from '../../support/scan.ts';

const AGENT = 'Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0';
const SITE = 'https://www.example.com';
const CONFIG = {
  sites: [
    {
      id: 'shop',
      hosts: ['www.example.com'],
      origins: [SITE],
      goals: ['signup'],
      props: { host: true, path: true, file: true },
      register: { hosts: ['zebra.example.net:8443'], paths: ['/zebra/*'] },
    },
  ],
};
const TOUCHING = [
  { name: 'pageview', url: `${SITE}/zebra/workshop` },
  { name: 'signup', url: `${SITE}/%7aebra%2Fworkshop` },
  { name: 'pageview', url: `${SITE}/`, referrer: 'https://zebra.example.net:8443/' },
  { name: 'outbound', url: `${SITE}/`, props: { host: 'zebra.example.net' } },
  { name: 'not_found', url: `${SITE}/`, props: { path: '/Zebra/wrokshop' } },
  { name: 'download', url: `${SITE}/`, props: { file: '/zebra/flyer.pdf' } },
];
const line = (target: string, referrer: string, status = 200) =>
  `198.51.100.7 - - [23/Nov/2026:10:05:03 +0000] "GET ${target} HTTP/1.1" ${status} 5 "${referrer}" "${AGENT}"`;

describe('a site beside a register', () => {
  let place: Place;
  let scratch: string;
  beforeEach(() => {
    place = new Place(CONFIG);
    scratch = mkdtempSync(join(tmpdir(), 'headcount-wall-'));
  });
  afterEach(() => {
    place.dispose();
    rmSync(scratch, { recursive: true, force: true });
  });

  it('counts what touches it as excluded, by server and by import, and keeps nothing else of it', async () => {
    place.setClock('2026-11-24T10:00:00Z');
    const server = await place.start();
    for (const event of TOUCHING) {
      const response = await fetch(`${server.url}/v1/events`, {
        method: 'POST',
        headers: { origin: SITE, 'user-agent': AGENT },
        body: JSON.stringify({ site: 'shop', ...event }),
      });
      expect(await response.json()).toMatchObject({ accepted: 0, dropped: [{ reason: 'excluded' }] });
    }
    const query = new URLSearchParams({ site: 'shop', url: `${SITE}/zebra/x` });
    const pixel = await fetch(`${server.url}/v1/pixel.gif?${query}`, { headers: { 'user-agent': AGENT } });
    expect(pixel.headers.get('x-headcount')).toBe('dropped: excluded');
    await server.stop();

    writeFileSync(
      join(place.folder, 'access.log'),
      [
        line('/', '-'),
        line('/zebra/workshop', '-'),
        line('/', 'https://zebra.example.net:8443/thanks'),
        line('/zebra/wrokshop', '-', 404),
      ].join('\n'),
    );
    const imported = await place.run(['import', 'access.log', '--site', 'shop', '--json']);
    expect(JSON.parse(imported.stdout)).toMatchObject({ lines: 4, accepted: 1, excluded: 3 });

    place.setClock('2026-11-25T12:00:00Z');
    const sealed = await place.run(['seal', '--json']);
    expect(JSON.parse(sealed.stdout)).toMatchObject({
      days: [
        { day: '2026-11-23', received: 4, stored: 1, excluded: 3 },
        { day: '2026-11-24', received: 7, stored: 0, excluded: 7 },
      ],
    });
    const texts = await textsBelow(place.data, scratch);
    expect(texts.some(({ text }) => text.includes('excluded'))).toBe(true);
    expect(texts.filter(({ text }) => /zebra|workshop|wrokshop/i.test(text))).toEqual([]);
  });

  it('prints a tag that tells the tracker', async () => {
    const server = await place.start(['--data', join(place.folder, 'other')]);
    const { stdout } = await place.run(['check', '--url', server.url, '--json']);
    const { script_tag: tag } = JSON.parse(stdout) as { script_tag: string };
    expect(server.output()).toContain(tag);
    const wall = /data-wall="([^"]+)"/.exec(tag)?.[1] ?? '';
    expect('https://zebra.example.net:8443/').toMatch(new RegExp(wall));
    await server.stop();
  });
});
