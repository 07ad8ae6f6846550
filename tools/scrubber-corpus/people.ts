/** Names and hosts of which addresses are drawn; none is a real person's. */
import type { Identifier } from './case.ts';
import type { Seeded } from './seeded.ts';

export const FIRST = [
  'anna',
  'jonas',
  'lucie',
  'marek',
  'olga',
  'pedro',
  'giulia',
  'sanne',
  'emre',
  'kenji',
  'meilin',
  'tom',
];
export const LAST = [
  'berger',
  'lindner',
  'moreau',
  'kowal',
  'ivanova',
  'alves',
  'ferri',
  'devries',
  'yilmaz',
  'tanaka',
  'chen',
];
export const HOSTS = [
  'gmail.com',
  'posteo.de',
  'orange.fr',
  'wp.pl',
  'mail.ru',
  'uol.com.br',
  'libero.it',
  'ziggo.nl',
  'firma.at',
  'docomo.ne.jp',
];

/** An address of somebody; the name is the secret. */
export const named = (
  seed: Seeded,
  write: (name: string, host: string) => string,
  host = HOSTS,
): Identifier => {
  const name = `${seed.pick(FIRST)}${seed.pick(['.', '_', ''])}${seed.pick(LAST)}`;
  return { text: write(name, seed.pick(host)), secrets: [name] };
};
