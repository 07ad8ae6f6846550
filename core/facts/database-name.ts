/**
 * Validates the name of a database that must be part of an SQL text. It may not quote: a name that would need quotes is
 * refused.
 */

/** Returns the name unchanged: lower-case letters, digits and _. Throws a RangeError for anything else. */
export function databaseName(name: string): string {
  if (!/^[a-z][a-z0-9_]*$/.test(name))
    throw new RangeError('a database is named by lower-case letters, digits and _');
  return name;
}
