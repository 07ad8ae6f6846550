/**
 * The same page, source, medium and campaign through every entrance: browser, server, pixel, and each format of logs;
 * engagement and actions name the same page.
 */
import { describe, expect, it } from 'vitest';
import type { AnonymousEvent } from '#core/event/anonymous-event';
import { FORMATS, createScanner, type Format } from '#core/import/formats';
import { judgeLine } from '#core/import/judge-line';
import { CHROME, CONFIG, contextOf, EVENT, ORIGIN, post, postAsServer } from './posted.ts';

const config = {
  ...CONFIG,
  sites: CONFIG.sites.map((site) =>
    site.id === 'shop' ? { ...site, keepParameters: ['p'], exclude: { networks: [], paths: [] } } : site,
  ),
};
const context = contextOf(config);
const kept = (row: AnonymousEvent | undefined) =>
  row === undefined ? undefined : [row.path, row.source, row.medium, row.campaign];

const WAYS: readonly (readonly [query: string, kept: readonly (string | null)[]])[] = [
  ['', ['/pricing', '(none)', 'direct', null]],
  ['utm_source=letter&utm_medium=email', ['/pricing', 'letter', 'mail', null]],
  [
    'UTM_SOURCE=letter&amp;utm_medium=email&amp;Utm_Campaign=Spring-2026',
    ['/pricing', 'letter', 'mail', 'spring-2026'],
  ],
  ['ref=producthunt', ['/pricing', 'Product Hunt', 'social', null]],
  ['ref=header', ['/pricing', '(none)', 'direct', null]],
  ['gclid=abc', ['/pricing', 'Google', 'paid', null]],
  ['utm_medium=sms', ['/pricing', '(unknown)', '(unknown)', null]],
  ['q=1&p=5&fbclid=abc', ['/pricing?p=5', 'Facebook', 'social', null]],
];

/** A line of each format for a GET of the page on the collector's day, before its time. */
function lineOf(format: Format, query: string): readonly [head: readonly string[], line: string] {
  const target = query === '' ? '/pricing' : `/pricing?${query}`;
  const common = `198.51.100.7 - - [23/Nov/2026:10:00:00 +0000] "GET ${target} HTTP/1.1" 200 5`;
  switch (format) {
    case 'common':
      return [[], common];
    case 'combined':
      return [[], `${common} "-" "${CHROME}"`];
    case 'cloudfront': {
      const head = [
        '#Version: 1.0',
        '#Fields: date time c-ip cs-method cs(Host) cs-uri-stem sc-status cs(Referer) cs(User-Agent) ' +
          'cs-uri-query x-host-header',
      ];
      const agent = CHROME.replaceAll(' ', '%20');
      const fields = [
        '2026-11-23',
        '10:00:00',
        '198.51.100.7',
        'GET',
        'd1.cloudfront.net',
        '/pricing',
        '200',
      ];
      return [head, [...fields, '-', agent, query || '-', 'www.example.com'].join('\t')];
    }
    case 'json':
      return [
        [],
        JSON.stringify({
          time_iso8601: '2026-11-23T10:00:00+00:00',
          remote_addr: '198.51.100.7',
          request: `GET ${target} HTTP/1.1`,
          status: 200,
          http_referer: '-',
          http_user_agent: CHROME,
        }),
      ];
    case 'w3c':
      return [
        ['#Fields: date time cs-method cs-uri-stem cs-uri-query c-ip cs(User-Agent) cs(Referer) sc-status'],
        `2026-11-23 10:00:00 GET /pricing ${query || '-'} 198.51.100.7 ${CHROME.replaceAll(' ', '+')} - 200`,
      ];
    case 's3':
      return [
        [],
        `79a5 shop [23/Nov/2026:10:00:00 +0000] 198.51.100.7 - 3E57 WEBSITE.GET.OBJECT pricing "GET ${target} HTTP/1.1" 200 - 5 5 7 6 "-" "${CHROME}" - s9lz - - - www.example.com - - -`,
      ];
    case 'alb':
      return [
        [],
        `https 2026-11-23T10:00:00.000000Z app/x/1 198.51.100.7:2817 10.0.0.1:80 0.0 0.0 0.0 200 200 34 366 "GET https://www.example.com:443${target} HTTP/1.1" "${CHROME}" - -`,
      ];
  }
}

describe.each(WAYS)('a view of /pricing?%s', (query, expected) => {
  const url = `${ORIGIN}/pricing${query === '' ? '' : `?${query}`}`;

  it('is the same by browser, server and pixel, and so are its engagement and what is done there', () => {
    for (const name of ['pageview', 'engagement', 'outbound', 'signup'])
      expect(kept(post({ ...EVENT, name, url }, { config }).events[0]), name).toEqual(expected);
    expect(kept(postAsServer({ ...EVENT, url }, { config }).events[0])).toEqual(expected);
    const pixel = post('', {
      config,
      method: 'GET',
      path: '/v1/pixel.gif',
      query: `site=shop&url=${encodeURIComponent(url)}`,
    });
    expect(kept(pixel.events[0])).toEqual(expected);
  });

  it.each([...FORMATS])('is the same in a log of format %s', (format) => {
    const [head, line] = lineOf(format, query);
    const scan = createScanner(format, [...head, line]);
    for (const one of head) scan(one);
    const site = context.config.site('shop');
    if (site === undefined) throw new Error('no site');
    const judged = judgeLine(line, scan, {
      config: context.config,
      site,
      downloads: new Set(),
      now: context.now,
      random128: context.random128,
      isSealed: () => false,
      anonymize: () => context,
    });
    expect(kept('row' in judged ? judged.row : undefined), JSON.stringify(judged)).toEqual(expected);
  });
});
