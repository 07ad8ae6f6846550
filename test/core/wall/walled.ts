/** A shop with a register, and the doors by which events and lines reach the stream's core. */
import { DerivedCache } from '#core/anonymize/derived-cache';
import type { AnonymousEvent } from '#core/event/anonymous-event';
import { createScanner } from '#core/import/formats';
import { judgeLine } from '#core/import/judge-line';
import { CHROME, contextOf, EVENT, NOW, post, postAsServer } from '../collect/posted.ts';

export const REGISTER = {
  hosts: ['register.example.com', 'forms.example.net:8443', 'www.example.com:8788', 'm\u00fcnchen.example'],
  paths: ['/register*', '/workshops/*', '/danke', '/a/*/anmeldung'],
};
export const CONFIG = {
  timeZone: 'Europe/Berlin',
  sites: [
    {
      id: 'shop',
      hosts: ['www.example.com', 'shop.example.com:8080'],
      origins: ['https://www.example.com'],
      keyFile: 'key',
      goals: ['signup'],
      props: { file: true, host: true, path: true },
      register: REGISTER,
    },
  ],
};

/** What a visitor did, as far as a door can tell it. */
export interface Seen {
  readonly name?: string;
  readonly url?: string;
  readonly referrer?: string;
  readonly props?: Readonly<Record<string, string>>;
}
export type Door = (seen: Seen) => readonly AnonymousEvent[];

const eventOf = (seen: Seen) => ({ ...EVENT, ...seen });
const AT = new Date(NOW - 3_600_000).toISOString();

/** Reads one line of a log with its header, if it has one. */
function importLine(format: Parameters<typeof createScanner>[0], head: readonly string[], line: string) {
  const context = contextOf(CONFIG);
  const site = context.config.site('shop');
  if (site === undefined) throw new Error('no site');
  const judged = judgeLine(line, createScanner(format, head), {
    ...context,
    site,
    downloads: new Set(['pdf']),
    isSealed: () => false,
    anonymize: () => ({ ...context, derived: new DerivedCache() }),
  });
  if (!('row' in judged)) throw new Error(`not counted at all: ${JSON.stringify(judged)}`);
  return [judged.row];
}
const status = (seen: Seen) => (seen.name === 'not_found' ? 404 : 200);
const pathOf = (url = EVENT.url) => url.replace(/^https?:\/\/[^/]*/, '');

/** Each door, with the ways that it can tell. */
export const DOORS: Readonly<
  Record<string, { readonly tells: readonly (keyof Seen)[]; readonly door: Door }>
> = {
  'an event of a browser': {
    tells: ['url', 'referrer', 'props'],
    door: (seen) => post(eventOf(seen), { config: CONFIG }).events,
  },
  'an event of a batch': {
    tells: ['url', 'referrer', 'props'],
    door: (seen) => post({ site: 'shop', events: [eventOf(seen)] }, { config: CONFIG }).events,
  },
  'an event of a server with the key': {
    tells: ['url', 'referrer', 'props'],
    door: (seen) => postAsServer({ ...eventOf(seen), ip: '198.51.100.7' }, { config: CONFIG }).events,
  },
  'the pixel': {
    tells: ['url', 'referrer'],
    door: ({ url = EVENT.url, referrer = '' }) =>
      post('', {
        config: CONFIG,
        method: 'GET',
        path: '/v1/pixel.gif',
        query: `site=shop&url=${encodeURIComponent(url)}&referrer=${encodeURIComponent(referrer)}`,
      }).events,
  },
  'a line of a combined log': {
    tells: ['url', 'referrer'],
    door: (seen) =>
      importLine(
        'combined',
        [],
        `198.51.100.7 - - [23/Nov/2026:10:05:03 +0000] "GET ${seen.url ?? pathOf()} HTTP/1.1" ${status(seen)} 5 ` +
          `"${seen.referrer ?? '-'}" "${CHROME}"`,
      ),
  },
  'a line of a CloudFront log': {
    tells: ['url', 'referrer'],
    door: (seen) => {
      const url = new URL(seen.url ?? EVENT.url);
      const head =
        '#Fields: date time c-ip cs-method x-host-header cs-uri-stem sc-status cs(Referer) cs(User-Agent)';
      const fields = [AT.slice(0, 10), AT.slice(11, 19), '198.51.100.7', 'GET', url.host, url.pathname];
      const more = [status(seen), seen.referrer ?? '-', CHROME.replaceAll(' ', '%20')];
      return importLine('cloudfront', ['#Version: 1.0', head], [...fields, ...more].join('\t'));
    },
  },
  'a line of a load balancer': {
    tells: ['url'],
    door: (seen) => {
      const { protocol, hostname, port, pathname } = new URL(seen.url ?? EVENT.url);
      const request = `GET ${protocol}//${hostname}:${port || '443'}${pathname} HTTP/1.1`;
      return importLine(
        'alb',
        [],
        `https ${AT} app/lb/1 198.51.100.7:2817 10.0.0.1:80 0 0 0 ${status(seen)} ${status(seen)} 34 366 ` +
          `"${request}" "${CHROME}" - - arn "-" "-"`,
      );
    },
  },
};
