/** What the tracker lets leave the page of a page's query: by the built script, in a page of nothing but stand-ins. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { derivePage } from '#core/anonymize/page';
import { deriveSource } from '#core/anonymize/source';
import { compileConfig } from '#core/config/compile';
import { parseConfig } from '#core/config/parse-config';
import { scriptTag } from '#core/config/script-tag';

const script = readFileSync(resolve(import.meta.dirname, '../../dist/tracker/headcount.js'), 'utf8');
const config = parseConfig(
  JSON.stringify({
    sites: [
      {
        id: 's',
        hosts: ['a.example'],
        campaigns: ['may'],
        keepParameters: ['p', 'pageNo', 'filter[x]', 'größe', 'a.b', '(', '$1'],
      },
    ],
  }),
);
const site = compileConfig(config).site('s')!;
const tagged = config.sites[0]!;
const keep = /data-keep="([^"]*)"/.exec(scriptTag('', tagged))?.[1];

/** Returns the address that the script sends of one. */
function sent(href: string, data: object): string {
  let url = '';
  const page = {
    URL,
    unescape,
    location: { href, toString: () => href },
    navigator: {},
    document: { currentScript: { src: 'https://c.example/x.js', dataset: data } },
    Document: class {
      get referrer() {
        return '';
      }
    },
    crypto,
    fetch: (_: unknown, { body }: { body: string }) => {
      url = JSON.parse(body).url;
      return { status: 202 };
    },
    setTimeout: () => 0,
    addEventListener: () => undefined,
    performance: {},
    navigation: { addEventListener: () => undefined },
    scrollY: 0,
    innerHeight: 1,
    innerWidth: 1,
  };
  runInNewContext(script, Object.assign(page, { self: page }));
  return url;
}
const cut = (target: string, data: object = { site: 's', keep }) =>
  sent(new URL(target, 'https://a.example').href, data).slice('https://a.example'.length);

it.each([
  ['/a', '/a'],
  ['/a?', '/a'],
  ['/a?x=1', '/a'],
  ['/a?canary', '/a'],
  ['/a?=canary', '/a'],
  ['/a&ref=b?x=1&utm_source=n', '/a&ref=b?utm_source=n'],
  ['/a;ref=b&c?x=canary', '/a;ref=b&c'],
  [
    '/a?email=canary&UTM_Source=n&x=1&utm_medium=m&utm_campaign=may',
    '/a?UTM_Source=n&utm_medium=m&utm_campaign=may',
  ],
  ['/a?utm_source=n&amp;utm_medium=m;canary=canary', '/a?utm_source=n;utm_medium=m'],
  ['/a?utm_sources=canary&utm_content=canary', '/a?utm_sources=1&utm_content=1'],
  [
    '/a?gclid=canary&FBCLID=canary&igshid=canary&gbraid=&msclkid=canary',
    '/a?gclid=1&FBCLID=1&igshid=1&gbraid=&msclkid=1',
  ],
  ['/a?x=canary?ref=canary&ref=b?c=d&referrer=canary&xref=canary&via=v', '/a?ref=b?c=d&via=v'],
  ['/a?p=1&P=canary&pp=canary&p=2&q=canary', '/a?p=1&p=2'],
  [
    '/a?filter[x]=1&filter%5Bx%5D=2&filterx=canary&größe=3',
    '/a?filter[x]=1&filter%5Bx%5D=2&gr%C3%B6%C3%9Fe=3',
  ],
  ['/a?aXb=canary&a.b=4&%E0%A4%A=canary&%=canary&x=%ff&undefined=canary', '/a?a.b=4'],
  ['/a?source=%E0%A4%A&x=1#canary?utm_source=canary', '/a?source=%E0%A4%A'],
])('of %s leaves the page what the collector uses', (target, left) => {
  expect(cut(target)).toBe(left);
});

it('without data-keep no parameter but those of sources leaves the page', () => {
  expect(cut('/a?p=canary&undefined=canary&ref=b', { site: 's' })).toBe('/a?ref=b');
});

it('with data-hash the page loses its query, and the fragment its own', () => {
  const data = { site: 's', hash: '', keep: 'p' };
  expect(cut('/a/?x=canary&p=1#/b?p=canary&utm_source=canary', data)).toBe('/a/b?p=1');
  expect(cut('/a/?x=canary#!/b&c', data)).toBe('/a/b&c');
  expect(cut('/a/?x=canary#canary', data)).toBe('/a/');
});

it('the collector derives the same of the cut address as of the whole one', () => {
  const name = fc.constantFrom(
    ...'utm_source UTM_Medium utm_medium utm_campaign utm_term utm_id ref source via Via gclid GBRAID'.split(
      ' ',
    ),
    ...'wbraid dclid msclkid fbclid igshid p P pageNo filter%5Bx%5D gr%C3%B6%C3%9Fe a.b'.split(' '),
    ...'q email token sid lid utm xref aid paid'.split(' '),
  );
  const value = fc.oneof(
    fc.stringMatching(/^[a-z0-9.?/%_-]{0,12}$/).filter((text) => !text.includes('%')),
    fc.constantFrom(
      'google',
      'email',
      'cpc',
      'may',
      'news.ycombinator.com',
      '',
      'x%26y',
      'caf%C3%A9',
      '%ff',
      '2+3',
    ),
  );
  const query = fc.array(fc.tuple(name, value, fc.constantFrom('&', '&amp;', ';', '&&')), { maxLength: 8 });
  const derived = (target: string) => {
    const { namedSource, ...page } = derivePage(target, site);
    return { ...page, ...deriveSource(undefined, namedSource, site) };
  };
  fc.assert(
    fc.property(query, (parts) => {
      const target = `/a?${parts.map(([key, text, end]) => `${end}${key}=${text}`).join('')}`;
      expect(derived(cut(target)), target).toEqual(derived(target));
    }),
    { numRuns: 3000 },
  );
});
