/**
 * Promise 2 in memory: once the day has ended, a dump of the running server holds nothing from which the day's keys
 * could be computed, whatever visitors sent.
 */
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { oneOf } from '../../support/full-length.ts';
import { Place, type Running } from '../../support/program.ts';
import { searchMemory, whyUnsearchable } from '../../support/process-memory.ts';
import { saltNeedles } from '../../support/salt-needles.ts';
import { digestWords } from '../../support/sha256-block.ts';
import { until } from '../../support/until.ts';

const DAY = '2026-03-10';
const KEY = 'a'.repeat(32);
const CONFIG = {
  sites: [
    {
      id: 'shop',
      hosts: ['shop.example'],
      origins: ['https://shop.example'],
      keyFile: 'shop.key',
    },
  ],
};
/** Lengths of user agents around those at which the hash takes another way, and of the largest header. */
const LENGTHS = oneOf(2, [1, 120, 1_320, 1_364, 1_366, 4_000, 4_200, 8_000]);

async function view(server: Running, length: number): Promise<void> {
  const answer = await fetch(`${server.url}/v1/events`, {
    method: 'POST',
    headers: { origin: 'https://shop.example', 'user-agent': `Mozilla/5.0 ${'x'.repeat(length)}` },
    body: JSON.stringify({
      site: 'shop',
      name: 'pageview',
      id: '0123456789abcdef',
      url: `https://shop.example/${'p'.repeat(Math.min(length, 2_000))}`,
    }),
  });
  expect(answer.status).toBe(202);
}

/** A server's events bring an address and a user agent in the body. */
async function relay(server: Running, length: number): Promise<void> {
  const answer = await fetch(`${server.url}/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${KEY}` },
    body: JSON.stringify({
      site: 'shop',
      name: 'pageview',
      url: 'https://shop.example/',
      ip: '2001:db8::1',
      user_agent: `Mozilla/5.0 ${'ü'.repeat(Math.min(length, 400))}`,
    }),
  });
  expect(answer.status).toBe(202);
}

/** The server and the processes that it started. */
function family(server: Running): number[] {
  const pid = server.process.pid ?? 0;
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
  return [pid, ...children.split(' ').filter(Boolean).map(Number)];
}

const search = (server: Running, salt: Buffer): string[] => [
  ...new Set(family(server).flatMap((pid) => searchMemory(pid, saltNeedles(salt)))),
];

it('the states that the search knows are those of SHA-256', () => {
  const text = randomBytes(40);
  const block = Buffer.concat([text, Buffer.of(0x80), Buffer.alloc(21), Buffer.of(1, 64)]);
  expect(digestWords(block)).toEqual(createHash('sha256').update(text).digest());
});

describe('when the day has ended', () => {
  let place: Place;
  beforeEach(() => {
    place = new Place(CONFIG);
    writeFileSync(join(place.folder, 'shop.key'), KEY, { mode: 0o600 });
  });
  afterEach(() => place.dispose());

  it('the memory of the server holds neither the salt nor a pad, though it held both pads before', async ({
    skip,
  }) => {
    place.setClock(`${DAY}T22:30:00Z`);
    const server = await place.start();
    const obstacle = whyUnsearchable(server.process.pid ?? 0);
    skip(obstacle !== undefined, obstacle);
    for (const length of LENGTHS) {
      await view(server, length);
      await relay(server, length);
    }
    const file = join(place.data, 'salts', `${DAY}.salt`);
    const salt = readFileSync(file);
    expect(search(server, salt)).toEqual(
      expect.arrayContaining(['inner pad, raw from 0', 'outer pad, raw from 0']),
    );
    place.setClock('2026-03-11T00:00:30Z');
    await until(() => !existsSync(file));
    expect(search(server, salt)).toEqual([]);
    await server.stop();
  });
});
