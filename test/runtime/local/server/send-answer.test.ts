/** Refusals before the whole request has arrived: they reach even a sender that reads only after sending everything. */
import { once } from 'node:events';
import type { IncomingMessage, Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Collector } from '#runtime/local/server/collect-request';
import { httpServer, createServerLoad, type ServerLoad } from '#runtime/local/server/http-server';
import { until } from './collector.ts';

const MIB = 1024 * 1024;
const NOBODY = { open: () => undefined, operator: () => undefined };
const head = (length: number) => `POST /v1/events HTTP/1.1\r\nhost: x\r\ncontent-length: ${length}\r\n\r\n`;

let load: ServerLoad;
let server: Server;
let client: Socket;
/** Requests that were judged: each of them obtained a context. */
let judged: number;
beforeEach(async () => {
  judged = 0;
  load = createServerLoad();
  const context = () => {
    judged += 1;
    throw new Error('no context is given');
  };
  server = httpServer({ journal: { waitingChars: 0 }, context } as unknown as Collector, NOBODY, load);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  client = connect({ port: (server.address() as AddressInfo).port, host: '127.0.0.1', allowHalfOpen: true });
  client.on('error', () => undefined);
  await once(client, 'connect');
});
afterEach(() => {
  client.destroy();
  server.closeAllConnections();
  server.close();
});

/** Sends all of a text in pieces, and only then reads until the server ends. */
async function sendThenRead(text: string): Promise<string> {
  for (let at = 0; at < text.length; at += MIB / 16)
    await new Promise((resolve, reject) => {
      client.write(text.slice(at, at + MIB / 16), (error) => (error ? reject(error) : resolve(undefined)));
    });
  let answer = '';
  client.on('data', (chunk) => {
    answer += chunk;
  });
  await once(client, 'end');
  return answer;
}

/** Returns the server's end of a connection whose sender has stalled, was answered, and has not read the answer. */
async function stalled(length: number): Promise<Socket> {
  const request = once(server, 'request');
  client.write(`${head(length)}x`);
  const { socket } = (await request)[0] as IncomingMessage;
  await until(() => load.bodies.heldBytes === 1);
  for (let n = 0; n < 5; n += 1) load.bodies.tick();
  await until(() => socket.writableFinished);
  return socket;
}

it('a stalled sender that sends all the rest before it reads is answered 408', async () => {
  await stalled(MIB);
  expect(await sendThenRead('x'.repeat(MIB - 1))).toMatch(/^HTTP\/1\.1 408 [^]*application\/problem\+json/);
});

it('a sender of too large a body that sends all of it before it reads is answered 413', async () => {
  expect(await sendThenRead(`${head(4 * MIB)}${'x'.repeat(4 * MIB)}`)).toMatch(/^HTTP\/1\.1 413 /);
});

it('a refused sender that never closes is cut off all the same', async () => {
  const socket = await stalled(MIB);
  // It neither reads, nor sends, nor closes.
  await until(() => socket.destroyed);
});

it('a request behind one that was refused is neither judged nor answered', async () => {
  const socket = await stalled(3);
  const answer = await sendThenRead(`xx${head(2)}{}`);
  expect(answer.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 408']);
  client.end();
  await until(() => socket.destroyed);
  expect(judged).toBe(0);
});
