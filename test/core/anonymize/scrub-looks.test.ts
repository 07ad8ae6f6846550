/** What the scrubber recognises by its looks: short tokens, what follows a word, keys, numbers in groups, documents. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pagePath } from '#core/anonymize/path';
import { scrub } from '#core/anonymize/scrub';
import { scrubPath } from '#core/anonymize/scrub-path';
import { compileConfig } from '#core/config/compile';
import { parseConfig } from '#core/config/parse-config';

const site = compileConfig(parseConfig('{"sites":[{"id":"s","hosts":["www.example.com"]}]}')).site('s')!;
const kept = (target: string) => scrubPath(pagePath(target), site);

describe('what follows a word that opens something', () => {
  it.each(
    (
      'magic-link activate login forgot-password share token abmelden passwort-vergessen ' +
      'desinscription mot-de-passe-oublie ' +
      'restablecer-contrasena redefinir-senha reimposta-password wachtwoord-herstellen resetuj-haslo sifre-sifirla ' +
      '\u043f\u0430\u0440\u043e\u043b\u044c \u30d1\u30b9\u30ef\u30fc\u30c9 \u91cd\u7f6e\u5bc6\u7801 ' +
      'resetPassword verifyEmail.php'
    ).split(' '),
  )('goes after %s where it looks like a token, and stays where it is written', (word) => {
    for (const token of ['8f3k2q', 'xkqjzvwp', 'Kq7zX', 'MQ/5x3-0f2a9'])
      expect(kept(`/${word}/${token}`), token).toBe(
        `/${kept(`/${word}`).slice(1)}/${token.replaceAll(/[^/]+/g, ':token')}`,
      );
    for (const slug of ['faq', 'thanks', 'how-it-works', 'step-2', '2fa', 'en', 'danke'])
      expect(kept(`/${word}/${slug}`), slug).toBe(`/${kept(`/${word}`).slice(1)}/${slug}`);
  });

  it('is the number of an order, a document or a birth after a word for one, and no year', () => {
    expect(kept('/orders/4711')).toBe('/orders/:number');
    expect(kept('/rechnung/A-1234-B')).toBe('/rechnung/:number');
    expect(kept('/kennzeichen/b-ab-1234')).toBe('/kennzeichen/:number');
    expect(kept('/dob/17/03/1985')).toBe('/dob/:number/:number/:number');
    expect(kept('/geburtstag/17-mar-1985')).toBe('/geburtstag/:number');
    expect(kept('/orders/2024')).toBe('/orders/2024');
    expect(kept('/orders/how-to-track')).toBe('/orders/how-to-track');
    expect(scrub('invoice-4711')).toBe('invoice-:number');
  });
});

describe('a key with its value', () => {
  it.each([
    ['/PHPSESSID=hunter2', '/PHPSESSID=:token'],
    ['/list/user=anna', '/list/user=:token'],
    ['/mail/token=abc/open', '/mail/token=:token/open'],
    ['/track/id:35ff81c395', '/track/id::token'],
    ['/shop/color=red', '/shop/color=red'],
    ['/list/page=2', '/list/page=2'],
    ['/list/country=de', '/list/country=de'],
  ])('%s is kept as %s', (target, path) => {
    expect(kept(target)).toBe(path);
  });
});

describe('a short token', () => {
  it.each(
    'dQw4w9WgXcQ k3j9x2qw K7XQ2M9P 3f9a8b2c aB3-xY9zQ7w XKQJZVWP xKqJzVwP C01X00T47 a4b1c2d3e4f5'.split(' '),
  )('%s is found', (token) => {
    expect(scrub(token)).toBe(':token');
  });

  it.each(
    (
      'wh-1000xm5 rtx-4090 gtx1080ti JavaScript getElementById PostgreSQL MacBookPro2021 covid19 ' +
      '1080p60fps 1920x1080 ' +
      '256gb16gb h264-mp4 iPhone15Pro windows11 pyblosxom kubernetes xboxproxy img20240517 ' +
      'donaudampfschifffahrtsgesellschaft ' +
      'rindfleischetikettierungsueberwachungsaufgabe przedsiebiorstwo zdravstvuyte 2in1laptop web3-b2b-saas'
    ).split(' '),
  )('%s is none', (word) => {
    expect(scrub(word)).toBe(word);
  });
});

describe('a number in groups', () => {
  it.each([
    ['(415)555-0132', ':phone'],
    ['3123:4567:8909', ':number'],
    ['[212] 0052 6847', ':phone'],
    ['0044|816|585|7577', ':phone'],
    ['912 34 56 78', ':number'],
    ['756.1234.5678.97', ':number'],
    ['85.07.30-033.28', ':number'],
    ['48.8584,2.2945', ':number'],
    ['aa.bb.cc.dd.ee.0f', ':hex'],
    ['RSSMRA85T10A562S', ':number'],
    ['AB-123-CD', ':number'],
    ['3f9a-8b2c', ':token'],
    ['K7XQ-2M9P', ':token'],
    ['aabbcc-ddee0f', ':hex'],
    ['2001-db8--1', ':ip'],
    ['0300.0250.01.021', ':ip'],
    ['212*555*0132', ':number'],
    ['17 march 1985', ':number'],
    ['1985-03-17', ':number'],
  ])('%s becomes %s', (text, mark) => {
    expect(scrub(text).replace(/:(?:phone|number|card|ip)$/, mark)).toBe(mark);
  });

  it.each(
    (
      '2024-05-17 2024-05-17-12-30 2019-2020-2021 100-200-300-400 3080-4090 1.20.300.4000 ' +
      '978-3-16-148410-0 0-306-40615-2 ' +
      'isbn-316148410X issn-0317-8471 2301.12345v2 cve-2021-44228 din-18065 10115-berlin 01310-100 i7-13700k'
    ).split(' '),
  )('%s is none', (text) => {
    expect(scrub(text)).toBe(text);
  });

  it.each([
    '/doi/10.1038/s41586-020-2649-2',
    '/10.1145/3292500.3330701',
    '/plz/10115',
    '/hep-th/9901001',
    '/abs/2301.12345',
    '/npm/lodash@4.17.21',
    '/package/@angular/core',
    '/gh/vue@next',
  ])('a path that names a publication or a package stays: %s', (path) => {
    expect(kept(path)).toBe(path);
  });
});

describe('an address', () => {
  it.each([
    '"jo smith"@example.org',
    'jo @ example . org',
    'jo-at-example-dot-org',
    'jo_at_example.co.uk',
    'jo.at.example.dot.co.dot.jp',
    'anna@firma',
    'jo&#64;example.org',
    'jo@[192.0.2.1]',
    'anna-gmail-com',
    'jo (at) example (dot) org',
    'jo{at}example',
    'jo arroba gmail.com',
    'Jo Smith <jo@example.org>',
    'bounce+jo=example.org@list.example.org',
    '"jo".smith@example.org',
    'jo[arobase]example[point]fr',
    'jo-at-example.museum',
  ])('%s is found', (text) => {
    expect(scrub(text)).toBe(':email');
  });
});

it('scrubbing twice is the same as once', () => {
  const piece = fc.constantFrom(
    ...(
      'a @ . - _ = : / 12 1985 0049 eyJ token sid= reset order geburt -at- .dot. com gmail Kq7z xkqj ' +
      '( ) [ ] + %40 :token ' +
      '10.1038 2301.12345 978 10115-berlin AB-123 N 48.8584 \u0430 \u5bc6\u7801'
    ).split(' '),
    ' ',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const text = pieces.join('');
      const once = scrub(text);
      expect(scrub(once), text).toBe(once);
      const path = kept(`/${text}`);
      expect(kept(path), text).toBe(path);
    }),
    { numRuns: 3_000 },
  );
});
