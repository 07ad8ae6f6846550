/**
 * Promises 1 and 2 over time: once the day has ended its visitor keys cannot be derived again, and the seal leaves no
 * row.
 */
import { createHmac } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDayKey } from '#runtime/node/keyed-hash';
import { parseAddress } from '#core/anonymize/address';
import { visitorKey } from '#core/anonymize/visitor-key';
import { openDuckDb } from '#runtime/local/duckdb/open-duckdb';
import { convertLeft } from '../support/convert-left.ts';
import { Place, type Running } from '../support/program.ts';
import { until } from '../support/until.ts';

const AGENT =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36';
/** Returns the visitor key of an address given as text. */
const keyOf = (day: string, salt: Uint8Array, site = 'shop', address = '127.0.0.1') =>
  visitorKey(createDayKey(day, salt), site, parseAddress(address) ?? [], AGENT);
const CONFIG = { sites: [{ id: 'shop', hosts: ['shop.example'], origins: ['https://shop.example'] }] };

async function view(server: Running, path = '/'): Promise<Response> {
  return await fetch(`${server.url}/v1/events`, {
    method: 'POST',
    headers: { origin: 'https://shop.example', 'user-agent': AGENT },
    body: JSON.stringify({ site: 'shop', name: 'pageview', url: `https://shop.example${path}` }),
  });
}

/** Every file below the data directory, as bytes. */
function files(folder: string): Buffer[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).isFile())
    .map((file) => readFileSync(file));
}

/**
 * Whether some 32 consecutive bytes in any file are a salt under which the known address and agent give one of the
 * keys.
 */
function saltIsLeft(folder: string, day: string, keys: ReadonlySet<string>): boolean {
  return files(folder).some((bytes) => {
    for (let at = 0; at + 32 <= Math.min(bytes.length, 20_000); at += 1) {
      if (keys.has(keyOf(day, bytes.subarray(at, at + 32)))) return true;
    }
    return false;
  });
}

async function visitorsIn(place: Place): Promise<(string | null)[]> {
  await convertLeft(place);
  if (
    !existsSync(join(place.data, 'arrivals')) ||
    !readdirSync(join(place.data, 'arrivals'), { recursive: true, encoding: 'utf8' }).some((name) =>
      name.endsWith('.parquet'),
    )
  )
    return [];
  const db = await openDuckDb({ memoryLimit: '256MB', scratch: join(place.folder, 'scan') });
  try {
    const rows = await db.rows(
      `select visitor from read_parquet('${place.data}/arrivals/*/*.parquet', union_by_name = true) where outcome = 'stored'`,
    );
    return rows.map((row) => row['visitor'] as string | null);
  } finally {
    db.close();
  }
}

