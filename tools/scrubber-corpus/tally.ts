/** Counts what the scrubber finds of the attacks, by kind, and what it touches of clean paths, by list. */
import type { Case } from './case.ts';
import { survives } from './survives.ts';

export interface Tally {
  readonly hits: number;
  readonly of: number;
  /** What was missed, or touched: the value and what was stored. */
  readonly examples: readonly string[];
}
type Stored = (one: Pick<Case, 'at' | 'value'>) => readonly string[];

/** Returns how many cases of each kind keep none of their secrets. */
export function tallyAttacks(cases: readonly Case[], stored: Stored): ReadonlyMap<string, Tally> {
  const kinds = [...new Set(cases.map(({ kind }) => kind))];
  return new Map(
    kinds.map((kind) => {
      const all = cases.filter((one) => one.kind === kind);
      const missed = all
        .map((one) => ({ one, texts: stored(one) }))
        .filter(({ one, texts }) => one.secrets.some((secret) => survives(texts, secret)));
      const examples = missed.map(({ one, texts }) => `${one.at} ${one.value} -> ${texts.join(' ')}`);
      return [kind, { hits: all.length - missed.length, of: all.length, examples }];
    }),
  );
}

/** The spelling in which pages are compared: decoded, without case, index file and slash at the end. */
const spelling = (path: string): string => {
  let text = path;
  try {
    text = decodeURIComponent(path);
  } catch {}
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/(?<=\/)index\.(?:html?|php)$/, '')
    .replace(/(?<=.)\/$/, '');
};

/** Returns how many clean paths of each list are stored otherwise than they arrived. */
export function tallyClean(
  lists: readonly (readonly [name: string, paths: readonly string[]])[],
  stored: Stored,
): ReadonlyMap<string, Tally> {
  return new Map(
    lists.map(([name, paths]) => {
      const examples = paths
        .map((path) => ({ path, kept: stored({ at: 'path', value: path })[0]! }))
        .filter(({ path, kept }) => spelling(kept) !== spelling(path))
        .map(({ path, kept }) => `${path} -> ${kept}`);
      return [name.replace(/^clean-|\.txt$/g, ''), { hits: examples.length, of: paths.length, examples }];
    }),
  );
}
