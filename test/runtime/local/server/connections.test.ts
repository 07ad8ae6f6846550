/** More connections than the limit: idle ones are closed first, everybody else is served, and healthz reports it. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Place, type Running } from '../../../support/program.ts';
import { CONFIG, pageview, post, until } from './collector.ts';
import { allConnected, call, crowd, hangUp, head, type Caller } from './crowd.ts';
import { oneOf, thorough } from '../../../support/full-length.ts';

/** One by one, because Node's fetch would share a connection that is open already. */
async function serve(server: Running): Promise<void> {
  const response = await post(server, pageview(), { connection: 'close' });
  expect(response.status).toBe(202);
  await response.arrayBuffer();
}

async function isServed(server: Running): Promise<boolean> {
  return await serve(server).then(
    () => true,
    () => false,
  );
}

async function problems(server: Running): Promise<readonly string[]> {
  const response = await fetch(`${server.url}/healthz`, { headers: { connection: 'close' } });
  return ((await response.json()) as { problems: { name: string }[] }).problems.map(({ name }) => name);
}

/**
 * Requests of one caller: the first is nearly always enough, unless each of the others is waiting for the disk at that
 * moment.
 */
const MOST_TRIES = 5;
const GET = head('', 'GET', '/headcount.js');
const POST = `${head(`content-length: ${Buffer.byteLength(pageview())}\r\n`)}${pageview()}`;

describe('a server that may open 256 files', () => {
  let place: Place;
  let server: Running;
  let callers: Caller[];
  beforeEach(async () => {
    place = new Place(CONFIG);
    place.descriptors = 256;
    callers = [];
    server = await place.start();
  });
  afterEach(() => {
    hangUp(callers);
    place.dispose();
  });

  async function serveBesides(text: string): Promise<void> {
    await serve(server);
    callers.push(...crowd(server, 600, text));
    for (let n = 0; n < 20; n += 1) await serve(server);
    await allConnected(callers);
    await until(async () => (await problems(server)).includes('connections'));
    for (let n = 0; n < 20; n += 1) await serve(server);
    hangUp(callers);
  }

  it('serves whoever comes, before and behind 600 connections that send nothing, and names them at healthz', async () => {
    await serveBesides('');
  });

  thorough.each([
    ['send nothing', ''],
    ['have sent one request and stay', POST],
    ['were given a page and stay', GET],
    ['begin a request and do not end its headers', 'POST /v1/events HTTP/1.1\r\nhost: x\r\n'],
    ['stall in their bodies', `${head('content-length: 1000\r\n')}x`],
  ])(
    'serves whoever comes besides 600 connections that %s, and is healthy again once they are gone',
    async (_, text) => {
      await serveBesides(text);
      await until(async () => (await problems(server)).length === 0);
      expect(await server.stop()).toBe(0);
    },
  );

  thorough(
    'serves whoever comes, and comes again where need be, while each closed connection is opened again at once',
    async () => {
      let again = true;
      const reopen = () => {
        const caller = call(server, POST);
        callers.push(caller);
        caller.socket.on('close', () => {
          if (again) setImmediate(reopen);
        });
      };
      for (let n = 0; n < 300; n += 1) reopen();
      await until(() => callers.length > 900);
      // If each of the others is waiting for the disk, the newest is the next to be closed: it tries again.
      for (let n = 0; n < 20; n += 1) {
        let tries = 1;
        while (!(await isServed(server))) tries += 1;
        expect(tries).toBeLessThanOrEqual(MOST_TRIES);
      }
      again = false;
      hangUp(callers);
      await until(async () => (await problems(server)).length === 0);
      expect(await server.stop()).toBe(0);
    },
  );
});

describe('a process that may open too few files', () => {
  it.each(oneOf(5, [255, 128, 96, 64, 32]))(
    '(%i) says so in one line and ends with 1, whatever it was to do',
    async (descriptors) => {
      const place = new Place(CONFIG);
      place.descriptors = descriptors;
      try {
        for (const words of [['start', '--port', '0'], ['seal'], ['report', '--inside']]) {
          const ran = await place.runProcess(words);
          expect([ran.status, ran.stdout]).toEqual([1, '']);
          expect(ran.stderr).toMatch(
            new RegExp(
              `^headcount: this process may open ${descriptors} files only and needs 256 [^\\n]+ulimit -n[^\\n]+\\n$`,
            ),
          );
        }
      } finally {
        place.dispose();
      }
    },
  );
});
