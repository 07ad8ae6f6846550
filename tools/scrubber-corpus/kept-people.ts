/** Names and hosts of which the kept half's addresses are drawn; none is a real person's. */
import type { Identifier } from './case.ts';
import type { Seeded } from './seeded.ts';

export const FIRST = [
  'petra',
  'lucas',
  'irina',
  'wojtek',
  'hanne',
  'carmen',
  'bruno',
  'selin',
  'yuki',
  'xiulan',
  'maarten',
  'ewa',
];
export const LAST = [
  'schuster',
  'garnier',
  'novak',
  'romero',
  'pereira',
  'bianchi',
  'jansen',
  'kaplan',
  'sato',
  'wang',
  'orlov',
  'nielsen',
];
export const HOSTS = [
  'web.de',
  'sfr.fr',
  'onet.pl',
  'yandex.ru',
  'terra.com.br',
  'virgilio.it',
  'kpnmail.nl',
  'bluewin.ch',
  'yahoo.co.jp',
  'qq.com',
  'example.museum',
];
/** An address of somebody; the name is the secret. */
export const named = (
  seed: Seeded,
  write: (name: string, host: string) => string,
  hosts: readonly string[] = HOSTS,
): Identifier => {
  const name = `${seed.pick(FIRST)}${seed.pick(['.', '-', '', '_'])}${seed.pick(LAST)}`;
  return { text: write(name, seed.pick(hosts)), secrets: [name] };
};
