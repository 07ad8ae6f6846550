/**
 * Requests for unknown sites are limited, under one clock that stands still: exactly so many, at nobody else's expense.
 */
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DerivedCache } from '#core/anonymize/derived-cache';
import { SiteRate, UNKNOWN_PER_SECOND } from '#core/collect/site-rate';
import { compileConfig } from '#core/config/compile';
import { parseConfig } from '#core/config/parse-config';
import type { ArrivalRow } from '#core/event/fields';
import { dataDir } from '#runtime/local/data-dir';
import { Journal } from '#runtime/local/journal/journal';
import { httpServer } from '#runtime/local/server/http-server';
import { random128 } from '#runtime/node/keyed-hash';
import { CONFIG, HEADERS, pageview } from './collector.ts';

const NOW = Date.parse('2026-03-10T12:00:00Z');

describe('a request beyond a given number per second that names no configured site', () => {
  let folder: string;
  let journal: Journal;
  let server: Server;
  let now: number;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'headcount-unknown-'));
    const data = dataDir(folder);
    mkdirSync(data.journal, { recursive: true });
    const config = compileConfig(parseConfig(JSON.stringify(CONFIG)));
    now = NOW;
    journal = new Journal({ data, zone: config.zone, clock: () => NOW, onClosed: () => undefined });
    const derived = new DerivedCache();
    const context = () => ({
      config,
      now,
      dayKey: undefined,
      random128,
      country: () => undefined,
      isSealed: () => false,
      keyMatches: () => false,
      derived,
    });
    server = httpServer(
      { journal, rate: new SiteRate(config), context },
      { open: () => undefined, operator: () => undefined },
    ).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true });
  });

  const url = (path: string) => `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
  const send = (body: string) => fetch(url('/v1/events'), { method: 'POST', headers: HEADERS, body });
  const pixel = () => fetch(url('/v1/pixel.gif?site=nowhere'));
  const statuses = async (all: readonly Promise<Response>[]) =>
    (await Promise.all(all)).map(({ status }) => status);
  const lines = async () => {
    await journal.close();
    return readdirSync(join(folder, 'journal')).flatMap((name) =>
      readFileSync(join(folder, 'journal', name), 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as ArrivalRow),
    );
  };
  const exhaust = () => statuses(Array.from({ length: UNKNOWN_PER_SECOND }, () => send('{')));

  it.each([
    ['that is no JSON', '{'],
    ['whose site is not configured', '{"site":"nowhere","events":[{},0,{"site":"gone"}]}'],
    ['that names no site', '{"events":[0]}'],
  ])('a request %s is refused for a while, leaves nothing, and is accepted later', async (_what, body) => {
    const told = await statuses(Array.from({ length: UNKNOWN_PER_SECOND + 30 }, () => send(body)));
    expect(told.filter((status) => status === 429)).toHaveLength(30);
    const refused = await send(body);
    expect([refused.status, refused.headers.get('retry-after'), refused.headers.get('content-type')]).toEqual(
      [429, '1', 'application/problem+json'],
    );
    expect(refused.headers.get('access-control-allow-origin')).toBe('https://shop.example');
    now += 1_000;
    expect((await send(body)).status).not.toBe(429);
    const ids = new Set((await lines()).map((row) => row.event_id));
    expect(ids.size % (UNKNOWN_PER_SECOND + 1)).toBe(0);
    expect(ids.size).toBeGreaterThan(0);
  });

  it('a refused gif says so as well, and stays a gif', async () => {
    await exhaust();
    const refused = await pixel();
    expect([
      refused.status,
      refused.headers.get('content-type'),
      refused.headers.get('retry-after'),
      refused.headers.get('x-headcount'),
    ]).toEqual([429, 'image/gif', '1', 'refused']);
    expect(Buffer.from(await refused.arrayBuffer()).toString('latin1', 0, 6)).toBe('GIF89a');
  });

  it('refused requests keep no event of a configured site from being accepted, nor one beside what names no site', async () => {
    await exhaust();
    const mixed = JSON.stringify({ events: [JSON.parse(pageview('/mixed')), { site: 'nowhere' }, 0] });
    for (const body of [pageview('/alone'), mixed, mixed]) {
      expect((await pixel()).status).toBe(429);
      expect((await send(body)).status).toBe(202);
    }
    const stored = (await lines()).filter(({ outcome }) => outcome === 'stored').map(({ path }) => path);
    expect(stored.toSorted()).toEqual(['/alone', '/mixed', '/mixed']);
  });

  it('a dry run is answered as ever, since it leaves nothing', async () => {
    await exhaust();
    const dry = await fetch(url('/v1/events?dry_run=1'), { method: 'POST', headers: HEADERS, body: '{' });
    expect(dry.status).toBe(400);
  });
});
