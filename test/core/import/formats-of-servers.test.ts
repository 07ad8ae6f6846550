/** A log of each server as it writes it: every line is read, with the visitor, page and source that were sent. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { judgeAll, visitorsOf, type Judging } from './judged.ts';

const linesOf = (name: string) =>
  readFileSync(join(import.meta.dirname, '../../data/formats', name), 'utf8')
    .split('\n')
    .filter((line) => line !== '');
const NOW = Date.parse('2026-12-02T12:00:00Z');
const SIX = ['198.51.100.1', '198.51.100.2', '198.51.100.3', '20010db800000000', '198.51.100.5'];
/** The visitors of the eight requests, as README.md of the samples says. */
const SENT = [...SIX, 'bot', 'bot', '198.51.100.8'];
const WITH_OBJECTION = SENT.map((visitor) => (visitor === '198.51.100.3' ? 'opted_out' : visitor));

const SAMPLES: readonly (readonly [string, readonly string[], number])[] = [
  ['nginx-main.log', SENT, 0],
  ['nginx-main.log', SENT, 2],
  ['nginx-json.log', WITH_OBJECTION, 0],
  ['nginx-json.log', WITH_OBJECTION, 2],
  ['nginx-json-default.log', SENT, 0],
  ['nginx-vhosts.log', SENT, 0],
  ['nginx-syslog.log', SENT.flatMap((visitor, at) => [visitor, WITH_OBJECTION[at] ?? '']), 0],
  ['apache-vhost_combined.log', SENT, 0],
  ['apache-forwarded.log', SENT, 2],
  ['apache-appended.log', SENT, 0],
  ['apache-appended.log', SENT, 2],
  ['apache-json.log', SENT, 0],
  ['caddy.log', WITH_OBJECTION, 2],
];

const judging = (trustedProxies: number): Judging => ({ trustedProxies, now: NOW });

describe.each(SAMPLES)('%s', (name, expected, trustedProxies) => {
  it(`has the visitors that were sent, behind ${trustedProxies} proxies`, () => {
    expect(visitorsOf(linesOf(name), judging(trustedProxies))).toEqual(expected);
  });

  it('has their pages, sources and pages not found', () => {
    const rows = judgeAll(linesOf(name), judging(trustedProxies)).flatMap((one) =>
      'row' in one && one.row.outcome === 'stored' ? [one.row] : [],
    );
    expect(rows[0]).toMatchObject({ referrer: 'example.org' });
    expect(rows.find((row) => row.source === 'letter')).toMatchObject({ name: 'pageview' });
    expect(rows.at(-1)).toMatchObject({ name: 'not_found', browser: 'Firefox' });
  });
});

describe('a log without user agents', () => {
  it('of the common format, or of Traefik as JSON by default, has people by address alone', () => {
    const [common, traefik] = [linesOf('apache-common.log'), linesOf('traefik-json-defaults.log')];
    expect(visitorsOf(common, judging(0)).slice(0, 2)).toEqual(['198.51.100.1', '198.51.100.2']);
    expect(visitorsOf(traefik, judging(0))).toEqual([1, 2, 3, 4].map((n) => `198.51.100.${n}`));
    for (const one of judgeAll(traefik, judging(0)))
      expect(one).toMatchObject({
        visitor: { agent: 'unlogged' },
        row: { browser: '(unknown)', entry: false },
      });
  });
});

describe('Traefik', () => {
  it('with headers kept has user agents, referrers and tags', () => {
    for (const one of judgeAll(linesOf('traefik-json.log'), judging(0)))
      expect(one).toMatchObject({ row: { path: '/a', source: 'letter', browser: 'Chrome' } });
  });
});

describe('IIS', () => {
  it('is read by the last line of fields, with its spaces and what a proxy forwarded', () => {
    const judged = judgeAll(linesOf('iis-fields-change.log'), judging(1));
    expect(judged.filter((one) => 'ignored' in one)).toHaveLength(8);
    const rows = judged.flatMap((one) => ('row' in one ? [one.row] : []));
    expect(rows.map((row) => [row.path, row.source, row.name, row.browser])).toEqual([
      ['/a', 'letter', 'pageview', 'Chrome'],
      ['/a', 'example.org', 'pageview', 'Chrome'],
      ['/b', '(none)', 'pageview', 'Chrome'],
      ['/gone', '(none)', 'not_found', 'Chrome'],
    ]);
    expect(
      visitorsOf(linesOf('iis-fields-change.log'), judging(1)).filter((one) => one.includes('.')),
    ).toEqual([1, 2, 3, 4].map((n) => `198.51.100.${n}`));
  });
});

describe('Amazon S3', () => {
  it('has visits of objects, without the bucket of a path, and none of calls of its API', () => {
    const judged = judgeAll(linesOf('s3.log'), judging(0));
    expect(judged[0]).toEqual({ ignored: 'method' });
    expect(judged.slice(1)).toMatchObject([
      { row: { path: '/', name: 'pageview', referrer: 'example.org' } },
      { row: { path: '/a/b.html', source: 'letter' } },
      { row: { path: '/gone', name: 'not_found' } },
    ]);
  });
});
