/** Open half: tokens, what follows opening words, session parameters and keys. Every value is drawn, none is real. */
import type { Case } from './case.ts';
import { DIGITS, HEX, LOWER, UPPER, seeded, type Seeded } from './seeded.ts';
import { after, latin, native } from './opening-words.ts';
import { casesOf } from './standing.ts';

const MIXED = LOWER + UPPER + DIGITS;
const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

/** Draws until the text has the classes that tell it from a word: a digit, and what else the test asks. */
function drawn(seed: Seeded, alphabet: string, least: number, most: number, test: RegExp): string {
  for (;;) {
    const text = seed.from(alphabet, seed.integer(least, most));
    if (test.test(text)) return text;
  }
}
const mixed = (seed: Seeded, least = 8, most = 13): string =>
  drawn(seed, MIXED, least, most, /^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])/);

const plain = ['/go/{}', '/s/{}', '/p/{}/view', '/r/{}', '/d/{}', '/shop/{}/details', '/{}'];

export function openTokens(): readonly Case[] {
  const of = (kind: string): Seeded => seeded(`open ${kind}`);
  const sessions: ((seed: Seeded) => string)[] = [
    (seed) => `/shop;jsessionid=${seed.from(HEX.toUpperCase(), 32)}`,
    (seed) => `/cart;jsessionid=${seed.from(UPPER + DIGITS, 12)}.node1`,
    (seed) => `/produkte/PHPSESSID=${seed.from(LOWER + DIGITS, 26)}`,
    (seed) => `/PHPSESSID=${seed.from(LOWER + DIGITS, 10)}/artikel`,
    (seed) => `/(S(${seed.from(LOWER + '012345', 24)}))/Default.aspx`,
    (seed) => `/forum/sid=${seed.from(HEX, 32)}/viewtopic`,
    (seed) => `/index.php/sid/${seed.from(HEX, 12)}/home`,
    (seed) => `/page;sid=${mixed(seed)};v=2`,
  ];
  const pairs: ((seed: Seeded) => string)[] = [
    (seed) => `/mail/token=${mixed(seed)}`,
    (seed) => `/list/uid=${seed.digits(seed.integer(4, 7))}/done`,
    (seed) =>
      `/list/user=${seed.pick(['anna.berg', 'mkoenig', 'jan-pol', 'lucia_r', 'tomek'])}${seed.digits(2)}`,
    (seed) => `/track/id:${seed.from(HEX, 10)}/open`,
    (seed) => `/api;key=${mixed(seed)}/items`,
    (seed) =>
      `/optin/email=${seed.pick(['anna', 'marek', 'olga'])}${seed.digits(2)}@${seed.pick(['posteo.de', 'wp.pl'])}`,
    (seed) => `/view/code=${seed.from(UPPER + DIGITS, 6)}`,
    (seed) => `/auth/state=${seed.from(LOWER + DIGITS, 9)}&code=${mixed(seed)}`,
  ];
  const whole = (kind: string, makers: readonly ((seed: Seeded) => string)[]): readonly Case[] => {
    const seed = of(kind);
    return Array.from({ length: 64 }, (_, turn): Case => {
      const value = makers[turn % makers.length]!(seed);
      const found = [...value.matchAll(/(?<=[=:(]|sid\/)[\w.@-]{4,}/g)].map(([text]) => text);
      return { kind, at: 'path', value, secrets: found };
    });
  };
  return [
    ...casesOf(
      'short token, mixed case and digits',
      of('mixed'),
      64,
      [(seed) => mixed(seed)],
      { segments: plain },
      ['segment', 'file', 'encoded', 'twice', 'download', 'notFound', 'campaign', 'prop'],
    ),
    ...casesOf(
      'short token, hexadecimal',
      of('hex'),
      64,
      [(seed) => drawn(seed, HEX, 8, 13, /^(?=.*[a-f])(\d.*|.){3,}\d/)],
      { segments: plain },
      ['segment', 'file', 'upper', 'encoded', 'twice', 'prop', 'notFound'],
    ),
    ...casesOf(
      'short token, base32 or base58',
      of('base'),
      64,
      [
        (seed) => drawn(seed, `${UPPER}234567`, 8, 13, /(\d.*){2}/),
        (seed) => drawn(seed, BASE58, 8, 13, /^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])/),
        (seed) => drawn(seed, '0123456789ABCDEFGHJKMNPQRSTVWXYZ', 8, 13, /(\d.*){2}/),
      ],
      { segments: plain },
      ['segment', 'file', 'encoded', 'download', 'prop'],
    ),
    ...casesOf(
      'lower-case token after a word',
      of('lower'),
      72,
      [
        (seed) => drawn(seed, LOWER, 8, 12, /[bcdfghjklmnpqrstvwxz]{4}/),
        (seed) => drawn(seed, LOWER + DIGITS, 8, 12, /^(?=.*\d.*\d)/),
      ],
      { segments: after(latin) },
      ['segment', 'segment', 'encoded', 'notFound'],
    ),
    ...casesOf(
      'what follows a word',
      of('follows'),
      120,
      [
        (seed) => mixed(seed),
        (seed) => seed.from(DIGITS, 6),
        (seed) => drawn(seed, HEX, 8, 12, /\d/),
        (seed) => `${seed.from(UPPER, 4)}-${drawn(seed, UPPER + DIGITS, 4, 4, /\d/)}`,
        (seed) => ({
          text: `${seed.pick(['MQ', 'Mjg', 'MTAy'])}/${drawn(seed, LOWER + DIGITS, 6, 6, /\d/)}-${seed.from(HEX, 12)}`,
        }),
        (seed) => drawn(seed, `${MIXED}-_`, 10, 16, /^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])\w.*\w$/),
      ],
      { segments: after(latin) },
      ['segment', 'segment', 'file', 'notFound', 'encoded'],
    ),
    ...casesOf(
      'what follows a word in its own script',
      of('native'),
      64,
      [
        (seed) => mixed(seed),
        (seed) => drawn(seed, LOWER, 9, 12, /[bcdfghjklmnpqrstvwxz]{4}/),
        (seed) => seed.from(DIGITS, 6),
      ],
      { segments: after(native) },
      ['segment', 'segment', 'encoded', 'notFound'],
    ),
    ...whole('session parameter in a path', sessions),
    ...whole('key and value in a path', pairs),
    ...casesOf(
      'key of a service or JWT',
      of('keys'),
      64,
      [
        (seed) => `AKIA${seed.from(`${UPPER}234567`, 16)}`,
        (seed) => `ghp_${seed.from(MIXED, 36)}`,
        (seed) => `xoxb-${seed.digits(12)}-${seed.from(MIXED, 24)}`,
        (seed) => `AIza${seed.from(`${MIXED}_-`, 35)}`,
        (seed) =>
          `${jsonPart({ alg: 'HS256', typ: 'JWT' })}.${jsonPart({ sub: seed.digits(6) })}.${seed.from(MIXED, 43)}`,
        (seed) => `glpat-${seed.from(MIXED, 20)}`,
      ],
      { segments: plain },
      ['segment', 'file', 'encoded', 'prop', 'download'],
    ),
    ...casesOf(
      'UUID and the like',
      of('uuid'),
      64,
      [
        (seed) => [8, 4, 4, 4, 12].map((length) => seed.from(HEX, length)).join('-'),
        (seed) => `01${seed.from('0123456789ABCDEFGHJKMNPQRSTVWXYZ', 24)}`,
        (seed) => seed.from(HEX, 24),
        (seed) => drawn(seed, `${MIXED}_-`, 21, 21, /^\w.*\d.*\w$/),
        (seed) => seed.digits(18),
        (seed) => seed.from(HEX, 32),
      ],
      { segments: plain },
      ['segment', 'file', 'upper', 'encoded', 'prop', 'twice', 'campaign'],
    ),
  ];
}
const jsonPart = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
