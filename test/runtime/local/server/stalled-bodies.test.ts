/** Senders whose bodies stall are refused, and everybody else is served while they hang. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Place, type Running } from '../../../support/program.ts';
import { arrivals, CONFIG, pageview, post, until } from './collector.ts';
import { call, crowd, hangUp, head, type Caller } from './crowd.ts';
import { oneOf, thorough } from '../../../support/full-length.ts';

const MIB = 1024 * 1024;

/**
 * Runs honest senders, one after another, until a condition holds; returns their number, each of which was answered
 * 202.
 */
async function serveUntil(server: Running, holds: () => boolean, body = pageview()): Promise<number> {
  let served = 0;
  await until(async () => {
    expect((await post(server, body)).status).toBe(202);
    served += 1;
    return holds();
  });
  return served;
}

const refused = ({ answer, closed }: Caller) => closed && /^HTTP\/1\.1 (408|429) /.test(answer);

describe('a body that stalls', () => {
  let place: Place;
  let server: Running;
  beforeEach(async () => {
    place = new Place(CONFIG);
    server = await place.start();
  });
  afterEach(() => place.dispose());

  it.each(
    oneOf(3, [
      [
        'of a declared length',
        70,
        Buffer.concat([Buffer.from(head(`content-length: ${MIB}\r\n`)), Buffer.alloc(MIB - 1, 'x')]),
      ],
      [
        'in chunks',
        140,
        Buffer.from(`${head('transfer-encoding: chunked\r\n')}80000\r\n${'x'.repeat(MIB / 2)}\r\n`),
      ],
      [
        'said to be gzip',
        70,
        Buffer.concat([
          Buffer.from(head(`content-encoding: gzip\r\ncontent-length: ${MIB}\r\n`)),
          Buffer.alloc(MIB - 1),
        ]),
      ],
    ] as const),
  )(
    'a stalled body %s keeps nobody from being served, however many of them hang there: each is refused',
    async (_, size, text) => {
      const stalled = crowd(server, size, text);
      const served = await serveUntil(server, () => stalled.every(refused));
      // A large batch fits as well.
      const batch = JSON.stringify({
        site: 'shop',
        events: Array.from({ length: 400 }, (_none, n) => ({
          name: 'pageview',
          url: `https://shop.example/${'y'.repeat(1_000)}${n}`,
        })),
      });
      const again = crowd(server, size, text);
      expect((await post(server, batch)).status).toBe(202);
      hangUp(again);
      expect(await server.stop()).toBe(0);
      const rows = await arrivals(place);
      expect(rows.filter((row) => row['outcome'] === 'stored')).toHaveLength(served + 400);
      expect(rows).toHaveLength(served + 400);
    },
  );

  thorough('a body that comes a byte at a time is answered 408, and is not counted', async () => {
    const slow = call(server, head(`content-length: 1000\r\n`));
    const drip = setInterval(() => slow.socket.write('x'), 200);
    try {
      await until(() => slow.closed);
    } finally {
      clearInterval(drip);
    }
    expect(slow.answer).toMatch(/^HTTP\/1\.1 408 [^]*application\/problem\+json/);
    expect(await server.stop()).toBe(0);
    expect(await arrivals(place)).toEqual([]);
  });
});
