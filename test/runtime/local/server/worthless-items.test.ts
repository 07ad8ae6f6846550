/** The cost of worthless requests: one row per site and reason, and every item in the books. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Place, type Running } from '../../../support/program.ts';
import { CONFIG, pageview, post } from './collector.ts';

const ITEMS = 500;
const zeros = `"events":[${Array(ITEMS).fill(0).join(',')}]`;
const GZIP = { 'content-encoding': 'gzip' };
const worthless = (site?: string) =>
  gzipSync(`{${site === undefined ? '' : `"site":"${site}",`}${zeros}}`, { level: 9 });

describe('a request of worthless items', () => {
  let place: Place;
  let server: Running;
  beforeEach(async () => {
    place = new Place(CONFIG);
    place.setClock('2026-03-10T12:00:00Z');
    server = await place.start();
  });
  afterEach(() => place.dispose());

  const journalBytes = () =>
    readdirSync(join(place.data, 'journal')).reduce(
      (sum, name) => sum + statSync(join(place.data, 'journal', name)).size,
      0,
    );
  const waiting = async () =>
    (JSON.parse((await place.run(['status', '--json'])).stdout) as { waiting: number }).waiting;
  const booked = async () => {
    expect(await server.stop()).toBe(0);
    place.setClock('2026-03-11T12:00:00Z');
    const sealed = await place.run(['seal', '--json']);
    expect(sealed.status, sealed.stderr).toBe(0);
    return (JSON.parse(sealed.stdout) as { days: Record<string, unknown>[] }).days;
  };

  it('leaves no more on the disk than one accepted event, though it unpacks to 500 items from 42 bytes', async () => {
    expect(worthless()).toHaveLength(42);
    expect((await post(server, pageview())).status).toBe(202);
    const event = journalBytes();
    expect((await post(server, worthless(), GZIP)).status).toBe(202);
    expect((await post(server, worthless('shop'), GZIP)).status).toBe(202);
    expect(journalBytes() - event).toBeLessThan(2 * event);
    expect(await waiting()).toBe(2 * ITEMS);
    expect(await booked()).toMatchObject([
      { site: '(unknown)', received: ITEMS, rejected: ITEMS },
      { site: 'shop', received: ITEMS + 1, rejected: ITEMS, stored: 1 },
    ]);
  });
});
