/**
 * The order in which connections are closed near the limit: the server runs in this process, and its answers show what
 * it has read.
 */
import { once } from 'node:events';
import type { Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Collector } from '#runtime/local/server/collect-request';
import { httpServer, createServerLoad } from '#runtime/local/server/http-server';
import { until } from './collector.ts';

const LARGE = 'x'.repeat(8 * 1024 * 1024);
const pages = {
  open: (path: string) => ({
    status: 200,
    headers: { 'content-type': 'text/plain' },
    body: path === '/large' ? LARGE : 'page',
  }),
  operator: () => undefined,
};

let server: Server;
let sockets: Socket[];
beforeEach(async () => {
  sockets = [];
  const load = createServerLoad();
  // 96 are reserved for files: there may be 40 connections, and 38 are close to that.
  load.connections.fitTo(136);
  server = httpServer({ journal: { waitingChars: 0 } } as Collector, pages, load).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(() => {
  for (const socket of sockets) socket.destroy();
  server.closeAllConnections();
  server.close();
});

async function open(): Promise<Socket> {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  sockets.push(socket);
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

async function get(socket: Socket): Promise<void> {
  socket.write('GET /page HTTP/1.1\r\nhost: x\r\n\r\n');
  let answer = '';
  while (!answer.endsWith('page')) answer += String((await once(socket, 'data'))[0]);
}

async function several(count: number): Promise<Socket[]> {
  const made: Socket[] = [];
  for (let n = 0; n < count; n += 1) {
    const socket = await open();
    await get(socket);
    made.push(socket);
  }
  return made;
}

const closed = (list: readonly Socket[]) => list.flatMap((socket, n) => (socket.closed ? [n] : []));

it('those idle longest are closed for new ones, by their last request and not by their beginning', async () => {
  const early = await several(38);
  for (const socket of early.slice(0, 20)) await get(socket);
  await several(5);
  await until(() => closed(early).length === 5);
  expect(closed(early)).toEqual([20, 21, 22, 23, 24]);
});

it('one that waits for its body or does not read its answer stays while another is idle', async () => {
  const [unread, waiting] = [await open(), await open()];
  unread.pause();
  waiting.resume();
  unread.write('GET /large HTTP/1.1\r\nhost: x\r\n\r\n');
  waiting.write('POST /v1/events HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\n\r\nx');
  const early = await several(36);
  await several(36);
  await until(() => closed(early).length === 36);
  expect([unread.closed, waiting.closed]).toEqual([false, false]);
});
