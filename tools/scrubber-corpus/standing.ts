/** Where an identifier stands: in a segment, a file name, a campaign, a prop, encoded or in another case. */
import type { Case, Identifier } from './case.ts';
import type { Seeded } from './seeded.ts';

type Standing = (text: string, seed: Seeded) => Pick<Case, 'at' | 'value'>;

/** Encodes what ends a path or is no character of a URL; everything else stays, as browsers leave it. */
export const inPath = (text: string): string =>
  [...text]
    .map((letter) => (/[\w.~!$&'()*+,;=:@/-]/.test(letter) ? letter : encodeURIComponent(letter)))
    .join('');
const percent = (text: string): string =>
  [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0').toUpperCase()}`).join('');
const flat = (text: string): string => inPath(text).replaceAll('/', '%2F');

/** Paths in which an identifier is a segment; `{}` is its place. */
export interface Words {
  readonly segments: readonly string[];
  /** Within a slug; empty where a kind cannot be told from words there. */
  readonly slugs?: readonly string[];
}

const path = (template: string, text: string): Pick<Case, 'at' | 'value'> => ({
  at: 'path',
  value: template.replace('{}', () => text),
});

export const standings = (words: Words): Readonly<Record<string, Standing>> => ({
  segment: (text, seed) => path(seed.pick(words.segments), inPath(text)),
  slash: (text, seed) => path(seed.pick(words.segments), flat(text)),
  slug: (text, seed) => path(seed.pick(words.slugs ?? words.segments), flat(text)),
  file: (text, seed) =>
    path(
      `${seed.pick(words.segments).replace(/\/$/, '')}${seed.pick(['.pdf', '.html', '.jpg'])}`,
      flat(text),
    ),
  upper: (text, seed) => path(seed.pick(words.segments), flat(text.toUpperCase())),
  encoded: (text, seed) => path(seed.pick(words.segments), percent(text)),
  twice: (text, seed) => path(seed.pick(words.segments), encodeURIComponent(percent(text))),
  base64: (text, seed) => path(seed.pick(words.segments), Buffer.from(text).toString('base64url')),
  campaign: (text, seed) => ({
    at: 'campaign',
    value: seed.pick(['{}', 'mail-{}', 'news_{}']).replace('{}', () => text),
  }),
  source: (text) => ({ at: 'source', value: text }),
  prop: (text) => ({ at: 'prop', value: text }),
  download: (text, seed) => ({
    at: 'download',
    value: `/${seed.pick(['files', 'media'])}/${flat(text)}.pdf`,
  }),
  notFound: (text, seed) => ({
    at: 'not_found',
    value: seed.pick(words.segments).replace('{}', () => flat(text)),
  }),
});

/** Returns `count` cases of a kind, its identifiers in turn and their places in turn. */
export function casesOf(
  kind: string,
  seed: Seeded,
  count: number,
  makers: readonly ((seed: Seeded) => Identifier | string)[],
  words: Words,
  places: readonly string[],
): readonly Case[] {
  const all = standings(words);
  const seen = new Set<string>();
  const cases: Case[] = [];
  for (let turn = 0; cases.length < count && turn < count * 20; turn++) {
    const made = makers[turn % makers.length]!(seed);
    const { text, secrets = [text] } = typeof made === 'string' ? { text: made } : made;
    const standing = all[places[Math.floor(turn / makers.length) % places.length]!]!;
    const placed = standing(text, seed);
    if (seen.has(`${placed.at} ${placed.value}`)) continue;
    seen.add(`${placed.at} ${placed.value}`);
    cases.push({ kind, ...placed, secrets });
  }
  return cases;
}
