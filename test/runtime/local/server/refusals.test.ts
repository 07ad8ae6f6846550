/** The server's refusals: it stays up and within bounds meanwhile. */
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Place, type Running } from '../../../support/program.ts';
import { arrivals, CONFIG, HEADERS, pageview, post } from './collector.ts';
import { thorough } from '../../../support/full-length.ts';

/** Sends text over a bare socket; returns the response received until the server closed, or `ms` passed. */
function raw(server: Running, text: string, ms = 500_000): Promise<string> {
  return new Promise((resolve) => {
    const { port, hostname } = new URL(server.url);
    const socket = connect(Number(port), hostname);
    let answer = '';
    const timer = setTimeout(() => socket.destroy(), ms);
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearTimeout(timer);
      resolve(answer);
    });
    socket.write(text);
  });
}

async function statusOfLive(
  server: Running,
  headers: Record<string, string>,
  version = '1.1',
  path = '/live',
): Promise<string> {
  const lines = Object.entries({ host: new URL(server.url).host, connection: 'close', ...headers }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  );
  return (await raw(server, `GET ${path} HTTP/${version}\r\n${lines.join('')}\r\n`)).slice(9, 12);
}

describe('the server', () => {
  let place: Place;
  let server: Running;
  beforeAll(async () => {
    place = new Place({
      sites: [
        ...CONFIG.sites,
        { id: 'slow', hosts: ['slow.example'], origins: ['https://slow.example'], eventsPerSecond: 5 },
      ],
    });
    server = await place.start();
  });
  afterAll(() => place.dispose());

  it('reads a gzip body as it reads a plain one', async () => {
    const response = await post(server, gzipSync(pageview('/zipped')), { 'content-encoding': 'gzip' });
    expect([response.status, await response.json()]).toEqual([
      202,
      { accepted: 1, dropped: [], rejected: [] },
    ]);
  });

  it('answers 413 to a body over 1 MiB, 413 to one that inflates beyond it, 415 to other encodings, and counts none', async () => {
    expect((await post(server, 'x'.repeat(1_100_000))).status).toBe(413);
    expect(
      (await post(server, gzipSync('x'.repeat(50_000_000)), { 'content-encoding': 'gzip' })).status,
    ).toBe(413);
    expect((await post(server, pageview(), { 'content-encoding': 'br' })).status).toBe(415);
  });

  it('answers 413 by the declared length alone, without reading on', async () => {
    expect(
      await raw(server, 'POST /v1/events HTTP/1.1\r\nhost: x\r\ncontent-length: 5000000000\r\n\r\n{'),
    ).toMatch(/^HTTP\/1\.1 413 /);
  });

  it('answers 413 to a chunked body once it is over', async () => {
    const chunk = `10000\r\n${'x'.repeat(65_536)}\r\n`;
    expect(
      await raw(
        server,
        `POST /v1/events HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n${chunk.repeat(17)}`,
      ),
    ).toMatch(/^HTTP\/1\.1 413 /);
  });

  it('a body that is declared as gzip and is not counts as one unreadable item: 400', async () => {
    const response = await post(server, pageview(), { 'content-encoding': 'gzip' });
    expect([response.status, response.headers.get('content-type')]).toEqual([
      400,
      'application/problem+json',
    ]);
  });

  it('asks a site that sends more than it may to wait, all of a request or nothing, and no other site', async () => {
    const item = { name: 'pageview', url: 'https://slow.example/' };
    const batch = (n: number) =>
      JSON.stringify({ site: 'slow', events: Array.from({ length: n }, () => item) });
    const headers = { origin: 'https://slow.example' };
    expect((await post(server, batch(40), headers)).status).toBe(202);
    const second = await post(server, batch(1), headers);
    expect([second.status, second.headers.get('retry-after')]).toEqual([429, '1']);
    expect((await post(server, pageview('/not-slow'))).status).toBe(202);
  });

  it('sets no cookie, sniffs no type, and names no program', async () => {
    for (const response of [
      await post(server, pageview()),
      await post(server, '{'),
      await fetch(`${server.url}/nowhere`),
      await fetch(`${server.url}/healthz`),
      await fetch(`${server.url}/`),
    ]) {
      const headers = Object.fromEntries(response.headers);
      expect(headers['set-cookie']).toBeUndefined();
      expect(headers['server'] ?? headers['x-powered-by']).toBeUndefined();
      expect(headers['x-content-type-options']).toBe('nosniff');
    }
  });

  it('answers a dry run as the real one and stores nothing', async () => {
    const response = await post(server, pageview('/dry'), {}, '?dry_run=1');
    expect([response.status, await response.json()]).toEqual([
      202,
      { accepted: 1, dropped: [], rejected: [] },
    ]);
  });

  it('says that it is well, and that it honours Sec-GPC', async () => {
    expect(await (await fetch(`${server.url}/healthz`)).json()).toEqual({ status: 'ok', problems: [] });
    expect(await (await fetch(`${server.url}/.well-known/gpc.json`)).json()).toMatchObject({ gpc: true });
  });

  it('shows the live page to the machine itself alone: not through a proxy, not under another host name', async () => {
    expect(await statusOfLive(server, {})).toBe('200');
    expect(await statusOfLive(server, { 'x-forwarded-for': '203.0.113.9' })).toBe('403');
    expect(await statusOfLive(server, { host: 'evil.example' })).toBe('403');
    expect(await statusOfLive(server, { 'sec-fetch-site': 'cross-site' })).toBe('403');
  });

  it('shows the live page to a browser and to curl on the machine, by each of its names', async () => {
    const { port, origin } = new URL(server.url);
    for (const host of [`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`])
      expect(await statusOfLive(server, { host }), host).toBe('200');
    expect(
      await statusOfLive(server, {
        'sec-fetch-site': 'none',
        'sec-fetch-mode': 'navigate',
        'upgrade-insecure-requests': '1',
      }),
    ).toBe('200');
    expect(
      await statusOfLive(
        server,
        { referer: `${origin}/live`, 'sec-fetch-site': 'same-origin' },
        '1.1',
        '/live/data.json',
      ),
    ).toBe('200');
    expect(await statusOfLive(server, { origin, referer: `${origin}/live` })).toBe('200');
  });

  it.each([
    ...[
      'X-Forwarded-For',
      'X-Forwarded-Host',
      'X-Forwarded-Proto',
      'X-Forwarded-Server',
      'X-Forwarded',
      'Forwarded',
      'X-Real-IP',
      'Via',
      'CF-Connecting-IP',
      'CF-Ray',
      'True-Client-IP',
      'X-Client-IP',
      'Client-IP',
      'X-Request-Id',
      'Fastly-Client-IP',
      'X-Amzn-Trace-Id',
      'CDN-Loop',
      'X-Original-URL',
      'Proxy-Connection',
    ].map((name): [string, Record<string, string>] => [`with ${name}`, { [name]: '203.0.113.9' }]),
    ['with the Origin of a site', { Origin: 'https://shop.example' }],
    ['with the Origin null', { Origin: 'null' }],
    ['with an Origin of another port', { Origin: 'http://127.0.0.1:1' }],
    ['with the Referer of a site', { Referer: 'https://shop.example/live' }],
    ['with a Referer that cannot be read', { Referer: 'x' }],
    ['from another port of the machine, as the browser says', { 'Sec-Fetch-Site': 'same-site' }],
    ['under the name of the machine without our port', { host: 'localhost' }],
    ['under another port', { host: 'localhost:1' }],
    ['with a second Host', { Host: 'shop.example' }],
    ['under a name that begins as ours', { host: 'localhost.evil.example' }],
  ])('hides the live page and its figures from a request %s', async (_what, headers) => {
    expect(await statusOfLive(server, headers)).toBe('403');
    expect(await statusOfLive(server, headers, '1.1', '/live/data.json')).toBe('403');
  });

  it('hides the live page from HTTP/1.0, which proxies speak where nothing else is configured', async () => {
    expect(await statusOfLive(server, {}, '1.0')).toBe('403');
  });

  it('hears an objection and sees a proxy behind a flood of other headers', async () => {
    const flood = 'a:\r\n'.repeat(2_500);
    const body = pageview('/flooded');
    const head = Object.entries(HEADERS)
      .map(([name, value]) => `${name}: ${value}\r\n`)
      .join('');
    const told = await raw(
      server,
      `POST /v1/events HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: ${body.length}\r\n${head}${flood}sec-gpc: 1\r\n\r\n${body}`,
    );
    expect(told).toContain('"dropped":[{"index":0,"reason":"opted_out"}]');
    const live = await raw(
      server,
      `GET /live HTTP/1.1\r\nhost: ${new URL(server.url).host}\r\nconnection: close\r\n${flood}x-forwarded-for: 203.0.113.9\r\n\r\n`,
    );
    expect(live).toMatch(/^HTTP\/1\.1 403 /);
  });

  it('answers headers over 16 KiB, and what is no HTTP, with an error and nothing in its log', async () => {
    const before = server.output();
    expect(await raw(server, `GET / HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 431 /,
    );
    for (const text of [
      '\0\0\0\0',
      'GET / HTTP/9.9\r\n\r\n',
      'POST /v1/events HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n',
    ]) {
      expect(await raw(server, text)).toMatch(/^HTTP\/1\.1 400 /);
    }
    expect(server.output()).toBe(before);
  });

  thorough('cuts off a sender that does not finish its headers, and serves others meanwhile', async () => {
    const slow = raw(server, 'POST /v1/events HTTP/1.1\r\nhost: x\r\n', 20_000);
    expect((await post(server, pageview('/'))).status).toBe(202);
    expect(await slow).toMatch(/^(HTTP\/1\.1 408 |$)/);
  });

  it('counted exactly what it answered 202, 400 or 403 to', async () => {
    expect(
      (
        await fetch(`${server.url}/v1/pixel.gif?site=shop&url=https%3A%2F%2Fshop.example%2Fpixel`, {
          headers: HEADERS,
        })
      ).headers.get('content-type'),
    ).toBe('image/gif');
    expect(await server.stop()).toBe(0);
    const rows = await arrivals(
      place,
      `select outcome, reason, path, cast(count(*) as bigint) as n from arrivals where coalesce(path, '') <> '/' group by all order by all`,
    );
    expect(rows.map((row) => [row['outcome'], row['reason'], row['path'], row['n']])).toEqual([
      ['opted_out', 'opted_out', null, 1],
      ['rejected', 'invalid_json', null, 2],
      ['stored', null, '/not-slow', 1],
      ['stored', null, '/pixel', 1],
      ['stored', null, '/zipped', 1],
    ]);
  });
});

describe('a second server', () => {
  it('is refused on the same data directory with the process that holds it, and on a port in use', async () => {
    const place = new Place(CONFIG);
    const other = new Place(CONFIG);
    try {
      const server = await place.start();
      const second = await place.runProcess(['start', '--port', '0']);
      expect(second).toMatchObject({ status: 1, stdout: '' });
      expect(second.stderr).toMatch(
        new RegExp(
          `^headcount: a server runs on .* already \\(process ${server.process.pid}\\): [^\\n]+\\n$`,
        ),
      );
      const { port } = new URL(server.url);
      const third = await other.runProcess(['start', '--port', port]);
      expect(third.status).toBe(1);
      expect(third.stderr).toMatch(
        new RegExp(`^headcount: port ${port} of 127\\.0\\.0\\.1 is in use: [^\\n]+\\n$`),
      );
      await server.stop('SIGKILL');
      const again = await place.start();
      expect(await again.stop()).toBe(0);
    } finally {
      place.dispose();
      other.dispose();
    }
  });
});
