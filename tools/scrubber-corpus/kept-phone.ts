/** Kept half: telephone numbers. Every value is drawn, none is real. */
import type { Case, Identifier } from './case.ts';
import { DIGITS, seeded, type Seeded } from './seeded.ts';
import { casesOf } from './standing.ts';

const PHONE = {
  segments: ['/rueckruf/{}', '/phone/{}', '/telefon/{}', '/sms/{}/send', '/suche/{}', '/{}'],
  slugs: ['/nummer-{}', '/telefono-{}-opiniones', '/spam_{}', '/numer-{}'],
};
const shaped =
  (shape: string) =>
  (seed: Seeded): Identifier => {
    const text = shape
      .replaceAll('#', () => seed.from(DIGITS, 1))
      .replaceAll('N', () => seed.from('23456789', 1));
    const digits = text.replaceAll(/\D/g, '');
    return { text, secrets: [digits.slice(-7)] };
  };

/** Returns the cases of telephone numbers. */
export function keptPhone(): readonly Case[] {
  const of = (kind: string): Seeded => seeded(`kept ${kind}`);
  return [
    ...casesOf(
      'telephone number, international',
      of('phone'),
      66,
      [
        '+34 6## ### ###',
        '+44 7### ######',
        '+61-4##-###-###',
        '+91 9#### #####',
        '+52.55.####.####',
        '+54 9 11 ####-####',
        '+82-10-####-####',
        '+41 79 ### ## ##',
        '+32 47# ## ## ##',
        '+46 70 ### ## ##',
        '+420 6## ### ###',
        '+351 91# ### ###',
        '00447#########',
        '0034 91 ### ## ##',
        '+1 N## N## ####',
        '+972-52-###-####',
      ].map(shaped),
      PHONE,
      ['segment', 'slug', 'prop', 'encoded', 'twice', 'file', 'notFound', 'campaign'],
    ),
    ...casesOf(
      'telephone number, national',
      of('phone national'),
      125,
      [
        '6## ## ## ##',
        '91 ### ## ##',
        '020 7### ####',
        '07### ######',
        'N##.N##.####',
        '(N##) N## ####',
        '9#### #####',
        '04## ### ###',
        '(02) 9### ####',
        '55 #### ####',
        '011 4###-####',
        '010-####-####',
        '044 ### ## ##',
        '047# ## ## ##',
        '070-### ## ##',
        '040 ### ####',
        '6## ### ###',
        '06 20 ### ####',
        '91# ### ###',
        '21# ### ####',
        '07## ### ###',
        '052-###-####',
        '082 ### ####',
        '0#### ######',
        '0512 - ######',
      ].map(shaped),
      PHONE,
      ['segment', 'slug', 'encoded', 'prop', 'notFound'],
    ),
    ...casesOf(
      'telephone number, odd separators',
      of('phone odd'),
      78,
      [
        '+44 (0)20.7###.####',
        '(0171)#######',
        'N##~N##~####',
        'N##,N##,####',
        '0171-###/##-##',
        'callto:+4915########',
        'N##\u2013N##\u2013####',
        '06.##.##.##.##',
        '(0)30/### ####',
        'N##\u00A0N##\u00A0####',
        '{N##}N##-####',
        'N##*N##*####',
        '####:####:####',
      ].map(shaped),
      PHONE,
      ['segment', 'prop', 'encoded', 'notFound', 'slash', 'segment'],
    ),
  ];
}
