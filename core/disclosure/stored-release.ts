/**
 * A release as stored: what was drawn, once, with everything needed to state its uncertainty. It may not hold an exact
 * figure.
 */
import { isObject } from '../damage/is-object.ts';
import type { ProfileName } from './profiles.ts';
import type { CellKeys } from './vocabularies.ts';

export interface StoredCell {
  readonly keys: CellKeys;
  /** Whether the cell was fixed before the data; else it reached the threshold. */
  readonly public: boolean;
  /** Noisy whole numbers by measure; they can be negative. */
  readonly noisy: Readonly<Record<string, number>>;
}

export interface StoredMeasure {
  readonly name: string;
  readonly unit: string;
  readonly variance: number;
  readonly nanorho: number;
}

export interface StoredTable {
  readonly name: string;
  readonly fact: string;
  readonly keys: readonly string[];
  readonly l0: number;
  readonly measures: readonly StoredMeasure[];
  /** Smallest noisy first measure that an open cell was released with. */
  readonly threshold?: { readonly least: number; readonly delta: number };
  /** Smallest noisy first measure at which a public cell is shown. */
  readonly floor: number;
  /** Whether every visitor-day is in exactly one cell. */
  readonly partition: boolean;
  readonly cells: readonly StoredCell[];
}

export interface StoredRelease {
  readonly site: string;
  /** A day or a month. */
  readonly period: string;
  readonly level: 'day' | 'month';
  /** The days of data from which it was drawn, ascending. */
  readonly days: readonly string[];
  /** Sealed days that it leaves out, since two salts made their visitors; absent where there is none. */
  readonly doubled?: readonly string[];
  readonly timeZone: string;
  readonly catalogue: string;
  /** Version of the vocabularies fixed in code. */
  readonly lists: string;
  readonly profile: ProfileName;
  /** Contribution bounds to which the noise was scaled. */
  readonly bounds: Readonly<Record<string, number>>;
  /** The local day of the draw. */
  readonly drawnOn: string;
  readonly tables: readonly StoredTable[];
}

/** Whether a JSON value has the shape of a release. */
export function isStoredRelease(json: unknown): boolean {
  if (
    !isObject(json, {
      site: 'text',
      period: 'text',
      level: 'text',
      days: 'texts',
      drawnOn: 'text',
      tables: 'list',
    })
  )
    return false;
  return (json as { tables: unknown[] }).tables.every((table) =>
    isObject(table, { name: 'text', fact: 'text', keys: 'texts', measures: 'list', cells: 'list' }),
  );
}

/** Returns the cost for a visitor-day in the release, in billionths of rho. */
export function sumReleaseCost(release: {
  readonly tables: readonly Pick<StoredTable, 'measures'>[];
}): number {
  return release.tables.flatMap((table) => table.measures).reduce((sum, measure) => sum + measure.nanorho, 0);
}

/** Returns the delta that its thresholds add, at most: the sum of theirs. */
export function sumReleaseDelta(release: Pick<StoredRelease, 'tables'>): number {
  return release.tables.reduce((sum, table) => sum + (table.threshold?.delta ?? 0), 0);
}