describe('when a day has ended', () => {
  let place: Place;
  beforeEach(() => {
    place = new Place(CONFIG);
  });
  afterEach(() => place.dispose());

  it('the visitor key of a known address and agent cannot be computed from anything on disk, though it could before', async () => {
    place.setClock('2026-03-10T22:30:00Z');
    const server = await place.start();
    expect((await view(server)).status).toBe(202);
    await server.stop();
    const keys = new Set((await visitorsIn(place)).filter((key) => key !== null));
    expect(keys.size).toBe(1);
    expect(saltIsLeft(place.data, '2026-03-10', keys), 'the search finds the salt while the day lasts').toBe(
      true,
    );

    place.setClock('2026-03-11T00:10:00Z');
    const next = await place.start();
    expect(saltIsLeft(place.data, '2026-03-10', keys)).toBe(false);
    await next.stop();
    expect(saltIsLeft(place.data, '2026-03-10', keys)).toBe(false);
  });

  it('a running server deletes its salt at the first request of the new day', async () => {
    place.setClock('2026-03-10T23:59:00Z');
    const server = await place.start();
    await view(server);
    place.setClock('2026-03-11T00:00:30Z');
    await place.clockShownBy(server);
    await view(server);
    expect(readdirSync(join(place.data, 'salts')).filter((name) => name.startsWith('2026-03-10'))).toEqual(
      [],
    );
    await server.stop();
    const keys = await visitorsIn(place);
    expect(new Set(keys).size, 'the same visitor has unrelated keys on two days').toBe(2);
  });

  it('the salt is made at the start and at midnight, so that no file or folder tells when the first visitor came', async () => {
    place.setClock('2026-03-10T23:30:00Z');
    const salts = join(place.data, 'salts');
    const files = () => readdirSync(salts).toSorted();
    const times = () =>
      [salts, ...files().map((name) => join(salts, name))].map((path) => {
        const { mtimeMs, ctimeMs, birthtimeMs } = statSync(path);
        return [path, mtimeMs, ctimeMs, birthtimeMs];
      });
    const server = await place.start();
    expect(files()).toContain('2026-03-10.salt');
    const made = times();
    await view(server);
    expect(times()).toEqual(made);
    place.setClock('2026-03-11T00:00:05Z');
    const midnight = Date.parse('2026-03-11');
    await until(
      () =>
        files().includes('2026-03-11.salt') &&
        statSync(join(salts, '2026-03-11.salt')).mtimeMs === midnight &&
        !files().includes('2026-03-10.salt'),
    );
    const next = times();
    await view(server);
    expect(times()).toEqual(next);
    await server.stop();
    expect(new Set(await visitorsIn(place)).size).toBe(2);
  });

  it('a clock set back brings no salt back and makes no second one: events are stored without a visitor', async () => {
    place.setClock('2026-03-11T00:10:00Z');
    const server = await place.start();
    await view(server);
    await server.stop();
    place.setClock('2026-03-10T23:50:00Z');
    const back = await place.start();
    expect((await view(back)).status).toBe(202);
    await back.stop();
    expect(readdirSync(join(place.data, 'salts')).filter((name) => name.startsWith('2026-03-10'))).toEqual(
      [],
    );
    expect((await visitorsIn(place)).filter((key) => key === null)).toHaveLength(1);
  });

  it('no key, event id or arrival is left in any file after the seal', async () => {
    place.setClock('2026-03-10T12:00:00Z');
    const server = await place.start();
    for (const path of ['/', '/a', '/b']) await view(server, path);
    await server.stop();
    await convertLeft(place);
    const db = await openDuckDb({ memoryLimit: '256MB', scratch: join(place.folder, 'scan') });
    const ids = (
      await db.rows(`select event_id, visitor from read_parquet('${place.data}/arrivals/*/*.parquet')`)
    )
      .flatMap((row) => [row['event_id'], row['visitor']])
      .map(String);
    db.close();
    expect(ids).toHaveLength(6);
    place.setClock('2026-03-11T04:00:00Z');
    const sealed = await place.run(['seal', '--json']);
    expect(sealed.status, sealed.stderr).toBe(0);
    const left = files(place.data).filter((bytes) =>
      ids.some(
        (id) =>
          bytes.includes(id) || bytes.includes(Buffer.from(id, 'hex')) || bytes.includes(id.slice(0, 12)),
      ),
    );
    expect(left).toHaveLength(0);
    expect(
      readdirSync(place.data, { recursive: true, encoding: 'utf8' }).filter((name) =>
        /^(arrivals|journal|scratch)\/.*\.(parquet|jsonl|open|tmp|db|duckdb)$/.test(name),
      ),
    ).toEqual([]);
  });
});

it('the visitor key is an HMAC over length-prefixed parts, so that no site and address run into each other', () => {
  const salt = Buffer.alloc(32, 7);
  expect(keyOf('2026-03-10', salt)).toMatch(/^[0-9a-f]{32}$/);
  expect(keyOf('2026-03-10', salt)).not.toBe(
    createHmac('sha256', salt).update(`shop127.0.0.1${AGENT}`).digest('hex').slice(0, 32),
  );
  expect(keyOf('2026-03-10', salt, 'shop1', '27.0.0.1')).not.toBe(
    keyOf('2026-03-10', salt, 'shop', '127.0.0.1'),
  );
  expect(keyOf('2026-03-10', salt, 'shop', '::ffff:127.0.0.1')).toBe(keyOf('2026-03-10', salt));
});
