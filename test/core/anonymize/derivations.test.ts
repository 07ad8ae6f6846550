/** Each derivation of docs/schema.md. */
import { describe, expect, it } from 'vitest';
import { deriveCampaign } from '#core/anonymize/campaign';
import { normalizeCountry } from '#core/anonymize/country';
import { DerivedCache } from '#core/anonymize/derived-cache';
import { isBot } from '#core/anonymize/bot';
import { deriveLanguage } from '#core/anonymize/language';
import { deriveOrigin } from '#core/anonymize/referrer';
import { derivePage } from '#core/anonymize/page';
import { readCampaignParameters } from '#core/anonymize/campaign-parameters';
import { pagePath } from '#core/anonymize/path';
import { scrubPath } from '#core/anonymize/scrub-path';
import { scrubSegments } from '#core/anonymize/scrub-segments';
import { classifyScreen } from '#core/anonymize/screen';
import { neutralizeFormula } from '#core/anonymize/scrub-value';
import { findNamedSource, deriveSource } from '#core/anonymize/source';
import { deriveTechnology } from '#core/anonymize/technology';
import { selectProps } from '#core/anonymize/props';
import { contextOf } from '../collect/posted.ts';

const site = contextOf().config.site('shop')!;
const own = new Set(['www.example.com']);
const path = (target: string) => scrubPath(pagePath(target), site);
const came = (referrer: string | undefined, target = '/') => {
  const {
    referrer: host,
    source,
    medium,
  } = deriveSource(referrer, findNamedSource(readCampaignParameters(pagePath(target).query), own), site);
  return [host, source, medium];
};

describe('a referrer', () => {
  it.each([
    [undefined, '(none)', '(none)', 'direct'],
    ['', '(none)', '(none)', 'direct'],
    ['https://www.google.com/search?q=x', 'google.com', 'Google', 'search'],
    ['https://www.google.co.uk/', 'google.co.uk', 'Google', 'search'],
    ['https://duckduckgo.com/', 'duckduckgo.com', 'DuckDuckGo', 'search'],
    ['https://search.brave.com/', 'search.brave.com', 'Brave', 'search'],
    ['https://chatgpt.com/c/1', 'chatgpt.com', 'ChatGPT', 'ai'],
    ['https://gemini.google.com/app', 'gemini.google.com', 'Gemini', 'ai'],
    ['https://www.perplexity.ai/', 'perplexity.ai', 'Perplexity', 'ai'],
    ['https://t.co/abc', 't.co', 'Twitter', 'social'],
    ['https://l.facebook.com/l.php?u=x', 'l.facebook.com', 'Facebook', 'social'],
    ['https://news.ycombinator.com/item?id=1', 'news.ycombinator.com', 'Hacker News', 'social'],
    ['https://mail.google.com/', 'mail.google.com', 'Gmail', 'mail'],
    ['android-app://com.google.android.gm/', 'com.google.android.gm', 'Gmail', 'mail'],
    ['https://en.wikipedia.org/wiki/X', 'en.wikipedia.org', 'Wikipedia', 'referral'],
    ['https://anna.github.io/page', 'github.io', 'github.io', 'referral'],
    ['https://deep.sub.other.co.uk/x', 'other.co.uk', 'other.co.uk', 'referral'],
    ['https://google.com.evil.example/', 'evil.example', 'evil.example', 'referral'],
    ['http://192.0.2.1/', '(private)', '(private)', 'referral'],
    ['http://[2001:db8::1]/', '(private)', '(private)', 'referral'],
    ['http://intranet/', '(private)', '(private)', 'referral'],
    ['https://wiki.corp/', '(private)', '(private)', 'referral'],
    ['https://nas.home.arpa/', '(private)', '(private)', 'referral'],
    ['https://other.example:8443/', '(private)', '(private)', 'referral'],
    ['https://annas-macbook.mynet/', '(private)', '(private)', 'referral'],
    ['https://pc-anna.firma/', '(private)', '(private)', 'referral'],
    ['https://www.example.com/a', '(internal)', '(unknown)', '(unknown)'],
    ['not a url', '(unknown)', '(unknown)', '(unknown)'],
  ])('%s is %s of %s by %s', (referrer, host, source, medium) => {
    const got = deriveOrigin(referrer, own);
    expect([got.referrer, got.source, got.medium]).toEqual([host, source, medium]);
  });
});

