/** Spellings of hosts and paths of the register: whatever can reach a page of it touches it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readWebAddress } from '#core/anonymize/web-address';
import { placeOf, registerWall } from '#core/wall/register-wall';
import { REGISTER } from './walled.ts';

const SETTINGS = { ...REGISTER, siteHosts: ['www.example.com'], keepParameters: new Set<string>() };
const wall = registerWall(SETTINGS);
const touches = (url: string, given = wall) => given({ page: placeOf(readWebAddress(url)!) });
const SITE = 'https://www.example.com';

describe('the wall', () => {
  it.each([
    'https://REGISTER.Example.com/x',
    'https://register.example.com./x',
    'https://register.example.com:444/x',
    'http://register.example.com',
    'https://user:word@register.example.com/',
    'https://xn--mnchen-3ya.example/',
    'https://M\u00dcNCHEN.example/',
    'https://m%C3%BCnchen.example/',
    `${SITE}/register`,
    `${SITE}/register%2Fworkshop`,
    `${SITE}/%72egister/workshop`,
    `${SITE}/%2572egister`,
    `${SITE}/Register/Workshop`,
    `${SITE}//register`,
    `${SITE}/\\register`,
    `${SITE}/x/../register`,
    `${SITE}/x%2F..%2Fregister`,
    `${SITE}/./%2e/register`,
    `${SITE}/register;jsessionid=1`,
    `${SITE}/;x=1/register`,
    `${SITE}/register%3Flang=de`,
    `${SITE}/register%ff`,
    `${SITE}/workshops`,
    `${SITE}/workshops/`,
    `${SITE}/danke/`,
    `${SITE}/danke#top`,
    `${SITE}/danke%3Fx=1`,
    `${SITE}/danke;x=1?y=2`,
    `${SITE}/a/kurs/7/anmeldung/`,
    `${SITE}/a//anmeldung`,
    'https://www.example.com./danke',
    'https://www.example.com:8443/danke',
    `${SITE}/?utm_source=register.example.com`,
    `${SITE}/?ref=https%3A%2F%2Fregister.example.com%2Fthanks`,
  ])('is touched by %s', (url) => {
    expect(touches(url)).toBe(true);
  });

  it.each([
    `${SITE}/`,
    `${SITE}/reg%69ste`,
    `${SITE}/register/../products`,
    `${SITE}/dankeschoen`,
    `${SITE}/danke/mehr`,
    `${SITE}/a/anmeldung`,
    `${SITE}/workshopsystem`,
    `${SITE}/?q=register.example.com`,
    'https://example.com/register',
    'https://register.example.com.evil.example/',
    'https://forms.example.net/',
    'https://forms.example.net:443/',
  ])('is not touched by %s', (url) => {
    expect(touches(url)).toBe(false);
  });

  it('takes the default port of a protocol for the host without one, and no other', () => {
    const secure = registerWall({ ...SETTINGS, hosts: ['h.example:443'], paths: [] });
    expect(
      ['https://h.example/', 'https://h.example:443/', 'http://h.example:443/'].map((url) =>
        touches(url, secure),
      ),
    ).toEqual([true, true, true]);
    expect(['http://h.example/', 'https://h.example:444/'].map((url) => touches(url, secure))).toEqual([
      false,
      false,
    ]);
    const plain = registerWall({ ...SETTINGS, hosts: ['h.example:80'], paths: [] });
    expect([touches('http://h.example/', plain), touches('https://h.example/', plain)]).toEqual([
      true,
      false,
    ]);
    const inBrackets = registerWall({ ...SETTINGS, hosts: ['[::1]:8788'], paths: [] });
    expect([touches('http://[::1]:8788/', inBrackets), touches('http://[0:0::1]:8787/', inBrackets)]).toEqual(
      [true, false],
    );
  });

  it('compares a pattern with a parameter as `exclude.paths` does', () => {
    const listed = registerWall({ ...SETTINGS, hosts: [], paths: ['/?p=7'], keepParameters: new Set(['p']) });
    expect([
      touches(`${SITE}/?x=1&p=7`, listed),
      touches(`${SITE}/?p=8`, listed),
      touches(`${SITE}/`, listed),
    ]).toEqual([true, false, false]);
  });

  it('is touched by nothing where the site names no register', () => {
    const none = registerWall({ ...SETTINGS, hosts: [], paths: [] });
    expect(none({ referrer: 'https://register.example.com/', props: { path: '/register' } })).toBe(false);
  });

  it('reads referrers that are no whole address', () => {
    for (const referrer of [
      'register.example.com',
      '//register.example.com/x',
      'register.example.com:443/x',
      'forms.example.net:8443',
    ])
      expect(wall({ referrer }), referrer).toBe(true);
    for (const referrer of ['-', '', 'about:blank', 'not an address', 'forms.example.net:8444'])
      expect(wall({ referrer }), referrer).toBe(false);
  });

  it('takes a path for one of the register that is too long or too deep to be read', () => {
    const deep = (segments: number) => `${SITE}/${Array.from({ length: segments }, () => 'x').join('/')}`;
    expect([touches(deep(64)), touches(deep(65)), touches(`${SITE}/${'x%2F'.repeat(65)}`)]).toEqual([
      false,
      true,
      true,
    ]);
    const logged = (target: string) => wall({ page: { hostname: undefined, port: undefined, target } });
    expect([logged(`/${'x'.repeat(4095)}?y`), logged(`/${'x'.repeat(4096)}`)]).toEqual([false, true]);
    const hostsAlone = registerWall({ ...SETTINGS, paths: [] });
    expect(touches(deep(65), hostsAlone)).toBe(false);
  });

  it('ignores props of other names and types', () => {
    expect(wall({ props: { plan: '/register', term: 'register.example.com', host: true, file: 7 } })).toBe(
      false,
    );
  });
});

/** A character as it is, or escaped once or twice. */
const spelled = (character: string) =>
  fc.nat(5).map((choice) => {
    const escape = `%${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
    if (choice === 0) return escape;
    if (choice === 1) return escape.toUpperCase();
    if (choice === 2) return escape.replace('%', '%25');
    return choice === 3 ? character.toUpperCase() : character;
  });
const slash = fc.constantFrom(
  '/',
  '//',
  '/./',
  '/x/../',
  '%2F',
  '%2f',
  '/%2e/',
  '/x/%252e%252e/',
  '/;a=b/',
  '\\',
);
const pathOf = (words: readonly string[]) =>
  fc
    .tuple(...words.flatMap((word) => [slash, ...[...word].map(spelled)]))
    .map((pieces) => `/${pieces.join('')}`);

describe('the wall, by property', () => {
  it('is touched by each spelling of a path, as url, referrer, path and file', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(['register', 'workshop'], ['danke'], ['a', 'kurs', 'anmeldung']).chain(pathOf),
        fc.constantFrom('', '/', '?lang=de', '#top', ';v=1', '%3Flang=de'),
        (path, end) => {
          const url = `${SITE}${path}${end}`;
          expect(touches(url)).toBe(true);
          expect(wall({ referrer: url })).toBe(true);
          for (const key of ['path', 'file']) expect(wall({ props: { [key]: path + end } })).toBe(true);
          expect(wall({ page: { hostname: undefined, port: undefined, target: path + end } })).toBe(true);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('is touched by each spelling of a host, at any path and port', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('register.example.com', 'm\u00fcnchen.example'),
        fc.array(fc.boolean(), { minLength: 20, maxLength: 20 }),
        fc.constantFrom('', '.', ':80', ':443', ':8443', '.:8080'),
        fc.webPath(),
        (host, upper, end, path) => {
          const name =
            [...host].map((one, at) => (upper[at] === true ? one.toUpperCase() : one)).join('') + end;
          expect(wall({ referrer: `https://${name}${path}` })).toBe(true);
          expect(wall({ props: { host: name } })).toBe(true);
          expect(wall({ referrer: name + path })).toBe(true);
        },
      ),
    );
  });

  it('counts what touches neither: a site without these words loses nothing', () => {
    const word = fc
      .stringMatching(/^[b-z0-9-]{1,12}$/)
      .filter((one) => !/^(register|workshops$|danke$)/.test(one));
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 5 }), fc.domain(), (words, host) => {
        expect(touches(`${SITE}/${words.join('/')}`)).toBe(false);
        expect(
          wall({ referrer: `https://${host}/${words.join('/')}`, props: { file: words.join('/') } }),
        ).toBe(false);
      }),
    );
  });

  it('never throws, whatever was sent', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 300 }),
        fc.string({ maxLength: 300 }),
        (any, other) => {
          wall({ referrer: any, origin: other, props: { host: any, path: other, file: any } });
          wall({ page: { hostname: 'www.example.com', port: undefined, target: any } });
        },
      ),
    );
  });
});
