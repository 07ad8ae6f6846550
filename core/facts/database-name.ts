/** The name of a database where it must stand in an SQL text. It may not quote: what is no plain name is refused. */

/** The name as it is: lower-case letters, digits and _. Throws a RangeError for anything else. */
export function databaseName(name: string): string {
  if (!/^[a-z][a-z0-9_]*$/.test(name))
    throw new RangeError('a database is named by lower-case letters, digits and _');
  return name;
}
