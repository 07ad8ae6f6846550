/** Bodies that wait to be inflated: at most three are held, and a connection with many delays no other. */
import { EventEmitter } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { Inflations } from '#runtime/local/server/inflations';
import { readBody } from '#runtime/local/server/read-body';
import { WaitingBodies } from '#runtime/local/server/waiting-bodies';

/** A request whose body has arrived completely, on one of several connections. */
function sent(socket: object, body: Uint8Array): { request: IncomingMessage; send: () => void } {
  const request = Object.assign(new EventEmitter(), { socket, headers: { 'content-encoding': 'gzip' } });
  return {
    request: request as unknown as IncomingMessage,
    send: () => {
      request.emit('data', body);
      request.emit('end');
    },
  };
}

const bomb = gzipSync('x'.repeat(1024 * 1024));

it('at most three inflated bodies are held at once, however many connections they wait on', async () => {
  const inflations = new Inflations();
  let [begun, done, most] = [0, 0, 0];
  await new Promise<void>((resolve) => {
    const begin = () => {
      begun += 1;
      most = Math.max(most, begun - done);
      return true;
    };
    for (let n = 0; n < 60; n += 1)
      inflations.inflate({ n: n % 20 } as unknown as Socket, bomb, begin, () => {
        done += 1;
        if (done === 60) resolve();
      });
  });
  // Two in progress, and the one that is handed on when the next has begun.
  expect(most).toBe(3);
});

it('a gzip body waits for at most ten of the 60 bombs that another connection has pipelined before', async () => {
  const bodies = new WaitingBodies();
  const [many, single] = [{}, {}];
  let bombs = 0;
  const before = await new Promise<number>((resolve) => {
    // All arrive in one turn of the event loop, so that none is inflated before the last has arrived.
    for (let n = 0; n < 60; n += 1) {
      const { request, send } = sent(many, bomb);
      readBody(bodies, request, () => (bombs += 1));
      send();
    }
    const { request, send } = sent(single, gzipSync('{}'));
    readBody(bodies, request, () => resolve(bombs));
    send();
  });
  expect(before).toBeLessThanOrEqual(10);
});
