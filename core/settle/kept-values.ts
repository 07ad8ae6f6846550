/**
 * Decides which values of open vocabularies a settled month keeps: those fixed before the data, and those that the
 * release of the month published. It may not see an exact count, or one visitor could change the fate of other
 * visitors' rows.
 */
import type { CompiledSite } from '../config/compile.ts';
import type { StoredRelease } from '../disclosure/stored-release.ts';
import { publicCells } from '../disclosure/vocabularies.ts';
import type { VocabularyName } from '../facts/fact.ts';

/** The kind of a value; the SQL of queries/settle uses these words. */
export type KeptKind = 'path' | 'source' | 'referrer' | 'campaign' | 'action' | 'property';

/** A row of the table `kept`. */
export interface KeptValue {
  readonly kind: KeptKind;
  /** Name of the property; empty for all other kinds. */
  readonly key: string;
  readonly value: string;
}

/**
 * For each kind, the vocabulary whose first key holds its values, and the column that names them in released tables.
 */
const KINDS: Readonly<
  Record<Exclude<KeptKind, 'property'>, { readonly vocabulary: VocabularyName; readonly column: string }>
> = {
  path: { vocabulary: 'published', column: 'path' },
  source: { vocabulary: 'sources', column: 'source' },
  referrer: { vocabulary: 'referrers', column: 'referrer' },
  campaign: { vocabulary: 'campaigns', column: 'campaign' },
  action: { vocabulary: 'actions', column: 'name' },
};

/** Reserved words that stand for no value: they identify nothing and nobody. */
const RESERVED = ['(none)', '(unknown)', '(other)', '(private)', '(app)'];

/**
 * Returns every value that is kept, each once. A value published in one table is kept in all facts that hold its kind,
 * since it is public. Values of a property are kept where the configuration lists them; no release holds properties.
 */
export function keptValues(release: Pick<StoredRelease, 'tables'>, site: CompiledSite): readonly KeptValue[] {
  const fromVocabularies = (Object.keys(KINDS) as (keyof typeof KINDS)[]).flatMap((kind) => {
    const { vocabulary, column } = KINDS[kind];
    const fixed = publicCells([vocabulary], site).map((keys) => String(keys[0]));
    const published = release.tables.flatMap((table) => {
      const at = table.keys.indexOf(column);
      return at < 0 ? [] : table.cells.map((cell) => String(cell.keys[at]));
    });
    return [...new Set([...fixed, ...published, ...RESERVED])].map((value): KeptValue => ({
      kind,
      key: '',
      value,
    }));
  });
  const listedProperties = [...site.props].flatMap(([key, values]) =>
    values === true ? [] : [...values].map((value): KeptValue => ({ kind: 'property', key, value })),
  );
  return [...fromVocabularies, ...listedProperties];
}
