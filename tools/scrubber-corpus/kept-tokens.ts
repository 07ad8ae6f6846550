/** Kept half: tokens, what follows opening words, session parameters and keys. Every value is drawn, none is real. */
import type { Case } from './case.ts';
import { ROUTES, after, latin, native } from './kept-words.ts';
import { DIGITS, HEX, LOWER, UPPER, seeded, type Seeded } from './seeded.ts';
import { casesOf } from './standing.ts';

const MIXED = LOWER + UPPER + DIGITS;
const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

function drawn(seed: Seeded, alphabet: string, least: number, most: number, test: RegExp): string {
  for (;;) {
    const text = seed.from(alphabet, seed.integer(least, most));
    if (test.test(text)) return text;
  }
}
const mixed = (seed: Seeded, least = 8, most = 13): string =>
  drawn(seed, MIXED, least, most, /^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])/);
const plain = [
  '/x/{}',
  '/v/{}/embed',
  '/l/{}',
  '/files/{}',
  '/dokumente/{}/ansehen',
  '/t/{}',
  '/produkt/{}',
  '/f/{}/',
];
const hexa = /^(?=.*[a-f])(?=(?:.*\d){3})/;

const sessions: readonly ((seed: Seeded) => string)[] = [
  (seed) => `/shop/ASPSESSIONIDQQ=${seed.from(UPPER, 24)}`,
  (seed) => `/catalog/osCsid=${seed.from(HEX, 26)}/index`,
  (seed) => `/app;JSESSIONID=${seed.from(HEX.toUpperCase(), 16)}!${seed.digits(9)}`,
  (seed) => `/cfm/CFTOKEN=${seed.digits(8)}`,
  (seed) => `/(A(${seed.from(MIXED, 40)})S(${seed.from(`${LOWER}012345`, 24)}))/default.aspx`,
  (seed) => `/start/session_id=${seed.from(LOWER + DIGITS, 12)}/step2`,
  (seed) => `/main/zenid/${seed.from(HEX, 26)}`,
  (seed) => `/portal/sessionid/${mixed(seed, 10, 14)}/news`,
  (seed) => `/laravel_session=${seed.from(LOWER + DIGITS, 11)}`,
  (seed) => `/docs%3Bjsessionid%3D${seed.from(HEX.toUpperCase(), 20)}`,
];
const pairs: readonly ((seed: Seeded) => string)[] = [
  (seed) => `/get/otp=${seed.digits(6)}`,
  (seed) => `/link/signature=${seed.from(HEX, 12)}/file`,
  (seed) => `/crm/customerId=${seed.digits(seed.integer(5, 8))}`,
  (seed) =>
    `/mail/recipient:${seed.pick(['petra', 'luc', 'irina'])}${seed.digits(3)}@${seed.pick(['web.de', 'sfr.fr'])}`,
  (seed) => `/me/login=${seed.pick(['petra_k', 'lucas.m', 'irina-v', 'wojtek'])}${seed.digits(2)}/edit`,
  (seed) => `/open;hash=${seed.from(LOWER + DIGITS, 9)};n=1`,
  (seed) => `/ab/guid=${mixed(seed)}&x=1`,
  (seed) => `/kundennr=${seed.digits(5)}/rechnungen`,
  (seed) => `/go/access_token:${mixed(seed)}`,
  (seed) => `/form/phone=${seed.pick(['0151', '0664'])}${seed.digits(7)}`,
];

