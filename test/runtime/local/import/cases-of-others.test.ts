/** Logs that other tools counted wrongly, imported as their owners would: each counts its visitors, or says why not. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDuckDb } from '#runtime/local/duckdb/open-duckdb';
import { Place } from '../../../support/program.ts';

const CASES = join(import.meta.dirname, '../../../data/cases');

describe('import of a log', () => {
  let place: Place;
  beforeEach(() => open(1));
  afterEach(() => place.dispose());

  function open(trustedProxies: number): void {
    place = new Place({
      timeZone: 'UTC',
      trustedProxies,
      sites: [{ id: 'shop', hosts: ['www.example.com', 'example.com'] }],
    });
    place.setClock('2026-11-20T12:00:00Z');
  }

  async function run(name: string, words: readonly string[] = []) {
    const ran = await place.run(['import', '--json', join(CASES, name), ...words]);
    return { ...ran, answer: JSON.parse(ran.stdout || '{}') as Record<string, unknown> };
  }

  async function visitors(): Promise<unknown> {
    const db = await openDuckDb({ memoryLimit: '128MB', threads: 1, scratch: join(place.folder, 'scratch') });
    try {
      const sql = "select count(distinct visitor)::int n from read_parquet(?) where outcome = 'stored'";
      return (await db.rows(sql, [join(place.data, 'arrivals/*/*.parquet')]))[0]?.['n'];
    } finally {
      db.close();
    }
  }

  it.each([
    'host-port-prefix.log',
    'client-port.log',
    'syslog-prefix.log',
    'docker-prefix.log',
    'iis.log',
    'cf-json-timestamp.log',
  ])('%s has six visitors', async (name) => {
    const { status, answer, stderr } = await run(name);
    expect(status, stderr).toBe(0);
    expect(answer).toMatchObject({ accepted: 6, without_address: 0, unparseable: 0 });
    expect(await visitors()).toBe(6);
  });

  it('xff-first.log has six visitors behind two proxies', async () => {
    place.dispose();
    open(2);
    expect((await run('xff-first.log')).answer).toMatchObject({ accepted: 6, without_address: 0 });
    expect(await visitors()).toBe(6);
  });

  it('xff-first.log is refused without proxies, with its shape and what to do, and read once they are set', async () => {
    place.dispose();
    open(0);
    const refused = await run('xff-first.log');
    expect(refused.status).toBe(1);
    expect(refused.stderr).toMatch(
      /ADDRESS, ADDRESS - - \[TIME\] "\.\.\."; for a list of addresses set trustedProxies/,
    );
    expect(refused.stderr).not.toMatch(/198\.51|203\.0/);
    expect(refused.answer).toMatchObject({ lines: 6, accepted: 0, unparseable: 6, days: [] });
    writeFileSync(
      join(place.folder, 'headcount.json'),
      JSON.stringify({
        timeZone: 'UTC',
        trustedProxies: 2,
        sites: [{ id: 'shop', hosts: ['www.example.com'] }],
      }),
    );
    expect((await run('xff-first.log')).answer).toMatchObject({ accepted: 6, duplicate: 0 });
  });

  it('common-then-combined.log has robots where it logs them, and people before', async () => {
    expect((await run('common-then-combined.log')).answer).toMatchObject({ accepted: 60, bot: 40 });
  });

  it('nginx-json.log is read; a user agent of one letter is that of a robot', async () => {
    const { status, answer, stderr } = await run('nginx-json.log');
    expect(status).toBe(0);
    expect(answer).toMatchObject({ lines: 6, bot: 6, unparseable: 0 });
    expect(stderr).toMatch(/all 6 lines that count are of robots/);
  });

  it('traefik-clf-defaults.log is refused: all would be robots; its owner can count by address alone', async () => {
    const { status, stderr } = await run('traefik-clf-defaults.log');
    expect(status).toBe(1);
    expect(stderr).toMatch(/no line has a user agent, so that all 6 would count as robots/);
    expect((await run('traefik-clf-defaults.log', ['--format', 'common'])).answer).toMatchObject({
      accepted: 6,
      bot: 0,
    });
    expect(await visitors()).toBe(6);
  });
});
