/** Selects the columns of a released table from its measures. It depends on the declarations and on no figure. */
import { TOTALS, type ColumnDefinition } from './definition.ts';

/** Returns the keys, and the columns that can be computed from the measures. */
export function selectColumns(
  table: { readonly columns: readonly ColumnDefinition[] },
  measures: ReadonlySet<string>,
): readonly ColumnDefinition[] {
  const known = (name: string | number) =>
    typeof name === 'number' ||
    measures.has(name) ||
    name === TOTALS.days ||
    name === TOTALS.visitors ||
    name === 'subject_visitors';
  return table.columns.filter(
    ({ role, name, quotient }) =>
      role === 'key' ||
      (quotient === undefined
        ? measures.has(name)
        : measures.has(quotient.numerator) && known(quotient.denominator)),
  );
}
