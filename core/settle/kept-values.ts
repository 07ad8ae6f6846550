/**
 * Decides which values of open vocabularies a settled month keeps: those fixed before the data, and those that the
 * release of the month published. It may not see an exact count, or one visitor could change the fate of other
 * visitors' rows.
 */
import type { CompiledSite } from '../config/compile.ts';
import type { StoredRelease } from '../disclosure/stored-release.ts';
import { listedNames } from '../disclosure/listed-names.ts';
import { publicCells } from '../disclosure/vocabularies.ts';
import type { VocabularyName } from '../facts/fact.ts';

/** The kind of a value; the SQL of queries/settle uses these words. */
export type KeptKind = 'path' | 'path_start' | 'source' | 'referrer' | 'campaign' | 'action' | 'property';

/** A row of the table `kept`. */
export interface KeptValue {
  readonly kind: KeptKind;
  /** Name of the property; empty for all other kinds. */
  readonly key: string;
  readonly value: string;
}

/** The kinds that have a vocabulary. */
type NamedKind = Exclude<KeptKind, 'property' | 'path_start'>;

/**
 * For each kind, the vocabulary whose first key holds its values, and the column that names them in released tables.
 */
const KINDS: Readonly<Record<NamedKind, { readonly vocabulary: VocabularyName; readonly column: string }>> = {
  path: { vocabulary: 'published', column: 'path' },
  source: { vocabulary: 'sources', column: 'source' },
  referrer: { vocabulary: 'referrers', column: 'referrer' },
  campaign: { vocabulary: 'campaigns', column: 'campaign' },
  action: { vocabulary: 'actions', column: 'name' },
};

/** Reserved words that stand for no value: they identify nothing and nobody. */
const RESERVED = ['(none)', '(unknown)', '(other)', '(private)', '(app)'];

/**
 * Returns every value that is kept, each once. What the site lists now is kept, and so is every public cell of the
 * release, listed when the month was sealed. A value published in one table is kept in all facts that hold its kind,
 * since it is public. What matches a pattern of `published` is kept without being public. Values of a property are kept
 * where the configuration lists them; no release holds properties.
 */
export function keptValues(release: Pick<StoredRelease, 'tables'>, site: CompiledSite): readonly KeptValue[] {
  const listed = listedNames(site);
  const fromVocabularies = (Object.keys(KINDS) as NamedKind[]).flatMap((kind) => {
    const { vocabulary, column } = KINDS[kind];
    const fixed = publicCells([vocabulary], listed).map((keys) => String(keys[0]));
    const patterns = kind === 'path' ? listedPaths(site) : [];
    const published = release.tables.flatMap((table) => {
      const at = table.keys.indexOf(column);
      return at < 0 ? [] : table.cells.map((cell) => String(cell.keys[at]));
    });
    return [...new Set([...fixed, ...patterns, ...published, ...RESERVED])].map((value): KeptValue => ({
      kind,
      key: '',
      value,
    }));
  });
  const listedProperties = [...site.props].flatMap(([key, values]) =>
    values === true ? [] : [...values].map((value): KeptValue => ({ kind: 'property', key, value })),
  );
  return [...fromVocabularies, ...pathStarts(site), ...listedProperties];
}

/**
 * Returns what the patterns of `published` match as a whole, and each listed page with a slash at its end: so its name
 * stands in facts that were sealed before paths had a normal form.
 */
function listedPaths({ publishedPaths, publishedPatterns, pathRules }: CompiledSite): readonly string[] {
  const old =
    pathRules.trailingSlash === 'ignore' ? [...publishedPaths].map((path) => path.replace(/\/?$/, '/')) : [];
  return [...publishedPatterns.exact, ...old];
}

/** Returns the beginnings of the names that the patterns of `published` match. */
function pathStarts({ publishedPatterns: { exact, starts } }: CompiledSite): readonly KeptValue[] {
  const values = [...starts, ...[...exact].map((path) => `${path}?`)];
  return [...new Set(values)].map((value) => ({ kind: 'path_start', key: '', value }));
}
