/** Where the register listens, and what it says where it cannot. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { listen, registerServer } from '#runtime/local/register/http-server';

const open: Server[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await new Promise((resolve) => server.close(resolve));
});

describe('the server of the register', () => {
  it('says what to do where its port is in use', async () => {
    const other = createServer();
    open.push(other);
    await listen(other, 0, '127.0.0.1');
    const { port } = other.address() as AddressInfo;
    const server = registerServer(() => Promise.resolve(new Response()));
    await expect(listen(server, port, '127.0.0.1')).rejects.toMatchObject({
      name: 'ListenError',
      message: `port ${port} of 127.0.0.1 is in use: stop what listens there, or choose another with --port`,
    });
  });
});
