/** The server's behaviour if the disk is full, its engine dies, it cannot keep up, or it is told to shut down. */
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { connect, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parseConfig } from '#core/config/parse-config';
import { compileConfig } from '#core/config/compile';
import { httpServer } from '#runtime/local/server/http-server';
import { SiteRate } from '#core/collect/site-rate';
import type { Collector } from '#runtime/local/server/collect-request';
import { Place } from '../../../support/program.ts';
import { smallDisk, type SmallDisk } from '../../../support/small-disk.ts';
import { arrivals, CONFIG, HEADERS, pageview, post, segments, until } from './collector.ts';
import { thorough } from '../../../support/full-length.ts';

function childrenOf(pid: number | undefined): number[] {
  return execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter(([, parent]) => parent === pid)
    .map(([child]) => child ?? 0);
}

describe('the server', () => {
  let place: Place;
  beforeEach(() => {
    place = new Place(CONFIG);
  });
  afterEach(() => place.dispose());

  it('goes on collecting when its engine dies, and has a new one that converts', async () => {
    const server = await place.start();
    await until(() => childrenOf(server.process.pid).length === 1);
    const [engine = 0] = childrenOf(server.process.pid);
    process.kill(engine, 'SIGKILL');
    expect((await post(server, pageview('/a'))).status).toBe(202);
    await until(() => childrenOf(server.process.pid).some((pid) => pid !== engine));
    writeFileSync(join(place.data, 'journal', 'roll'), '');
    await until(() => !readdirSync(join(place.data, 'journal')).includes('roll'));
    expect(await arrivals(place)).toHaveLength(1);
    expect(await server.stop()).toBe(0);
  });

  thorough(
    'keeps a segment that cannot be read, says so at /healthz, converts the others, and holds back its day alone',
    async () => {
      const journal = join(place.data, 'journal');
      mkdirSync(journal);
      place.setClock('2026-03-11T12:00:00Z');
      const name = `2026-03-10.2026-03-10.${'a'.repeat(32)}.jsonl`;
      writeFileSync(join(journal, name), '{"event_id":"torn\n');
      const server = await place.start();
      const problems = async () =>
        (
          (await (await fetch(`${server.url}/healthz`)).json()) as { problems: { name: string }[] }
        ).problems.map((one) => one.name);
      await until(async () => (await problems()).length > 0);
      expect(await problems()).toEqual(['segment']);
      expect((await post(server, pageview('/a'))).status).toBe(202);
      expect(await server.stop()).toBe(0);
      expect((await arrivals(place)).map((row) => row['path'])).toEqual(['/a']);
      expect(readdirSync(journal)).toContain(name);
      place.setClock('2026-03-12T12:00:00Z');
      const sealed = await place.run(['seal', '--json']);
      expect(sealed.status).toBe(1);
      expect(JSON.parse(sealed.stdout)).toMatchObject({ days: [{ day: '2026-03-11', stored: 1 }] });
      expect(sealed.stderr).toContain(`held back 2026-03-10: journal/${name}`);
    },
  );

  thorough('leaves no engine behind when it is killed', async () => {
    const server = await place.start();
    await until(() => childrenOf(server.process.pid).length === 1);
    const [engine = 0] = childrenOf(server.process.pid);
    await server.stop('SIGKILL');
    await until(() => {
      try {
        return !process.kill(engine, 0);
      } catch {
        return true;
      }
    });
  });

  it('a server that is asked to end while a request is under way answers it, stores it and ends with 0', async () => {
    const server = await place.start();
    const { port, hostname } = new URL(server.url);
    const body = pageview('/last');
    const socket = connect(Number(port), hostname);
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    const head = Object.entries(HEADERS)
      .map(([name, value]) => `${name}: ${value}\r\n`)
      .join('');
    socket.write(
      `POST /v1/events HTTP/1.1\r\nhost: x\r\n${head}content-length: ${body.length}\r\n\r\n${body.slice(0, 10)}`,
    );
    await post(server, pageview('/first'));
    server.process.kill('SIGTERM');
    await until(() => server.output().includes('shutting down'));
    socket.write(body.slice(10));
    await once(socket, 'close');
    expect(answer).toMatch(/^HTTP\/1\.1 202 /);
    expect(await server.stop()).toBe(0);
    expect((await arrivals(place)).map((row) => row['path']).toSorted()).toEqual(['/first', '/last']);
    expect([...segments(place, 'open'), ...segments(place, 'jsonl')]).toEqual([]);
  });
});

describe('the server on a full disk', () => {
  const place = new Place(CONFIG);
  let disk: SmallDisk | undefined;
  beforeAll(() => {
    disk = smallDisk('4m');
  });
  afterAll(() => {
    place.dispose();
    disk?.remove();
  });

  it('answers 503 with Retry-After and says so at /healthz, keeps what it acknowledged, and goes on when there is room', async (context) => {
    if (disk === undefined) return context.skip();
    const { folder } = disk;
    const data = join(folder, 'data');
    const server = await place.start(['--data', data]);
    let stored = 0;
    for (let n = 0; n < 5; n += 1)
      stored += Number((await post(server, pageview(`/before${n}`))).status === 202);
    expect(stored).toBe(5);
    const free = Number(/(\d+) +\d+% /.exec(execFileSync('df', ['-k', folder], { encoding: 'utf8' }))?.[1]);
    try {
      writeFileSync(join(folder, 'ballast'), Buffer.alloc(free * 1024 + 8192));
    } catch {
      /* as full as it gets */
    }
    const batch = JSON.stringify({
      site: 'shop',
      events: Array.from({ length: 500 }, (_, n) => ({
        name: 'pageview',
        url: `https://shop.example/full${n}`,
      })),
    });
    const refused = await post(server, batch);
    expect([refused.status, refused.headers.get('retry-after'), refused.headers.get('content-type')]).toEqual(
      [503, '5', 'application/problem+json'],
    );
    const ill = await fetch(`${server.url}/healthz`);
    expect([
      ill.status,
      ((await ill.json()) as { problems: { name: string }[] }).problems.map((one) => one.name),
    ]).toEqual([503, ['journal']]);
    rmSync(join(folder, 'ballast'));
    await until(async () => (await fetch(`${server.url}/healthz`)).status === 200);
    expect((await post(server, pageview('/after'))).status).toBe(202);
    expect(await server.stop()).toBe(0);
    const rows = await arrivals(place, undefined, data);
    expect(rows.map((row) => row['path']).toSorted()).toEqual([
      '/after',
      '/before0',
      '/before1',
      '/before2',
      '/before3',
      '/before4',
    ]);
    expect(server.output()).not.toMatch(/at .*\(.*:\d+:\d+\)/);
  });
});

it('a server whose disk cannot follow answers 429 with Retry-After before it reads a body', async () => {
  const config = compileConfig(parseConfig(JSON.stringify(CONFIG)));
  const collector = {
    journal: { waitingChars: 9_000_000 },
    rate: new SiteRate(config),
    context: () => {
      throw new Error('not reached');
    },
  } as unknown as Collector;
  const server = httpServer(collector, { open: () => undefined, operator: () => undefined }).listen(
    0,
    '127.0.0.1',
  );
  try {
    await once(server, 'listening');
    const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/events`, {
      method: 'POST',
      body: pageview(),
    });
    expect([
      response.status,
      response.headers.get('retry-after'),
      response.headers.get('content-type'),
    ]).toEqual([429, '1', 'application/problem+json']);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
