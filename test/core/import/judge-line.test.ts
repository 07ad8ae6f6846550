import { describe, expect, it } from 'vitest';
import { DerivedCache } from '#core/anonymize/derived-cache';
import { compileConfig } from '#core/config/compile';
import { parseConfig } from '#core/config/parse-config';
import { judgeLine, type ImportContext } from '#core/import/judge-line';
import type { LogRecord } from '#core/import/log-record';

const AGENT =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36';
const config = compileConfig(
  parseConfig(
    '{"timeZone": "Europe/Berlin", "sites": [{"id": "shop", "hosts": ["shop.example"], "goals": ["download"]}]}',
  ),
);
const NOW = Date.parse('2026-11-23T12:00:00Z');

function context(sealed: readonly string[] = []): ImportContext {
  const site = config.site('shop');
  if (site === undefined) throw new Error('no site');
  return {
    config,
    site,
    now: NOW,
    downloads: new Set(['pdf']),
    random128: () => '0'.repeat(32),
    isSealed: (day) => sealed.includes(day),
    anonymize: () => ({
      config,
      dayKey: undefined,
      random128: () => '1'.repeat(32),
      country: () => 'DE',
      derived: new DerivedCache(),
    }),
  };
}

function judge(change: Partial<LogRecord>, sealed: readonly string[] = []) {
  const record: LogRecord = {
    time: NOW - 86_400_000,
    ip: '198.51.100.7',
    method: 'GET',
    path: '/',
    query: '',
    status: 200,
    referrer: '',
    userAgent: AGENT,
    host: undefined,
    ...change,
  };
  return judgeLine('a line', () => record, context(sealed));
}

describe('a line of a log', () => {
  it('counts however long its referrer and user agent are', () => {
    const referrer = `https://news.example.org/${'x'.repeat(3000)}`;
    expect(judge({ referrer, userAgent: `${AGENT} ${'x'.repeat(3000)}` })).toMatchObject({
      row: { outcome: 'stored', referrer: 'example.org', browser: 'Chrome' },
    });
    const path = `/${'%D0%91'.repeat(200)}.pdf`;
    expect(judge({ path })).toMatchObject({ row: { outcome: 'stored', name: 'download' } });
  });

  it('becomes a row of its local day, in the partition of its UTC day', () => {
    expect(judge({ time: Date.parse('2026-11-21T23:30:00Z') })).toMatchObject({
      dt: '2026-11-21',
      row: { day: '2026-11-22', hour: 0, outcome: 'stored', name: 'pageview', entry: true, country: 'DE' },
    });
  });

  it("is no entry where the format logs no referrer, or the referrer is the site's own", () => {
    expect(judge({ referrer: undefined })).toMatchObject({ row: { entry: false } });
    expect(judge({ referrer: 'https://shop.example/x' })).toMatchObject({
      row: { entry: false, referrer: '(internal)' },
    });
    expect(judge({ referrer: 'https://www.google.com/' })).toMatchObject({
      row: { entry: true, medium: 'search' },
    });
  });

  it('keeps the campaign and drops every other parameter', () => {
    expect(judge({ path: '/a', query: 'utm_campaign=spring&email=jo@example.com' })).toMatchObject({
      row: { path: '/a', campaign: 'spring' },
    });
  });

  it('is a download with its file or a page not found with its path', () => {
    expect(judge({ path: '/a.pdf' })).toMatchObject({
      row: { name: 'download', goal: 'download', entry: null, props: { file: '/a.pdf' } },
    });
    expect(judge({ path: '/gone', status: 404 })).toMatchObject({
      row: { name: 'not_found', props: { path: '/gone' } },
    });
  });

  it("is a robot's with an empty user agent, and a person's where the format logs none", () => {
    expect(judge({ userAgent: '' })).toMatchObject({ row: { outcome: 'bot', hour: null } });
    expect(judge({ userAgent: undefined })).toMatchObject({
      row: { outcome: 'stored', browser: '(unknown)' },
    });
  });

  it('is rejected for a foreign host and late for a sealed day, booked today', () => {
    expect(judge({ host: 'other.example' })).toMatchObject({
      row: { outcome: 'rejected', reason: 'host_not_allowed', day: '2026-11-22' },
    });
    expect(judge({}, ['2026-11-22'])).toMatchObject({
      dt: '2026-11-23',
      row: { outcome: 'late', day: '2026-11-23', path: null },
    });
  });

  it('cannot lie in the future, but for a clock that is a little ahead', () => {
    expect(judge({ time: NOW + 3_600_000 })).toEqual({ unparseable: 'its time lies in the future' });
    expect(judge({ time: NOW + 60_000 })).toMatchObject({ row: { outcome: 'stored', hour: 13 } });
  });
});
