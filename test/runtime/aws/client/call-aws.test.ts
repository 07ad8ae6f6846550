import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { callAws } from '#runtime/aws/client/call-aws';

let answer: (response: ServerResponse) => void = () => undefined;
const server = createServer((request, response) => {
  request.resume().on('end', () => {
    answer(response);
  });
});
beforeAll(async () => {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  for (const [name, value] of Object.entries({
    AWS_ENDPOINT_URL_FIREHOSE: `http://127.0.0.1:${port}`,
    AWS_ACCESS_KEY_ID: 'a',
    AWS_SECRET_ACCESS_KEY: 's',
    AWS_REGION: 'eu-central-1',
  }))
    vi.stubEnv(name, value);
});
afterAll(() => {
  vi.unstubAllEnvs();
  server.closeAllConnections();
  server.close();
});

const call = (timeout = 5_000) =>
  callAws({ service: 'firehose', target: 'T', input: {}, timeoutMs: timeout });
const ends =
  (status: number, body: string, headers: Record<string, string> = {}) =>
  (response: ServerResponse) => {
    response.writeHead(status, headers).end(body);
  };

describe('a call of AWS', () => {
  it('gives the JSON of an answer', async () => {
    answer = ends(200, '{"a":1}');
    expect(await call()).toEqual({ a: 1 });
  });

  it('may be made again where the answer cannot be read, is cut off or does not come in time, as a whole', async () => {
    answer = ends(200, 'no json');
    await expect(call()).rejects.toMatchObject({ code: 'unreadable', isTransient: true });
    answer = (response) => {
      response.destroy();
    };
    await expect(call()).rejects.toMatchObject({ code: 'network', isTransient: true });
    answer = (response) => {
      response.writeHead(200).write('{');
    };
    await expect(call(50)).rejects.toMatchObject({ code: 'timeout', isTransient: true });
  });

  it('a call that fails has the code that the service names, in the header or the body, and nothing of its message', async () => {
    answer = ends(400, '{"__type":"com.amazonaws#AccessDeniedException","message":"/secret"}');
    await expect(call()).rejects.toMatchObject({
      code: 'AccessDeniedException',
      message: 'AccessDeniedException',
      isTransient: false,
    });
    answer = ends(400, '{}', { 'x-amzn-errortype': 'ThrottlingException:' });
    await expect(call()).rejects.toMatchObject({ code: 'ThrottlingException', isTransient: true });
    answer = ends(502, '<html>');
    await expect(call()).rejects.toMatchObject({ code: 'status.502', isTransient: true });
  });
});