describe('source and medium', () => {
  it('come from utm_source before the referrer, and utm_medium maps to the closed list', () => {
    expect(came('https://www.other.example/', '/?utm_source=newsletter&utm_medium=email')).toEqual([
      'other.example',
      'newsletter',
      'mail',
    ]);
    expect(came(undefined, '/?utm_source=google&utm_medium=cpc')).toEqual(['(none)', 'Google', 'paid']);
    expect(came(undefined, '/?utm_source=chatgpt.com')).toEqual(['(none)', 'ChatGPT', 'ai']);
    expect(came(undefined, '/?utm_source=partner')).toEqual(['(none)', 'partner', '(unknown)']);
    expect(came(undefined, '/?utm_source=partner&utm_medium=carrier-pigeon')).toEqual([
      '(none)',
      'partner',
      '(unknown)',
    ]);
    expect(came('https://www.google.com/', '/?utm_medium=paid-search')).toEqual([
      came('https://www.google.com/')[0],
      'Google',
      'paid',
    ]);
  });

  it('keep no query of an address, nothing behind what opens an account, and whole characters only', () => {
    for (const value of [
      '/reset/s3cr3t',
      'reset/s3cr3t',
      'https://x.example/verify/s3cr3t?email=s3cr3t#s3cr3t',
      '//u:s3cr3t@x.example/?s3cr3t',
      'x.example/unsubscribe/s3cr3t',
      '/a;sid=s3cr3t',
    ]) {
      for (const name of ['ref', 'source', 'utm_source', 'utm_campaign', 'utm_medium']) {
        const target = `/?${name}=${encodeURIComponent(value)}`;
        expect(
          `${path(target)} ${came(undefined, target).join(' ')} ${deriveCampaign(readCampaignParameters(pagePath(target).query).campaign, site)}`,
        ).not.toContain('s3cr3t');
      }
    }
    const cut = `/?utm_source=${'so '.repeat(21)}${encodeURIComponent('\u{1f600}x')}`;
    expect(came(undefined, cut)[1]).toBe(`${'so '.repeat(21)}\u{1f600}`);
  });

  it('never hold an identifier or a formula', () => {
    expect(came(undefined, '/?utm_source=jo%40example.org')).toEqual(['(none)', ':email', '(unknown)']);
    expect(came(undefined, '/?utm_source=%3DHYPERLINK(1)')[1]).toBe('HYPERLINK(1)');
  });
});

describe('a path', () => {
  it('drops the fragment', () => {
    expect(path('/a#/users/jo')).toBe('/a');
  });

  it('keeps case and ordinary slugs', () => {
    for (const plain of [
      '/',
      '/blog/2024/05/iphone-15-pro-max',
      '/docs/v1.2.3/api',
      '/products/canon-eos-5d-mark-iv',
      '/About',
      '/2024-05-17/launch',
      '/how-to-reset-your-new-router/comments',
      '/50%25-off',
    ])
      expect(path(plain)).toBe(plain);
    expect(path('/50%-off/')).toBe('/50%25-off');
  });

  it('is readable: decoded where nothing else would be read', () => {
    expect(path('/caf%C3%A9/gr%C3%BC%C3%9Fe')).toBe('/caf\u00e9/gr\u00fc\u00dfe');
    expect(path('/a%2Fb/c%20d')).toBe('/a%2Fb/c d');
    expect(path('/%ff/a')).toBe('/(unreadable)/a');
  });

  it('drops matrix parameters', () => {
    expect(path('/shop;jsessionid=ABC/cart;v=1')).toBe('/shop/cart');
  });

  it('a path that is published exactly passes unchanged, also encoded; one that matches a pattern is scrubbed', () => {
    expect(path('/reset/0800-555-12345')).toBe('/reset/0800-555-12345');
    expect(path('/caf%C3%A9?sid=1')).toBe('/caf\u00e9');
    expect(path('/products/12345678')).toBe('/products/:number');
  });

  it('loses what follows reset, verify, invite, confirm, unsubscribe, unless it is written in words', () => {
    for (const word of [
      'reset',
      'password-reset',
      'verify',
      'verifyEmail',
      'verify_email',
      'invite',
      'confirm',
      'unsubscribe',
      'CONFIRM',
      'res%65t',
      'confirm.php',
    ]) {
      expect(scrubSegments(['account', word, 'k3xq', 'wzkqj']).slice(2), word).toEqual([':token', ':token']);
      expect(scrubSegments(['account', word, 'how-it-works', 'step-2']).slice(2), word).toEqual([
        'how-it-works',
        'step-2',
      ]);
    }
    expect(path('/verify=abc/xkqz')).toBe('/verify=:token/:token');
  });

  it('is folded beyond 32 segments, and a segment of more than 256 characters is no slug', () => {
    expect(path('/a'.repeat(40))).toBe(`${'/a'.repeat(32)}/:token`);
    expect([path(`/${'a-'.repeat(128)}`), path(`/${'a-'.repeat(128)}a`)]).toEqual([
      `/${'a-'.repeat(128)}`,
      '/:token',
    ]);
  });

  it('has no identifier that was split by the slashes of base64', () => {
    expect(path('/d/k3Hq9Zt/Lw4Xy8Rb/Qm7Vc2Ng/x')).toBe('/d/:token/:token/:token/x');
  });
});

