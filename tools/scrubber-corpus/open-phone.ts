/** Open half: telephone numbers. Every value is drawn, none is real. */
import type { Case, Identifier } from './case.ts';
import { DIGITS, seeded, type Seeded } from './seeded.ts';
import { casesOf } from './standing.ts';

const PHONE = {
  segments: ['/call/{}', '/tel/{}', '/kontakt/{}', '/numero/{}/info', '/{}'],
  slugs: ['/wer-ruft-an-{}', '/anruf-{}-bewertung', '/tel-{}'],
};
const group = (seed: Seeded, lengths: readonly number[]): string[] =>
  lengths.map((length) => seed.from(DIGITS, length));
const national =
  (area: readonly string[], lengths: readonly number[], join: (area: string, rest: string[]) => string) =>
  (seed: Seeded): Identifier => {
    const rest = group(seed, lengths);
    return { text: join(seed.pick(area), rest), secrets: [rest.join('')] };
  };

/** Returns the cases of telephone numbers. */
export function openPhone(): readonly Case[] {
  const of = (kind: string): Seeded => seeded(`open ${kind}`);
  return [
    ...casesOf(
      'telephone number, international',
      of('phone'),
      64,
      ['+49', '0043', '+33', '+48', '+1', '+55', '+31', '+7', '+81', '+86', '+90', '0039'].map(
        (code) =>
          (seed: Seeded): Identifier => {
            const rest = group(
              seed,
              seed.pick([
                [3, 3, 4],
                [2, 3, 2, 2],
                [3, 7],
                [1, 2, 2, 2, 2],
              ]),
            );
            return {
              text: code + seed.pick(['', ' ', '-', '.']) + rest.join(seed.pick(['', ' ', '-', '.'])),
              secrets: [rest.join('')],
            };
          },
      ),
      PHONE,
      ['segment', 'slug', 'file', 'encoded', 'twice', 'campaign', 'prop', 'notFound', 'base64'],
    ),
    ...casesOf(
      'telephone number, national',
      of('phone national'),
      96,
      [
        national(['030', '089', '0151', '0221'], [3, 5], (area, [a, b]) => `${area}/${a}${b}`),
        national(['01', '06', '07'], [2, 2, 2, 2], (area, rest) => [area, ...rest].join(' ')),
        national(['0664', '01'], [3, 4], (area, [a, b]) => `${area} ${a} ${b}`),
        national(['22', '501', '12'], [3, 2, 2], (area, rest) => [area, ...rest].join('-')),
        national(['415', '212', '305'], [3, 4], (area, [a, b]) => `(${area})${a}-${b}`),
        national(['11', '21'], [4, 4], (area, [a, b]) => `(${area}) 9${a}-${b}`),
        national(['010', '020', '06'], [3, 4], (area, [a, b]) => `${area}-${a}${b}`),
        national(['495', '812', '916'], [3, 2, 2], (area, [a, b, c]) => `8 (${area}) ${a}-${b}-${c}`),
        national(['03', '06', '090'], [4, 4], (area, rest) => [area, ...rest].join('-')),
        national(['138', '186', '159'], [4, 4], (area, rest) => [area, ...rest].join(' ')),
        national(['0212', '0532'], [3, 2, 2], (area, rest) => [area, ...rest].join(' ')),
        national(['06', '02', '347'], [3, 4], (area, [a, b]) => `${area}.${a}${b}`),
      ],
      PHONE,
      ['segment', 'slash', 'slug', 'encoded', 'prop', 'notFound', 'file'],
    ),
    ...casesOf(
      'telephone number, odd separators',
      of('phone odd'),
      72,
      [
        national(['415', '646'], [3, 4], (area, [a, b]) => `(${area})${a}-${b}`),
        national(['3123', '4930'], [4, 4], (area, [a, b]) => `${area}:${a}:${b}`),
        national(['089', '040'], [3, 3], (area, [a, b]) => `(${area})/${a}-${b}`),
        national(['0171', '0160'], [3, 4], (area, [a, b]) => `${area}/${a}.${b}`),
        national(['+49', '+43'], [3, 4, 2], (area, [a, b, c]) => `${area}(0)${a}/${b}-${c}`),
        national(['06', '07'], [2, 2, 2, 2], (area, rest) => [area, ...rest].join('_')),
        national(['212'], [3, 4], (area, [a, b]) => `[${area}] ${a} ${b}`),
        national(['0044', '001'], [3, 3, 4], (area, rest) => `${area}|${rest.join('|')}`),
        national(['tel:+49', 'tel:030'], [3, 4], (area, rest) => area + rest.join('')),
      ],
      PHONE,
      ['segment', 'slash', 'encoded', 'prop', 'notFound'],
    ),
  ];
}
