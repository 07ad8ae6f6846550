/** The bounds on record in `seals`. It may not query. */
import { SEALS } from './lake-columns.ts';

const PREFIX = 'bound_';

/** The columns of `seals` that hold a bound. */
export const BOUND_COLUMNS: readonly string[] = SEALS.map((column) => column.name).filter((name) => name.startsWith(PREFIX));

/** The widest of each bound over rows of `seals`, by the bound's name; those that no row has are left out. */
export function widestBounds(rows: readonly Readonly<Record<string, unknown>>[]): Readonly<Record<string, number>> {
  return Object.fromEntries(BOUND_COLUMNS.flatMap((column): [string, number][] => {
    const values = rows.flatMap((row) => (typeof row[column] === 'number' ? [row[column]] : []));
    return values.length === 0 ? [] : [[column.slice(PREFIX.length), values.reduce((most, value) => Math.max(most, value), -Infinity)]];
  }));
}
