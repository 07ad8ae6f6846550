/**
 * What a site masks or folds is in no file and no answer, by every door, from the request to the report: names in
 * addresses, in files, in pages not found, and in hosts of links.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { Place, type Running } from '../support/program.ts';
import { findCanaries, textsBelow, type Text } from '../support/scan.ts';

const KEY = 'k3y-of-the-shop-3f9a';
const site = (id: string, more: object) => ({
  id,
  hosts: [`${id}.example`],
  origins: [`https://${id}.example`],
  keyFile: './key',
  keepParameters: ['p'],
  props: { from: true, host: true },
  ...more,
});
const place = new Place({
  timeZone: 'UTC',
  k: 2,
  trustedProxies: 1,
  sites: [
    site('shop', { published: ['/', '/people/board'], mask: ['/people/:name'], paths: { case: 'lower' } }),
    site('club', { published: ['/', '/news/*'], unlisted: 'fold' }),
  ],
});
afterAll(() => place.dispose());

/** A name that stands nowhere else; 8 characters of it in a row are found. */
const NAME = 'wilhelmine-quarzbach';
const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';

/** Paths that hold the name, under the mask of one site and unlisted on the other. */
const PATHS = [
  `/people/${NAME}`,
  `/people/${NAME}/`,
  `//people/./${NAME}`,
  `/x/../people/${NAME}/index.html`,
  `/PEOPLE/${NAME.toUpperCase()}`,
  `/%70eople/%77${NAME.slice(1)}`,
  `/people%2F${NAME}`,
  `/people/${NAME}?p=${NAME}&q=1`,
  `/people/${NAME}/photos/${NAME}.html`,
  `/people/${NAME};v=1`,
  `/people/${NAME}%3Fp=2`,
  `/people/%2577${NAME.slice(1)}`,
];

function eventsOf(id: string): object[] {
  const at = (path: string) => `https://${id}.example${path}`;
  const url = at('/');
  return [
    ...PATHS.flatMap((path) => [
      { name: 'pageview', url: at(path), referrer: at(path) },
      { name: 'engagement', url: at(path), engaged_ms: 2_000, scroll_pct: 50 },
      { name: 'not_found', url: at(path), props: { path } },
      { name: 'download', url, props: { file: `${path.split(/[?;]/, 1)[0]}.pdf` } },
      { name: 'signup', url: at(path), props: { from: at(path) } },
    ]),
    ...[
      `${NAME}.github.io`,
      `${NAME}.local`,
      NAME,
      `${NAME}@example.org`,
      `https://${NAME}.github.io/x`,
    ].flatMap((host) => [
      { name: 'outbound', url, props: { host } },
      { name: 'signup', url, props: { host } },
    ]),
    { name: 'signup', url, props: { from: `https://${NAME}.github.io` } },
  ].map((event) => ({ site: id, ...event }));
}

let visitor = 0;
const address = () => `198.51.100.${(visitor = (visitor % 250) + 1)}`;

async function answer(server: Running, path: string, sent: RequestInit): Promise<Text> {
  const got = await fetch(server.url + path, sent);
  return { where: path, text: `${got.headers.get('x-headcount') ?? ''} ${await got.text()}` };
}

async function play(server: Running, id: string): Promise<Text[]> {
  const texts: Text[] = [];
  for (const event of eventsOf(id)) {
    const headers = { 'user-agent': CHROME, origin: `https://${id}.example` };
    texts.push(
      await answer(server, '/v1/events', {
        method: 'POST',
        headers: { ...headers, 'x-forwarded-for': address() },
        body: JSON.stringify(event),
      }),
      await answer(server, '/v1/events', {
        method: 'POST',
        headers: { authorization: `Bearer ${KEY}` },
        body: JSON.stringify({ site: id, events: [{ ...event, ip: address(), user_agent: CHROME }] }),
      }),
    );
  }
  for (const path of PATHS)
    texts.push(
      await answer(
        server,
        `/v1/pixel.gif?site=${id}&url=${encodeURIComponent(`https://${id}.example${path}`)}`,
        {
          headers: { 'user-agent': CHROME, 'x-forwarded-for': address() },
        },
      ),
    );
  // The path of the request is the test's own.
  return texts.map(({ text }, at) => ({ where: `answer ${at} of ${id}`, text }));
}

