/** Requests that no library would send, against a running register: none gets a 5xx, ends it or changes its log. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startRegister, type RunningRegister } from '../../support/running-register.ts';

const MARK = 'xx-echo-xx';

describe('a running register', () => {
  let data: string;
  let register: RunningRegister;
  let before: string;
  const log = () => readFileSync(join(data, 'register.jsonl'), 'utf8');
  beforeAll(async () => {
    data = mkdtempSync(join(tmpdir(), 'headcount-raw-'));
    register = await startRegister(data);
    before = log();
  });
  afterAll(async () => {
    await register.stop();
    rmSync(data, { recursive: true, force: true });
  });

  /** Sends bytes as they are; returns all that came back until the connection ended. */
  const send = (text: string) =>
    new Promise<string>((resolve, reject) => {
      const socket = connect(Number(new URL(register.url).port), '127.0.0.1');
      let answer = '';
      socket.on('data', (chunk) => (answer += chunk.toString('latin1')));
      socket.on('error', reject);
      socket.on('close', () => resolve(answer));
      socket.end(Buffer.from(text, 'latin1'));
    });
  const head = (first: string, ...more: readonly string[]) =>
    [first, 'Host: x', 'Connection: close', ...more, '', ''].join('\r\n');

  it.each([
    ['GET', 'GET http://elsewhere.example/register/workshop HTTP/1.1', 404],
    ['GET', 'GET //elsewhere.example/register/workshop HTTP/1.1', 404],
    ['GET', 'GET /register/..%2f..%2fregister.jsonl HTTP/1.1', 404],
    ['GET', 'GET /register/%ff%00%zz HTTP/1.1', 404],
    ['OPTIONS', 'OPTIONS * HTTP/1.1', 404],
    ['TRACE', 'TRACE /register/workshop HTTP/1.1', 405],
    ['DELETE', 'DELETE /register/workshop HTTP/1.1', 404],
    ['a method that there is not', 'BREW /register/workshop HTTP/1.1', 400],
    ['no HTTP', `${MARK}`, 400],
  ])('answers %s in "%s" with %i', async (_what, first, status) => {
    const answer = await send(head(first, `X-Mark: ${MARK}`));
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer).not.toContain(MARK);
  });

  it('answers a host, a cookie, forwarded addresses and other headers as if they were not there', async () => {
    const plain = await send(head('GET /register/self HTTP/1.1'));
    const more = [
      `Cookie: ${MARK}`,
      `X-Forwarded-Host: ${MARK}`,
      `Forwarded: host=${MARK}`,
      `Referer: ${MARK}`,
    ];
    const answer = await send(
      head('GET /register/self HTTP/1.1', ...more).replace('Host: x', `Host: ${MARK}`),
    );
    const undated = (text: string) => text.replace(/^date: .*$/im, '');
    expect(undated(answer)).toBe(undated(plain));
  });

  it('answers 431 to headers that are too long', async () => {
    expect(await send(head('GET /register/self HTTP/1.1', `X-Mark: ${'a'.repeat(40_000)}`))).toMatch(/ 431 /);
  });

  it.each([
    ['in one piece', 70_000, true],
    ['in chunks', 70_000, false],
    ['in one piece', 3_000_000, true],
    ['in chunks', 3_000_000, false],
  ])('answers 413 to a body %s of %i bytes (its length said: %s)', async (_how, size, isLengthSaid) => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const post = httpRequest(
        `${register.url}/v1/registrations`,
        {
          method: 'POST',
          headers: {
            'Content-Type': 'application/json',
            ...(isLengthSaid ? { 'Content-Length': size } : {}),
          },
        },
        (answer) => {
          resolve(answer.statusCode);
          answer.resume();
        },
      );
      // What is still to be sent is cut off once the answer is there.
      post.on('error', reject);
      for (let at = 0; at < size; at += 10_000) post.write('a'.repeat(Math.min(10_000, size - at)));
      post.end();
    });
    expect(status).toBe(413);
  });

  it('is as it was after all of this', async () => {
    expect((await fetch(`${register.url}/healthz`)).status).toBe(200);
    expect(log()).toBe(before);
  });
});
