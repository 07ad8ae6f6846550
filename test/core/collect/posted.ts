/** A collector with all its dependencies, shared by the tests of this folder. */
import { DerivedCache } from '#core/anonymize/derived-cache';
import { collect } from '#core/collect/collect';
import type { CollectResult, CollectContext } from '#core/collect/raw-request';
import { compileConfig } from '#core/config/compile';
import { parseConfig } from '#core/config/parse-config';
import { createDayKey, random128 } from '#runtime/node/keyed-hash';

export const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36';
export const ORIGIN = 'https://www.example.com';
export const KEY = 'a-key-of-sixteen-and-more';
/** 12:34:56 in UTC, 13:34:56 in Berlin. */
export const NOW = Date.parse('2026-11-23T12:34:56.789Z');

export const CONFIG = {
  timeZone: 'Europe/Berlin',
  sites: [
    {
      id: 'shop',
      hosts: ['www.example.com', 'shop.example.com:8080'],
      origins: [ORIGIN],
      keyFile: 'key',
      published: ['/', '/products/*', '/reset/0800-555-12345', '/caf\u00e9'],
      topics: [
        { name: 'Microscopes', paths: ['/products/microscopes/*'] },
        { name: 'Products', paths: ['/products/*'] },
      ],
      goals: ['download', 'signup'],
      campaigns: ['spring-2026'],
      props: { plan: ['free', 'pro'], note: true },
      maxWorth: 100,
      exclude: { networks: ['203.0.113.0/24', '2001:db8:1::/48'], paths: ['/admin/*'] },
    },
    { id: 'blog', hosts: ['blog.example.org'], origins: ['https://blog.example.org'] },
    { id: 'logs', hosts: ['logs.example.net'] },
  ],
};

export const EVENT = {
  site: 'shop',
  name: 'pageview',
  url: 'https://www.example.com/products/microscopes/m1',
};

export interface Posting {
  readonly method?: string;
  readonly path?: string;
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly peer?: string;
  readonly config?: object;
  readonly context?: Partial<CollectContext>;
}

const SALT = new Uint8Array(32).fill(7);

/** The context of a collector at NOW, with a salt for its day. */
export function contextOf(config: object = CONFIG): CollectContext {
  return {
    config: compileConfig(parseConfig(JSON.stringify(config))),
    now: NOW,
    dayKey: createDayKey('2026-11-23', SALT),
    random128,
    country: (ip) => (ip === '198.51.100.7' ? 'FR' : undefined),
    isSealed: () => false,
    keyMatches: (site, key) => site === 'shop' && key === KEY,
    derived: new DerivedCache(),
  };
}

/** Posts a body as a browser on the shop's page would; a string or bytes are sent unchanged. */
export function post(
  body: unknown,
  posting: Posting = {},
): CollectResult & { readonly said: Record<string, any> } {
  const headers: Record<string, string> = {
    'user-agent': CHROME,
    origin: ORIGIN,
    'accept-language': 'de-AT,de;q=0.9,en;q=0.5',
    ...posting.headers,
  };
  const got = collect(
    {
      method: posting.method ?? 'POST',
      path: posting.path ?? '/v1/events',
      query: posting.query ?? '',
      header: (name) => headers[name] || undefined,
      body:
        body instanceof Uint8Array
          ? body
          : new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body)),
      peer: posting.peer ?? '198.51.100.7',
    },
    { ...contextOf(posting.config), ...posting.context },
  );
  return {
    ...got,
    said:
      typeof got.body === 'string' && got.body.startsWith('{')
        ? (JSON.parse(got.body) as Record<string, any>)
        : {},
  };
}

/** Posts with the shop's key, as a server does. */
export function postAsServer(body: unknown, posting: Posting = {}): ReturnType<typeof post> {
  return post(body, {
    ...posting,
    headers: { origin: '', 'user-agent': 'node', authorization: `Bearer ${KEY}`, ...posting.headers },
  });
}

/** Outcome and reason of each row. */
export function rowsOf(got: CollectResult): readonly (readonly [string, string, string | null])[] {
  return got.events.map((row) => [row.site, row.outcome, row.reason] as const);
}
