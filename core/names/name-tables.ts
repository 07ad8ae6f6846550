/**
 * The tables whose names can come from visitors, and where a release holds these names. It may not judge whether a name
 * is shown (name-rules.ts does).
 */
import type { VocabularyName } from '../facts/fact.ts';
import type { CellKeys } from '../disclosure/vocabularies.ts';

/** Landing pages are pages: whoever approves a page approves it in both tables. */
export const NAME_TABLES = ['pages', 'sources', 'referrers', 'campaigns', 'names'] as const;
export type NameTable = (typeof NAME_TABLES)[number];

/** A name that stands in a release. */
export interface DrawnName {
  readonly table: NameTable;
  readonly name: string;
}

/** By the key column of a released table: what its values name, and the vocabulary known beforehand. */
const COLUMNS: Readonly<Record<string, { readonly table: NameTable; readonly vocabulary: VocabularyName }>> =
  {
    path: { table: 'pages', vocabulary: 'published' },
    source: { table: 'sources', vocabulary: 'sources' },
    referrer: { table: 'referrers', vocabulary: 'referrers' },
    campaign: { table: 'campaigns', vocabulary: 'campaigns' },
    name: { table: 'names', vocabulary: 'actions' },
  };

/** Values that stand for no name: nobody can have chosen them. */
const RESERVED: ReadonlySet<string> = new Set([
  '(none)',
  '(unknown)',
  '(other)',
  '(private)',
  '(app)',
  '(internal)',
]);

/** The vocabulary of each table, whose first key holds its names. */
export const VOCABULARIES: ReadonlyMap<NameTable, VocabularyName> = new Map(
  Object.values(COLUMNS).map(({ table, vocabulary }) => [table, vocabulary]),
);

/**
 * Returns the names among the keys of a cell that a visitor can have chosen. Keys of other columns, such as a medium,
 * come from lists fixed in code.
 */
export function drawnNames(columns: readonly string[], keys: CellKeys): readonly DrawnName[] {
  return columns.flatMap((column, index) => {
    const declared = Object.hasOwn(COLUMNS, column) ? COLUMNS[column] : undefined;
    const name = String(keys[index] ?? '');
    return declared === undefined || RESERVED.has(name) ? [] : [{ table: declared.table, name }];
  });
}

/** Returns one text per name, different for different names. */
export function nameId({ table, name }: DrawnName): string {
  return `${table} ${name}`;
}