function whole(kind: string, makers: readonly ((seed: Seeded) => string)[]): readonly Case[] {
  const seed = seeded(`kept ${kind}`);
  return Array.from({ length: 70 }, (_, turn): Case => {
    const value = makers[turn % makers.length]!(seed);
    const secrets = [...value.matchAll(/(?<==|%3D|S\(|:|zenid\/|sessionid\/)[\w.@-]{4,}/g)].map(
      ([text]) => text,
    );
    return { kind, at: 'path', value, secrets };
  });
}

/** Returns the cases of every kind that is a token. */
export function keptTokens(): readonly Case[] {
  const of = (kind: string): Seeded => seeded(`kept ${kind}`);
  return [
    ...casesOf(
      'short token, mixed case and digits',
      of('mixed'),
      72,
      [
        (seed) => mixed(seed, 8, 10),
        (seed) => mixed(seed, 11, 13),
        (seed) => drawn(seed, `${MIXED}-_`, 10, 12, /^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])(?=.*[-_])\w.*\w$/),
      ],
      { segments: plain, slugs: ['/doc-{}', '/dl_{}'] },
      ['segment', 'slug', 'file', 'encoded', 'prop', 'notFound', 'download', 'twice', 'campaign'],
    ),
    ...casesOf(
      'short token, hexadecimal',
      of('hex'),
      64,
      [
        (seed) => drawn(seed, HEX, 8, 10, hexa),
        (seed) => drawn(seed, HEX, 11, 13, hexa),
        (seed) => drawn(seed, HEX, 8, 8, hexa).replace(/^.{4}/, '$&-'),
        (seed) => `0x${drawn(seed, HEX, 8, 12, hexa)}`,
      ],
      { segments: plain, slugs: ['/img-{}', '/build_{}'] },
      ['segment', 'slug', 'upper', 'encoded', 'download', 'prop', 'file'],
    ),
    ...casesOf(
      'short token, base32 or base58',
      of('base'),
      64,
      [
        (seed) => drawn(seed, `${UPPER}234567`, 10, 10, /^(?=.*\d.*\d)/).replace(/^.{5}/, '$&-'),
        (seed) => drawn(seed, CROCKFORD, 8, 13, /(?:\d.*){2}/),
        (seed) => drawn(seed, `${LOWER}234567`, 9, 13, /(?:\d.*){3}/),
      ],
      { segments: plain },
      ['segment', 'file', 'notFound', 'encoded', 'prop', 'twice'],
    ),
    ...casesOf(
      'lower-case token after a word',
      of('lower'),
      90,
      [
        (seed) => drawn(seed, LOWER, 8, 13, /[bcdfghjklmnpqrstvwxz]{5}|[jqxz].*[jqxzvw]/),
        (seed) => drawn(seed, LOWER, 9, 12, /[bcdfghjklmnpqrstvwxz]{4}/),
        (seed) => drawn(seed, LOWER + DIGITS, 8, 10, /\d/),
      ],
      { segments: [...after(latin), ...ROUTES] },
      ['segment', 'segment', 'notFound', 'encoded'],
    ),
    ...casesOf(
      'what follows a word',
      of('follows'),
      150,
      [
        (seed) => mixed(seed, 6, 9),
        (seed) => seed.from(DIGITS, seed.pick([4, 6, 8])),
        (seed) => drawn(seed, HEX, 8, 16, /\d/),
        (seed) => [0, 1, 2].map(() => drawn(seed, UPPER + DIGITS, 4, 4, /\d/)).join('-'),
        (seed) => drawn(seed, `${MIXED}-_`, 11, 20, /^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])\w.*\w$/),
        (seed) => drawn(seed, CROCKFORD, 6, 8, /(?:\d.*){2}/),
        (seed) => `${seed.digits(4)}.${mixed(seed, 9, 12)}`,
      ],
      { segments: [...after(latin), ...ROUTES] },
      ['segment', 'segment', 'notFound', 'encoded', 'file'],
    ),
    ...casesOf(
      'what follows a word in its own script',
      of('native'),
      80,
      [
        (seed) => mixed(seed),
        (seed) => drawn(seed, LOWER, 9, 12, /[bcdfghjklmnpqrstvwxz]{4}/),
        (seed) => seed.from(DIGITS, 6),
        (seed) => drawn(seed, HEX, 8, 12, hexa),
      ],
      { segments: after(native) },
      ['segment', 'segment', 'notFound', 'encoded'],
    ),
    ...whole('session parameter in a path', sessions),
    ...whole('key and value in a path', pairs),
    ...casesOf(
      'key of a service or JWT',
      of('keys'),
      72,
      [
        (seed) => `sk-proj-${seed.from(MIXED, 32)}`,
        (seed) => `SG.${seed.from(MIXED, 22)}.${seed.from(MIXED, 43)}`,
        (seed) => `npm_${seed.from(MIXED, 36)}`,
        (seed) => `ya29.${seed.from(`${MIXED}_`, 40)}`,
        (seed) => `${seed.digits(9)}:AA${seed.from(`${MIXED}_`, 33)}`,
        (seed) => `v4.local.${seed.from(MIXED, 44)}`,
        (seed) => `hf_${seed.from(MIXED, 34)}`,
        (seed) => seed.from(`${MIXED}/+`, 40).replaceAll('/', 'k'),
        (seed) =>
          `${Buffer.from('{"alg":"RS256","kid":"1"}').toString('base64url')}.${Buffer.from(`{"email":"u${seed.digits(4)}@x.de"}`).toString('base64url')}.${seed.from(MIXED, 60)}`,
      ],
      { segments: plain, slugs: ['/key-{}'] },
      ['segment', 'file', 'twice', 'prop', 'notFound', 'encoded', 'slug'],
    ),
    ...casesOf(
      'UUID and the like',
      of('uuid'),
      72,
      [
        (seed) => `{${[8, 4, 4, 4, 12].map((length) => seed.from(HEX, length)).join('-')}}`,
        (seed) => `urn:uuid:${[8, 4, 4, 4, 12].map((length) => seed.from(HEX, length)).join('-')}`,
        (seed) => `2${seed.from(MIXED, 26)}`,
        (seed) => `c${drawn(seed, LOWER + DIGITS, 24, 24, /(?:\d.*){4}/)}`,
        (seed) => drawn(seed, '0123456789abcdefghijklmnopqrstuv', 20, 20, /(?:\d.*){4}/),
        (seed) => `01${seed.from('0123456789abcdefghjkmnpqrstvwxyz', 24)}`,
        (seed) => seed.digits(19),
        (seed) => drawn(seed, MIXED, 22, 22, /\d/),
        (seed) => [8, 4, 4, 4, 12].map((length) => seed.from(HEX.toUpperCase(), length)).join('_'),
      ],
      { segments: plain, slugs: ['/item-{}', '/foto_{}'] },
      ['segment', 'slug', 'file', 'encoded', 'prop', 'twice', 'campaign', 'download', 'base64'],
    ),
  ];
}
