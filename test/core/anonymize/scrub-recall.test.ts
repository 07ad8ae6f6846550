/** Measures the scrubber's recall over generated identifiers of each kind in each encoding, and its false positives. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pagePath } from '#core/anonymize/path';
import { scrubPath } from '#core/anonymize/scrub-path';
import { scrubValue } from '#core/anonymize/scrub-value';
import { compileConfig } from '#core/config/compile';
import { parseConfig } from '#core/config/parse-config';
import { rounds } from '../../support/full-length.ts';

const site = compileConfig(parseConfig('{"sites":[{"id":"s","hosts":["www.example.com"]}]}')).site('s')!;
const kept = (target: string) => scrubPath(pagePath(target), site);

const from = (alphabet: string, least: number, most = least) =>
  fc
    .array(fc.constantFrom(...alphabet), { minLength: least, maxLength: most })
    .map((letters) => letters.join(''));
const DIGITS = '0123456789';
const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const ALNUM = DIGITS + LOWER + LOWER.toUpperCase();
const HEX = '0123456789abcdef';
const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const base64url = (text: string) => Buffer.from(text).toString('base64url');

const luhnSum = (text: string) =>
  [...text].toReversed().reduce((total, digit, at) => {
    const value = Number(digit) * (at % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
const luhn = (stem: string): string => stem + String((10 - (luhnSum(`${stem}0`) % 10)) % 10);
function iban(country: string, account: string): string {
  const number = BigInt([...`${account}${country}00`].map((letter) => Number.parseInt(letter, 36)).join(''));
  return `${country}${String(98n - (number % 97n)).padStart(2, '0')}${account}`;
}

const KINDS: Readonly<Record<string, fc.Arbitrary<string>>> = {
  'e-mail address': fc
    .tuple(
      from(LOWER, 1, 10),
      fc.constantFrom('', '.', '_', '-', '+'),
      from(LOWER + DIGITS, 1, 10),
      from(LOWER, 2, 12),
      fc.constantFrom('com', 'org', 'de', 'co.uk', 'museum'),
    )
    .map(([first, dot, last, host, top]) => `${first}${dot}${last}@${host}.${top}`),
  'international phone number': fc
    .tuple(
      fc.constantFrom('+', '00'),
      fc.constantFrom('49', '1', '44', '33'),
      fc.constantFrom('', ' ', '-', '.'),
      from(DIGITS, 3),
      from(DIGITS, 3),
      from(DIGITS, 3, 4),
    )
    .map(([plus, country, gap, a, b, c]) => [plus + country, a, b, c].join(gap)),
  'national phone number': fc.oneof(
    fc
      .tuple(from(DIGITS, 2, 4), fc.constantFrom('-', ' ', '.'), from(DIGITS, 3, 4), from(DIGITS, 3, 4))
      .map(([area, gap, a, b]) => [`0${area}`, a, b].join(gap)),
    fc
      .tuple(from('23456789', 3), fc.constantFrom('-', ' ', '.'), from(DIGITS, 3), from(DIGITS, 4))
      .map(([area, gap, a, b]) => [area, a, b].join(gap)),
  ),
  JWT: fc
    .tuple(from(LOWER, 2, 12), from(ALNUM, 20, 43))
    .map(
      ([sub, signature]) =>
        `${base64url('{"alg":"HS256","typ":"JWT"}')}.${base64url(`{"sub":"${sub}"}`)}.${signature}`,
    ),
  UUID: fc.uuid(),
  ULID: fc.tuple(from('01234567', 1), from(CROCKFORD, 25)).map((parts) => parts.join('')),
  'Mongo id': from(HEX, 24),
  'long hex': fc.constantFrom(16, 32, 40, 64).chain((length) => from(HEX, length)),
  token: from(ALNUM, 20, 64),
  'token with - and _': from(`${ALNUM}-_`, 21, 43),
  'base64 of random bytes': fc
    .uint8Array({ minLength: 16, maxLength: 48 })
    .map((bytes) => Buffer.from(bytes).toString('base64')),
  number: from(DIGITS, 5, 12),
  IBAN: fc
    .tuple(fc.constantFrom('DE', 'FR', 'NL', 'GB'), from(DIGITS, 18))
    .map(([country, account]) => iban(country, account)),
  'card number': fc
    .tuple(fc.constantFrom('4', '51', '37'), from(DIGITS, 13), fc.boolean())
    .map(([head, rest, grouped]) => {
      const number = luhn((head + rest).slice(0, 15).padEnd(15, '7'));
      return grouped ? number.match(/.{4}/g)!.join('-') : number;
    }),
  'IPv4 address': fc.ipV4(),
  'IPv4 address with dashes': fc
    .tuple(
      fc.constantFrom('', 'ip-', 'host-'),
      fc.constantFrom('-', '_'),
      fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 4, maxLength: 4 }),
    )
    .map(([before, gap, bytes]) => before + bytes.join(gap)),
  'e-mail address in words': fc
    .tuple(
      from(LOWER, 5, 10),
      fc.constantFrom(['(at)', '(dot)'], ['[at]', '.'], ['-at-', '-dot-'], ['_at_', '_dot_']),
      from(LOWER, 4, 12),
      fc.constantFrom('com', 'org', 'de'),
    )
    .map(([name, [at, dot], host, top]) => `${name}${at}${host}${dot}${top}`),
  'phone number in Arabic digits': fc
    .tuple(from(DIGITS, 3), from(DIGITS, 4))
    .map(
      ([a, b]) =>
        `\u0660${[...`${a}-${b}`].map((sign) => (sign === '-' ? '\u2011' : String.fromCodePoint(0x0660 + Number(sign)))).join('')}`,
    ),
  'IPv6 address': fc
    .array(fc.integer({ min: 0, max: 65_535 }), { minLength: 8, maxLength: 8 })
    .map((words) => words.map((word) => word.toString(16)).join(':')),
  'secret key': fc.oneof(
    from(DIGITS + LOWER.toUpperCase(), 16).map((text) => `AKIA${text}`),
    from(ALNUM, 36).map((text) => `ghp_${text}`),
    from(ALNUM, 24).map((text) => `sk_live_${text}`),
  ),
};

const pct = (text: string) =>
  [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
const COATINGS: Readonly<Record<string, (text: string) => string>> = {
  raw: (text) => text,
  'upper case': (text) => text.toUpperCase(),
  'lower case': (text) => text.toLowerCase(),
  'percent-encoded': (text) => encodeURIComponent(text).replaceAll('.', '%2E'),
  'every byte percent-encoded': pct,
  'doubly percent-encoded': (text) => encodeURIComponent(encodeURIComponent(text).replaceAll('.', '%2E')),
  base64: (text) => Buffer.from(text).toString('base64'),
  base64url: base64url,
};

/** Text that must not remain: the identifier, or any 8 characters of its encoded form. */
function leaks(out: string, identifier: string, coated: string): boolean {
  const least = Math.min(identifier.length, 8);
  return [identifier, coated].some((text) => {
    for (let at = 0; at + least <= text.length; at++)
      if (out.toLowerCase().includes(text.slice(at, at + least).toLowerCase())) return true;
    return false;
  });
}

