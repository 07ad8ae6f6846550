/** A bound value as Athena takes it in ExecutionParameters: the text of an SQL literal. It may not be put into a query. */

/** Strings in single quotes, doubled inside; whole numbers as they are. Throws a RangeError for any other number. */
export function literal(value: string | number): string {
  if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`;
  if (!Number.isSafeInteger(value)) throw new RangeError('only whole numbers are bound');
  return String(value);
}