describe('properties', () => {
  it("properties are retained by the site's list: listed values unchanged, others as (other), open ones scrubbed", () => {
    expect(
      selectProps('signup', { plan: 'free', note: 'call +49 151 12345678', email: 'jo@example.org' }, site),
    ).toEqual({ plan: 'free', note: 'call :phone' });
    expect(selectProps('signup', { plan: 'jo@example.org' }, site)).toEqual({ plan: '(other)' });
    expect(selectProps('signup', { note: true }, site)).toEqual({ note: 'true' });
    expect(
      selectProps(
        'signup',
        JSON.parse('{"__proto__": "x", "constructor": "y"}') as Record<string, string>,
        site,
      ),
    ).toEqual({});
  });

  it('properties of reserved actions are always retained, search terms only where listed', () => {
    expect(
      selectProps('download', { file: 'https://jo:pw@www.example.com/files/a.pdf?token=1#x' }, site),
    ).toEqual({ file: '/files/a.pdf' });
    expect(selectProps('outbound', { host: 'other.example' }, site)).toEqual({ host: 'other.example' });
    expect(selectProps('not_found', { path: '/reset/abc?x=1' }, site)).toEqual({ path: '/reset/:token' });
    expect(selectProps('search', { term: 'shoes' }, site)).toEqual({});
    expect(selectProps('signup', { file: 'a.pdf' }, site)).toEqual({});
  });
});

describe('the path of a file', () => {
  it('is one, decoded as browsers send it and encoded as logs have it', () => {
    for (const path of ['/files/Price%20list.PDF', '/%D0%BF%D1%80%D0%B0%D0%B9%D1%81.pdf', '/a%2Fb%25.pdf'])
      expect(selectProps('download', { file: path }, site)).toEqual(
        selectProps('download', { file: decodeURI(path) }, site),
      );
    expect(selectProps('download', { file: '/Price%20list.pdf?token=1' }, site)).toEqual({
      file: '/Price list.pdf',
    });
    expect(selectProps('not_found', { path: '/caf%c3%a9' }, site)).toEqual({ path: '/caf\u00e9' });
  });

  it('is found on a list in each spelling', () => {
    const listing = (file: string) =>
      ({ ...site, props: new Map([['file', new Set([file])]]) }) as unknown as typeof site;
    for (const sent of ['/Price%20list.pdf', '/Price list.pdf'])
      for (const file of ['/Price%20list.pdf', '/Price list.pdf'])
        expect(selectProps('download', { file: sent }, listing(file))).toEqual({ file });
    expect(selectProps('download', { file: '/other.pdf' }, listing('/Price list.pdf'))).toEqual({
      file: '(other)',
    });
  });
});

describe('a value that a spreadsheet would run', () => {
  it('loses its leading signs unless it is a plain number', () => {
    expect(['=1+1', '+cmd', '-x', '@SUM(A1)', '\t=x', '\r@x', '==x', ' =x'].map(neutralizeFormula)).toEqual([
      '1+1',
      'cmd',
      'x',
      'SUM(A1)',
      'x',
      'x',
      'x',
      'x',
    ]);
    for (const number of ['-1', '+1.5', '-1,000.25', '-12%']) expect(neutralizeFormula(number)).toBe(number);
  });
});

describe('technology', () => {
  it.each([
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Mobile/15E148 Safari/604.1',
      'Safari',
      17,
      'iOS',
      'mobile',
    ],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0',
      'Microsoft Edge',
      131,
      'macOS',
      'desktop',
    ],
    [
      'Mozilla/5.0 (iPad; CPU OS 16_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.6 Mobile/15E148 Safari/604.1',
      'Safari',
      16,
      'iOS',
      'tablet',
    ],
    [
      'Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0',
      'Firefox',
      133,
      'Linux',
      'desktop',
    ],
    ['', '(unknown)', null, '(unknown)', 'other'],
    ["Jo Doe's own/7.1", '(unknown)', null, '(unknown)', 'other'],
  ])('technology is derived from the user agent %s', (userAgent, browser, browserMajor, os, device) => {
    expect(deriveTechnology(userAgent)).toEqual({ browser, browserMajor, os, device });
  });

  it('knows robots, and takes a missing user agent for one only where the field exists', () => {
    expect([
      isBot('Googlebot/2.1'),
      isBot(''),
      isBot(undefined),
      isBot('Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0'),
    ]).toEqual([true, true, false, false]);
  });
});