/** A token whose case was changed is no longer the token; most are found nevertheless. */
const CASE_MATTERS = new Set(['token with - and _', 'base64 of random bytes']);

describe.each(Object.entries(KINDS))('%s', (kind, arbitrary) => {
  it.each(Object.entries(COATINGS))(
    'is found %s, in a path and in a value, at least 995 times in 1,000',
    (coating, coat) => {
      const caseMatters = coating.endsWith('case') && CASE_MATTERS.has(kind);
      const numRuns = caseMatters ? 1000 : rounds(200, 1000);
      const random = fc.sample(arbitrary, { numRuns, seed: 20_261_123 });
      const missed = random.filter((identifier) => {
        const coated = coat(identifier);
        if (coating === 'raw' && /[/?#%]/.test(identifier))
          return leaks(kept(`/a/${identifier.replaceAll(/[?#%]/g, '')}/b`), identifier, coated);
        return (
          leaks(kept(`/shop/${coated}/view`), identifier, coated) ||
          leaks(scrubValue(coated), identifier, coated)
        );
      });
      expect(missed.length, `missed ${kind}: ${missed.slice(0, 5).join(' ')}`).toBeLessThanOrEqual(
        (caseMatters ? 0.1 : 0.005) * numRuns,
      );
    },
  );
});

describe('a number in pieces', () => {
  const pieces = fc.array(from(DIGITS, 2, 4), { minLength: 4, maxLength: 8 });
  it.each<[string, fc.Arbitrary<string[]>]>([
    ['a card number over four segments', from(DIGITS, 12).map((rest) => luhn(`411${rest}`).match(/.{4}/g)!)],
    [
      'a telephone number over its groups',
      fc.tuple(fc.constantFrom('+49', '0049', '0151', '+1'), pieces).map(([head, rest]) => [head, ...rest]),
    ],
    ['digits two by two', fc.array(from(DIGITS, 2), { minLength: 4, maxLength: 10 })],
    [
      'an IPv4 address over four segments',
      fc
        .array(fc.integer({ min: 10, max: 255 }), { minLength: 4, maxLength: 4 })
        .map((bytes) => bytes.map(String)),
    ],
  ])(
    '%s is found in a path, its digits and its slashes plain or encoded, at least 995 times in 1,000',
    (_what, arbitrary) => {
      const numRuns = rounds(200, 1000);
      const missed = fc.sample(arbitrary, { numRuns, seed: 20_261_124 }).filter(
        (groups) =>
          ['/', '%2F', '%252F'].some((slash) =>
            kept(`/order/${groups.join(slash)}/view`)
              .split(/\/|%2F/)
              .some((segment) => groups.includes(segment)),
          ) ||
          kept(`/order/${groups.map(pct).join('/')}`)
            .split('/')
            .some((segment) => groups.map(pct).includes(segment)),
      );
      expect(missed.length, `missed: ${missed.slice(0, 5).join(' ')}`).toBeLessThanOrEqual(0.005 * numRuns);
    },
  );
});

describe('ordinary paths', () => {
  it.each([
    '/blog/2024/05/iphone-15-pro-max',
    '/docs/v1.2.3/api',
    '/2024/05/17/title',
    '/2024/05/17',
    '/17/05/2024/x',
    '/12/24/2023',
    '/season/2023/2024/34',
    '/page/2/3',
    '/compare/12/34',
    '/forum/12/345',
    '/1-2-3-4-step-plan',
    '/10-20-30-40-workout',
    '/sizes/10-12-14-16',
    '/sizes/16-14-12-10',
    '/archive/2024/05/17/1234',
    '/archive/2024/12/31/23/59',
    '/chapter/1/2/3/10',
    '/calendar/2024/47/12',
    '/news/20241105/title',
    '/2024-05-17/12-30',
    '/2024-05-17',
    '/v10/20/30',
    '/docs/1.20.300.4000',
    '/look-at-the-dot-in-the-picture',
    '/connect-the-dots',
    '/meet-us-at-dot-conference',
    '/polka-dot-dress',
    '/look-at-this',
    '/airbus-a320-200-vs-boeing-737-800',
    '/lenovo-thinkpad-x1-gen-11-14-inch',
    '/windows-10-11-and-12',
    '/nikon-z-24-70-f-2-8',
    '/recipes/4-2-1-rule',
    '/iso-9001-2015',
    '/rfc/2616',
    '/top-100-songs-of-1999',
    '/caf\u00e9-\u2013-bar',
    '/50-30-20',
  ])('%s stays', (path) => {
    expect(kept(path)).toBe(path);
  });

  const lines = gunzipSync(readFileSync(join(import.meta.dirname, '../../data/apache_access_2015.log.gz')))
    .toString('latin1')
    .split('\n');
  const paths = new Set(
    lines
      .map((line) => /"GET (\/[^ ?#]*)[^"]*" (?:200|304) /.exec(line)?.[1] ?? '')
      .filter(
        (path) => path !== '' && !/\.(png|jpe?g|gif|ico|css|js|svg|woff2?|ttf|otf|eot|xml|txt)$/i.test(path),
      ),
  );

  it('at most one in 200 paths of a real site is changed', () => {
    const changed = [...paths].filter((path) => kept(path) !== pagePath(path).path);
    expect(paths.size).toBeGreaterThan(500);
    expect(changed.length / paths.size, changed.slice(0, 20).join(' ')).toBeLessThanOrEqual(0.005);
  });
});
