/** Open half: e-mail addresses, names of users and hosts. Every value is drawn, none is real. */
import type { Case } from './case.ts';
import { seeded, type Seeded } from './seeded.ts';
import { openHosts } from './open-hosts.ts';
import { FIRST, HOSTS, LAST, named } from './people.ts';
import { casesOf } from './standing.ts';

const local = (seed: Seeded): string =>
  seed.pick(FIRST) + seed.pick(['.', '_', '', '-', '+news']) + seed.pick([seed.pick(LAST), seed.digits(2)]);
const MAIL = {
  segments: ['/newsletter/{}', '/u/{}/settings', '/unsubscribe/{}', '/kontakt/{}', '/{}'],
  slugs: ['/optin-{}', '/list_{}/done'],
};
export function openContacts(): readonly Case[] {
  const of = (kind: string): Seeded => seeded(`open ${kind}`);
  return [
    ...casesOf(
      'e-mail address',
      of('mail'),
      64,
      [
        (seed) => {
          const name = local(seed);
          return { text: `${name}@${seed.pick(HOSTS)}`, secrets: [name] };
        },
      ],
      MAIL,
      [
        'segment',
        'slug',
        'file',
        'upper',
        'encoded',
        'twice',
        'base64',
        'campaign',
        'source',
        'prop',
        'download',
        'notFound',
      ],
    ),
    ...casesOf(
      'e-mail address, quoted or spaced',
      of('mail quoted'),
      64,
      [
        (seed) => named(seed, (name, host) => `"${name}"@${host}`),
        (seed) => named(seed, (name, host) => `${name} @ ${host}`),
        (seed) => named(seed, (name, host) => `"${name.replace('.', ' ')}"@${host}`),
        (seed) => named(seed, (name, host) => `<${name}@${host}>`),
        (seed) => named(seed, (name, host) => `${name}@ ${host}`),
        (seed) => named(seed, (name, host) => `${name}&#64;${host}`),
        (seed) => named(seed, (name, host) => `${name}@${host.replace('.', ' . ')}`),
      ],
      MAIL,
      ['segment', 'encoded', 'prop', 'notFound', 'twice'],
    ),
    ...casesOf(
      'e-mail address in words',
      of('mail words'),
      72,
      [
        (seed) => named(seed, (name, host) => `${name}-at-${host.replaceAll('.', '-dot-')}`),
        (seed) => named(seed, (name, host) => `${name}(at)${host}`),
        (seed) => named(seed, (name, host) => `${name}[at]${host.replaceAll('.', '[dot]')}`),
        (seed) => named(seed, (name, host) => `${name}_at_${host.replaceAll('.', '_dot_')}`),
        (seed) => named(seed, (name, host) => `${name} at ${host.replaceAll('.', ' dot ')}`),
        (seed) => named(seed, (name, host) => `${name}-at-${host}`),
        (seed) => named(seed, (name, host) => `${name}(a)${host}`),
        (seed) => named(seed, (name, host) => `${name}.at.${host.replaceAll('.', '.dot.')}`),
      ],
      MAIL,
      ['segment', 'prop', 'encoded', 'notFound', 'file'],
    ),
    ...casesOf(
      'e-mail address without a dot in its host',
      of('mail local'),
      64,
      [
        (seed) =>
          named(seed, (name, host) => `${name}@${host}`, [
            'localhost',
            'intranet',
            'mailhost',
            'gmail',
            'server01',
            'firma',
          ]),
      ],
      MAIL,
      ['segment', 'encoded', 'prop', 'campaign', 'notFound', 'twice'],
    ),
    ...casesOf(
      'e-mail address in other scripts',
      of('mail script'),
      64,
      [
        (seed) => named(seed, (name, host) => `${name}\uFF20${host}`),
        (seed) => named(seed, (name) => `${name}@m\u00FCller-${seed.from('abc', 2)}.de`),
        (seed) => named(seed, (name) => `${name}@xn--mller-kva.de`),
        (seed) => {
          const name = `${seed.pick(['иван', 'ольга', 'мария'])}.${seed.pick(['петров', 'серов'])}`;
          return { text: `${name}@почта.рф`, secrets: [name] };
        },
        (seed) => named(seed, (name, host) => `${name}\uFE6B${host}`),
        (seed) => named(seed, (name, host) => `${name}@${host.replaceAll('.', '\u3002')}`),
      ],
      MAIL,
      ['segment', 'encoded', 'prop', 'twice', 'campaign'],
    ),
    ...casesOf(
      'name of a user',
      of('user'),
      64,
      [
        (seed: Seeded) => named(seed, (name) => `@${name}`),
        (seed: Seeded) => named(seed, (name) => `~${name.replace('.', '')}`),
        (seed: Seeded) => {
          const name = `${seed.pick(FIRST)}${seed.pick(LAST)}${seed.digits(2)}`;
          return { text: `@${name}@mastodon.social`, secrets: [name] };
        },
      ].map((make) => (seed: Seeded) => {
        const { text, secrets } = make(seed);
        return { text, secrets: secrets!.map((secret) => secret.replace('.', '')) };
      }),
      { segments: ['/{}', '/{}/posts', '/{}/followers'] },
      ['segment', 'segment', 'encoded', 'notFound'],
    ),
    ...openHosts(of('host')),
  ];
}
