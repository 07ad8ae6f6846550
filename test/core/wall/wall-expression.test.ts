/** The expression in the tag: it fits what browsers write of the register, and nothing that the collector counts. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readWebAddress } from '#core/anonymize/web-address';
import { scriptTag } from '#core/config/script-tag';
import { placeOf, registerWall } from '#core/wall/register-wall';
import { wallExpression } from '#core/wall/wall-expression';
import { REGISTER } from './walled.ts';

const HOSTS = ['www.example.com', 'shop.example.com:8080'];
const SITE = { id: 'shop', hosts: HOSTS, register: REGISTER };
const wall = registerWall({ ...REGISTER, siteHosts: HOSTS, keepParameters: new Set() });
/** As the tracker tests an address. */
const fits = (url: string, register = REGISTER) =>
  unescape(new URL(url).href).match(wallExpression({ hosts: HOSTS, register }) ?? '^$') !== null;
const OWN = 'https://www.example.com';

describe('the expression of the wall', () => {
  it.each([
    `${OWN}/register`,
    `${OWN}/register/workshop?lang=de`,
    `${OWN}/%72egister`,
    `${OWN}//register`,
    `${OWN}/workshops`,
    `${OWN}/workshops/`,
    `${OWN}/danke`,
    `${OWN}/danke/#x`,
    `${OWN}/danke;v=1`,
    `${OWN}/danke;v=1/?x`,
    `${OWN}/danke?x`,
    `${OWN}/a/kurs/7/anmeldung`,
    'https://shop.example.com:8080/danke',
    'https://REGISTER.example.com',
    'https://register.example.com.:8/x',
    'https://forms.example.net:8443/x',
    'http://www.example.com:8788/',
    'https://m\u00fcnchen.example/x',
  ])('fits %s', (url) => {
    expect(fits(url)).toBe(true);
  });

  it.each([
    `${OWN}/`,
    `${OWN}/regis`,
    `${OWN}/blog/register`,
    `${OWN}/dankeschoen`,
    `${OWN}/danke/mehr`,
    `${OWN}/danke/;/register`,
    `${OWN}/danke;v=1/mehr`,
    `${OWN}/workshopsystem`,
    'https://example.org/register',
    'https://register.example.com.evil.example/',
    'https://wwwXexample.com/danke',
    'https://forms.example.net/',
  ])('does not fit %s', (url) => {
    expect(fits(url)).toBe(false);
  });

  it('finds an address beside another, whichever comes first', () => {
    const expression = wallExpression(SITE) ?? '';
    const other = 'https://www.example.com/b';
    for (const touching of [`${OWN}/danke`, 'https://register.example.com/', `${OWN}/workshops`]) {
      expect((touching + other).match(expression), touching).not.toBeNull();
      expect((other + touching).match(expression), touching).not.toBeNull();
    }
    expect((other + other).match(expression)).toBeNull();
  });

  it('takes default ports as browsers leave them out', () => {
    const register = { hosts: ['a.example:443', 'b.example:80'], paths: [] };
    for (const url of [
      'https://a.example/',
      'http://a.example:443/',
      'http://b.example/',
      'https://b.example:80/',
    ])
      expect(fits(url, register), url).toBe(true);
    for (const url of ['http://a.example/', 'https://a.example:444/', 'https://b.example/'])
      expect(fits(url, register), url).toBe(false);
  });

  it('fits a page whose letters are not ASCII', () => {
    const register = { hosts: [], paths: ['/anmeldung/m\u00fcnchen'] };
    expect(fits(`${OWN}/anmeldung/m\u00fcnchen`, register)).toBe(true);
    expect(fits(`${OWN}/anmeldung/munchen`, register)).toBe(false);
  });

  it('fits nothing that the collector would count', () => {
    const word = fc.oneof(
      fc.constantFrom(
        'register',
        'danke',
        'workshops',
        'a',
        'anmeldung',
        '',
        ';',
        'danke;',
        'anmeldung;v=1',
        ';a',
      ),
      fc.webSegment(),
    );
    const host = fc.constantFrom(
      ...HOSTS,
      'register.example.com',
      'forms.example.net',
      'forms.example.net:8443',
    );
    fc.assert(
      fc.property(
        host,
        fc.array(word, { maxLength: 5 }),
        fc.constantFrom('', '?x=1', '#x'),
        (name, words, end) => {
          const url = `https://${name}/${words.join('/')}${end}`;
          if (fits(url)) expect(wall({ page: placeOf(readWebAddress(url)!) }), url).toBe(true);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('needs no escape in the attribute of the tag, whatever the paths hold', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (path) => {
        const tag = scriptTag('', {
          ...SITE,
          register: { hosts: ['register.example.com'], paths: [`/${path}`] },
        });
        expect(tag).toMatch(
          /^<script defer src="\/headcount\.js" data-site="shop" data-wall="[^"&<>\n\r]+"><\/script>$/,
        );
        expect(() => new RegExp(/data-wall="([^"]*)"/.exec(tag)?.[1] ?? '')).not.toThrow();
      }),
    );
  });

  it('is part of the tag of one version, too', () => {
    const pinned = { version: '0123456789ab', integrity: 'sha384-x' };
    const tag = scriptTag('https://stats.example.com', SITE, pinned);
    const source = 'https://stats.example.com/headcount.0123456789ab.js';
    expect(tag.split(' data-')[0]).toBe(
      `<script defer src="${source}" integrity="sha384-x" crossorigin="anonymous"`,
    );
    expect(tag).toContain(` data-wall="${wallExpression(SITE)}"`);
  });

  it('is no part of the tag of a site without a register', () => {
    expect(scriptTag('https://stats.example.com', { ...SITE, register: { hosts: [], paths: [] } })).toBe(
      '<script defer src="https://stats.example.com/headcount.js" data-site="shop"></script>',
    );
  });
});