const logOf = () =>
  PATHS.flatMap((path) => [
    `${address()} - - [12/Nov/2026:10:00:00 +0000] "GET ${path} HTTP/1.1" 200 5 "-" "${CHROME}"\n`,
    `${address()} - - [12/Nov/2026:10:00:00 +0000] "GET ${path} HTTP/1.1" 404 5 "-" "${CHROME}"\n`,
    `${address()} - - [12/Nov/2026:10:00:00 +0000] "GET ${path.split(/[?;]/, 1)[0]}/cv.pdf HTTP/1.1" 200 5 "-" "${CHROME}"\n`,
  ]).join('');

async function rows(sql: string): Promise<unknown> {
  const ran = await place.run(['query', sql, '--json']);
  expect(ran.status, ran.stderr).toBe(0);
  return JSON.parse(ran.stdout);
}

it('a name under a mask, on a folded page or before a domain is found nowhere', async () => {
  writeFileSync(join(place.folder, 'key'), KEY);
  place.setClock('2026-11-12T10:00:00Z');
  const server = await place.start();
  const texts = [...(await play(server, 'shop')), ...(await play(server, 'club'))];
  const read = async (stage: string) => {
    for (const { where, text } of await textsBelow(place.data, join(place.folder, 'scan')))
      texts.push({ where: `${stage}: ${where}`, text });
  };
  await read('while it runs');
  texts.push({ where: 'live', text: (await place.run(['live', '--json'])).stdout });
  expect(await server.stop()).toBe(0);
  place.setClock('2026-11-13T12:00:00Z');
  for (const id of ['shop', 'club']) {
    const log = join(place.folder, `${id}.log`);
    writeFileSync(log, logOf());
    const imported = await place.run(['import', log, '--site', id, '--json']);
    expect(imported.status, imported.stderr).toBe(0);
    texts.push({ where: 'import', text: imported.stdout + imported.stderr });
  }
  await read('before the seal');
  expect((await place.run(['seal', '--quiet'])).status).toBe(0);
  await read('after the seal');
  for (const id of ['shop', 'club']) {
    const reported = await place.run([
      'report',
      '--inside',
      '--site',
      id,
      '--period',
      '2026-11-12',
      '--json',
    ]);
    expect(reported.status, reported.stderr).toBe(0);
    texts.push({ where: 'report', text: reported.stdout });
  }
  expect(texts.filter(({ where }) => /arrivals.*rows/.test(where)).length).toBeGreaterThan(1);
  expect(findCanaries(texts, { NAME })).toEqual([]);

  expect(await rows('select distinct site, path from pages order by site, path')).toEqual([
    { site: 'club', path: '(other)' },
    { site: 'shop', path: '/people/:name' },
  ]);
  expect(
    await rows(
      "select distinct site, name, value from actions where key in ('file', 'path', 'from') order by all",
    ),
  ).toEqual([
    { site: 'club', name: 'download', value: '(other)' },
    { site: 'club', name: 'not_found', value: '(other)' },
    { site: 'club', name: 'signup', value: '(other)' },
    { site: 'club', name: 'signup', value: 'github.io' },
    { site: 'shop', name: 'download', value: '/people/:name' },
    { site: 'shop', name: 'not_found', value: '/people/:name' },
    { site: 'shop', name: 'signup', value: '/people/:name' },
    { site: 'shop', name: 'signup', value: 'github.io' },
  ]);
  expect(await rows("select distinct value from actions where key = 'host' order by value")).toEqual([
    { value: '(private)' },
    { value: 'example.org' },
    { value: 'github.io' },
  ]);
});
