/**
 * `headcount check` against a collector of this machine: its event is accepted and counts once, and each failure is
 * explained in one line.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Place, type Running } from '../../support/program.ts';

const SITE = { id: 'shop', hosts: ['shop.example'], origins: ['https://shop.example'] };
let place: Place;
let server: Running;
beforeEach(async () => {
  place = new Place({ sites: [SITE, { id: 'logs', hosts: ['logs.example'] }] });
  server = await place.start();
});
afterEach(async () => {
  await server.stop();
  place.dispose();
});

describe('check', () => {
  it('posts a dry run and one event, and prints the tag and when each thing will show', async () => {
    const ran = await place.run(['check', '--url', server.url, '--site', 'shop', '--json']);
    expect(ran.status, ran.stderr).toBe(0);
    expect(JSON.parse(ran.stdout)).toMatchObject({
      url: server.url,
      site: 'shop',
      event: 'headcount_check',
      script_tag: `<script defer src="${server.url}/headcount.js" data-site="shop"></script>`,
    });
    const { pinned_script_tag: pinned } = JSON.parse(ran.stdout) as { pinned_script_tag: string };
    const [, address = '', integrity = ''] = /src="([^"]+)" integrity="sha384-([^"]+)"/.exec(pinned) ?? [];
    const script = await fetch(address, { headers: { 'accept-encoding': 'br' } });
    expect(Object.fromEntries(script.headers)).toMatchObject({
      'content-encoding': 'br',
      'cache-control': 'public, max-age=31536000, immutable',
      'access-control-allow-origin': '*',
    });
    expect(script.headers.get('etag')).toBeNull();
    expect(
      createHash('sha384')
        .update(await script.text())
        .digest('base64'),
    ).toBe(integrity);
    expect(
      (JSON.parse(ran.stdout) as { shows: { what: string; when: string }[] }).shows
        .map((one) => one.when)
        .join(' '),
    ).toContain('03:00 local time');
    // The dry run left nothing.
    const lines = readdirSync(join(place.data, 'journal'))
      .filter((name) => /\.(open|jsonl)$/.test(name))
      .flatMap((name) =>
        readFileSync(join(place.data, 'journal', name), 'utf8')
          .split('\n')
          .filter((line) => line !== ''),
      );
    expect(lines.map((line) => JSON.parse(line) as { name: string; outcome: string })).toMatchObject([
      { name: 'headcount_check', outcome: 'stored' },
    ]);
  });

  it('says in one line why an event is not taken', async () => {
    writeFileSync(
      join(place.folder, 'other.json'),
      JSON.stringify({ sites: [{ ...SITE, origins: ['https://elsewhere.example'] }] }),
    );
    for (const [words, status, text] of [
      [['--url', 'http://127.0.0.1:9'], 1, 'no collector answers at http://127.0.0.1:9'],
      [
        ['--url', server.url, '--config', 'other.json'],
        1,
        'check that https://elsewhere.example is among the origins of shop there',
      ],
      [['--url', server.url, '--site', 'logs'], 2, 'logs has no origins'],
      [['--url', 'nothing'], 2, '--url takes an address'],
    ] as const) {
      const ran = await place.run([
        'check',
        ...(words.includes('--site' as never) || words.includes('--config' as never)
          ? []
          : ['--site', 'shop']),
        ...words,
      ]);
      expect([ran.status, ran.stderr.trim().split('\n').length], ran.stderr).toEqual([status, 1]);
      expect(ran.stderr).toContain(text);
    }
  });
});