describe('closed vocabularies', () => {
  it('language is a known primary subtag', () => {
    expect(
      [
        'de-AT',
        'pt_BR',
        'EN',
        'zh-Hant-TW',
        'fil-PH',
        'de,en;q=0.5',
        'xq',
        'hello world',
        '',
        undefined,
        '*',
      ].map(deriveLanguage),
    ).toEqual(['de', 'pt', 'en', 'zh', 'fil', 'de', '(unknown)', '(unknown)', null, null, null]);
  });
  it('country is an ISO code', () => {
    expect(['de', ' FR ', 'XX', 'T1', 'ZZ', 'EU', 'Germany', '', undefined].map(normalizeCountry)).toEqual([
      'DE',
      'FR',
      ...Array.from({ length: 7 }, () => '(unknown)'),
    ]);
  });
  it('screen is one of five classes', () => {
    expect([1, 575, 576, 767, 768, 991, 992, 1439, 1440, 100_000].map(classifyScreen)).toEqual([
      '<576',
      '<576',
      '576-767',
      '576-767',
      '768-991',
      '768-991',
      '992-1439',
      '992-1439',
      '1440+',
      '1440+',
    ]);
  });
});

describe('the cache of derived values', () => {
  it('forgets everything when the day changes or is cleared', () => {
    const cache = new DerivedCache();
    const derived = { bot: false, country: 'DE', ...deriveTechnology(undefined) };
    cache.set('2026-11-23', 'v', derived);
    expect(cache.get('2026-11-23', 'v')).toBe(derived);
    expect(cache.get('2026-11-24', 'v')).toBeUndefined();
    expect(cache.get('2026-11-23', 'v')).toBeUndefined();
    cache.set('2026-11-23', 'v', derived);
    cache.clear();
    expect(cache.get('2026-11-23', 'v')).toBeUndefined();
  });

  it('keeps a page only where its path and query hold nothing that was scrubbed', () => {
    const cache = new DerivedCache();
    for (const target of [
      '/blog/a-title',
      '/blog/a-title?utm_source=newsletter',
      '/blog/a-title?gclid=abcdef',
      '/blog/a-title?ref=producthunt',
      '/reset/abc',
      '/a?email=x%40example.org',
      '/a;b',
      '/caf%C3%A9',
      '/u/12345678',
      '/A/../b',
      '/a?utm_campaign=anna%40example.org',
    ]) {
      cache.setPage('2026-11-23', site.id, target, derivePage(target, site));
    }
    const kept = (target: string) => cache.page('2026-11-23', site.id, target)?.path;
    expect(kept('/blog/a-title')).toBe('/blog/a-title');
    expect(
      [
        '/blog/a-title?utm_source=newsletter',
        '/blog/a-title?gclid=abcdef',
        '/blog/a-title?ref=producthunt',
        '/reset/abc',
        '/a?email=x%40example.org',
        '/a;b',
        '/caf%C3%A9',
        '/u/12345678',
        '/a?utm_campaign=anna%40example.org',
      ].map(kept),
    ).toEqual(Array.from({ length: 9 }, () => undefined));
    expect(['/reset/:token', '/a', '/café', '/u/:number'].map(kept), 'nor under what was left of it').toEqual(
      [undefined, undefined, undefined, undefined],
    );
    expect(cache.page('2026-11-23', 'another', '/blog/a-title')).toBeUndefined();
    cache.clear();
    expect(kept('/blog/a-title')).toBeUndefined();
  });

  it('keeps of a user agent what was derived, by its keyed hash of the day', () => {
    const cache = new DerivedCache();
    const derived = { bot: false, ...deriveTechnology(undefined) };
    cache.setAgent('2026-11-23', 'h', derived);
    expect(cache.agent('2026-11-23', 'h')).toBe(derived);
    expect(cache.agent('2026-11-24', 'h')).toBeUndefined();
    expect(cache.agent('2026-11-23', 'h')).toBeUndefined();
  });
});
