/** The bounds recorded in `seals`. */
import { SEALS } from './lake-columns.ts';
import { OperatorError } from '../operator-error.ts';

const PREFIX = 'bound_';

/** The columns of `seals` that hold a bound. */
export const BOUND_COLUMNS: readonly string[] = SEALS.map((column) => column.name).filter((name) =>
  name.startsWith(PREFIX),
);

type SealRow = Readonly<Record<string, unknown>>;

/**
 * The seal of a day does not record a bound that noise would be scaled to: it is unknown what one visitor-day may have
 * added, so nothing is drawn.
 */
export class MissingBoundError extends OperatorError {
  override readonly name = 'MissingBoundError';

  constructor({
    site,
    day,
    bound,
    tables,
  }: {
    readonly site: string;
    readonly day: string;
    readonly bound: string;
    readonly tables: readonly string[];
  }) {
    super(
      `the seal of ${day}, ${site}, does not record the bound ${bound} (an older version sealed it), and the noise of ${tables.join(', ')} is scaled to it: restore seals/ from a backup that has it, or ${tables.some((table) => table === 'total' || table === 'days') ? 'release days sealed since by name (--day)' : `leave ${tables.length === 1 ? 'it' : 'them'} out (leaveOut)`}`,
    );
  }
}

/**
 * Throws a MissingBoundError where one of these rows of `seals` lacks a needed bound; `needed` maps bounds to the
 * tables that need them. The bound of other days says nothing about that day.
 */
export function checkBoundsRecorded(
  rows: readonly SealRow[],
  needed: ReadonlyMap<string, readonly string[]>,
): void {
  for (const [bound, tables] of needed) {
    const column = `${PREFIX}${bound}`;
    const incomplete = rows
      .filter((row) => typeof row[column] !== 'number')
      .toSorted((a, b) => (String(a['period']) < String(b['period']) ? -1 : 1))[0];
    if (incomplete !== undefined)
      throw new MissingBoundError({
        site: String(incomplete['site']),
        day: String(incomplete['period']),
        bound,
        tables,
      });
  }
}

/**
 * Returns the widest value of each bound over rows of `seals`, by the bound's name; bounds that no row has are omitted.
 * Before scaling noise to them, call checkBoundsRecorded.
 */
export function widestBounds(rows: readonly SealRow[]): Readonly<Record<string, number>> {
  return Object.fromEntries(
    BOUND_COLUMNS.flatMap((column): [string, number][] => {
      const values = rows.flatMap((row) => (typeof row[column] === 'number' ? [row[column]] : []));
      return values.length === 0
        ? []
        : [[column.slice(PREFIX.length), values.reduce((most, value) => Math.max(most, value), -Infinity)]];
    }),
  );
}
