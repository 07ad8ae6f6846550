/** Kept half: e-mail addresses, names of users and hosts. Every value is drawn, none is real. */
import type { Case } from './case.ts';
import { keptHosts } from './kept-hosts.ts';
import { FIRST, HOSTS, LAST, named } from './kept-people.ts';
import { seeded, type Seeded } from './seeded.ts';
import { casesOf } from './standing.ts';

const MAIL = {
  segments: ['/abo/{}', '/konto/{}/profil', '/lists/{}/leave', '/invite/{}', '/m/{}', '/{}'],
  slugs: ['/mailing-{}', '/abo_{}/ende', '/user-{}-profile'],
};

/** Returns the cases of e-mail addresses, users and hosts. */
export function keptContacts(): readonly Case[] {
  const of = (kind: string): Seeded => seeded(`kept ${kind}`);
  return [
    ...casesOf(
      'e-mail address',
      of('mail'),
      72,
      [
        (seed) => named(seed, (name, host) => `${name}@${host}`),
        (seed) => named(seed, (name, host) => `${name}+shop${seed.digits(2)}@${host}`),
        (seed) => named(seed, (name, host) => `o'${name}@mail.${host}`),
        (seed) => named(seed, (name, host) => `mailto:${name}@${host}`),
        (seed) => named(seed, (name, host) => `${seed.digits(2)}.${name}@${host}`),
      ],
      MAIL,
      [
        'segment',
        'slug',
        'twice',
        'base64',
        'prop',
        'source',
        'file',
        'download',
        'campaign',
        'notFound',
        'upper',
        'encoded',
      ],
    ),
    ...casesOf(
      'e-mail address, quoted or spaced',
      of('mail quoted'),
      70,
      [
        (seed) => named(seed, (name, host) => `'${name}'@${host}`),
        (seed) => named(seed, (name, host) => `${name} @${host}`),
        (seed) => named(seed, (name, host) => `${name}\t@\t${host}`),
        (seed) => named(seed, (name, host) => `${name}(privat)@${host}`),
        (seed) => named(seed, (name, host) => `"${name}"<${name}@${host}>`),
        (seed) => named(seed, (name, host) => `${name}\u00A0@\u00A0${host}`),
        (seed) => named(seed, (name, host) => `"${name}" @ "${host}"`),
        (seed) => named(seed, (name, host) => `${name} @ ${host.replaceAll('.', ' . ')}`),
      ],
      MAIL,
      ['segment', 'prop', 'encoded', 'notFound', 'campaign'],
    ),
    ...casesOf(
      'e-mail address in words',
      of('mail words'),
      91,
      [
        (seed) => named(seed, (name, host) => `${name}{at}${host}`),
        (seed) => named(seed, (name, host) => `${name}-AT-${host.replaceAll('.', '-DOT-')}`),
        (seed) => named(seed, (name, host) => `${name} [at] ${host.replaceAll('.', ' [dot] ')}`),
        (seed) => named(seed, (name, host) => `${name}-at-${host.replaceAll('.', '-punkt-')}`),
        (seed) => named(seed, (name, host) => `${name}(\u00E4t)${host}`),
        (seed) => named(seed, (name, host) => `${name}-arroba-${host.replaceAll('.', '-punto-')}`),
        (seed) => named(seed, (name, host) => `${name}_at_${host}`),
        (seed) =>
          named(seed, (name, host) => `${name}-at-${host.replaceAll('.', '-')}`, [
            'gmail.com',
            'web.de',
            'yahoo.fr',
            'outlook.com',
          ]),
        (seed) => named(seed, (name, host) => `${name}%20at%20${host}`.replaceAll('%20', ' ')),
        (seed) => named(seed, (name, host) => `${name}(at)${host.replaceAll('.', '(dot)')}`),
        (seed) => named(seed, (name, host) => `${name} (arobase) ${host.replaceAll('.', ' (point) ')}`),
        (seed) => named(seed, (name, host) => `${name}<at>${host.replaceAll('.', '<dot>')}`),
        (seed) => named(seed, (name, host) => `${name}[@]${host}`),
      ],
      MAIL,
      ['segment', 'prop', 'encoded', 'notFound', 'segment'],
    ),
    ...casesOf(
      'e-mail address without a dot in its host',
      of('mail local'),
      66,
      [
        (seed) =>
          named(seed, (name, host) => `${name}@${host}`, [
            'nas',
            'mx',
            'corp',
            'exchange',
            'pc-buero',
            'hotmail',
          ]),
        (seed) => named(seed, (name) => `${name}@localhost:${seed.digits(4)}`),
        (seed) => named(seed, (name, host) => `${name}+tag@${host}`, ['intern', 'ldap', 'ad']),
      ],
      MAIL,
      ['segment', 'prop', 'encoded', 'file', 'campaign', 'notFound', 'base64', 'slug'],
    ),
    ...casesOf(
      'e-mail address in other scripts',
      of('mail script'),
      66,
      [
        (seed) =>
          named(seed, (name, host) =>
            `${name}@${host}`.replaceAll(/[!-~]/g, (letter) =>
              String.fromCodePoint(letter.codePointAt(0)! + 0xfee0),
            ),
          ),
        (seed) => {
          const name = seed.pick(['王伟强', '李小红', '张美玲']) + seed.digits(2);
          return { text: `${name}@\u4F8B\u5B50.\u4E2D\u56FD`, secrets: [name] };
        },
        (seed) => {
          const name = `${seed.pick(['jörg', 'zoë', 'łukasz', 'åsa'])}.${seed.pick(['müller', 'øster', 'żak'])}`;
          return { text: `${name}@${seed.pick(HOSTS)}`, secrets: [name] };
        },
        (seed) => {
          const name = `${seed.pick(['ирина', 'сергей'])}_${seed.pick(['орлов', 'новак'])}${seed.digits(2)}`;
          return { text: `${name}@yandex.ru`, secrets: [name] };
        },
        (seed) => named(seed, (name) => `${name}@b\u00FCro-${seed.from('klm', 2)}.ch`),
        (seed) => named(seed, (name, host) => `${name}\uFF20${host.replaceAll('.', '\uFF0E')}`),
      ],
      MAIL,
      ['segment', 'encoded', 'prop', 'twice', 'notFound', 'source'],
    ),
    ...casesOf(
      'name of a user',
      of('user'),
      60,
      [
        (seed) => {
          const name = `${seed.pick(FIRST)}${seed.pick(LAST)}`;
          return { text: `@${name}`, secrets: [name] };
        },
        (seed) => {
          const name = `${seed.pick(FIRST)}_${seed.digits(3)}`;
          return { text: `@${name}`, secrets: [name] };
        },
        (seed) => {
          const name = `${seed.pick(FIRST)[0]}${seed.pick(LAST)}`;
          return { text: `~${name}`, secrets: [name] };
        },
      ],
      { segments: ['/{}', '/{}/about', '/{}/with_replies', '/{}/public_html/'] },
      ['segment', 'segment', 'notFound', 'encoded'],
    ),
    ...keptHosts(of('host')),
  ];
}
