/**
 * A release as it is kept: what was drawn, once, with all that is needed to say how sure it is. It may not hold an
 * exact figure.
 */
import { isObject } from '../damage/is-object.ts';
import type { ProfileName } from './profiles.ts';
import type { CellKeys } from './vocabularies.ts';

export interface StoredCell {
  readonly keys: CellKeys;
  /** Whether the cell was fixed before the data; else it reached the threshold. */
  readonly public: boolean;
  /** Noisy whole numbers by measure, negative ones too. */
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
  /** Least noisy first measure of an open cell. */
  readonly threshold?: { readonly least: number; readonly delta: number };
  /** Least noisy first measure at which a public cell is shown. */
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
  /** The days of data that it was drawn from, ascending. */
  readonly days: readonly string[];
  readonly timeZone: string;
  readonly catalogue: string;
  /** Version of the vocabularies fixed in code. */
  readonly lists: string;
  readonly profile: ProfileName;
  /** Contribution bounds that the noise was scaled to. */
  readonly bounds: Readonly<Record<string, number>>;
  /** Local day of drawing. */
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

/** Thousand-millionths of rho that a visitor-day in it paid. */
export function releaseCost(release: Pick<StoredRelease, 'tables'>): number {
  return release.tables.flatMap((table) => table.measures).reduce((sum, measure) => sum + measure.nanorho, 0);
}

/** What thresholds add to delta: at most the sum of them all. */
export function releaseDelta(release: Pick<StoredRelease, 'tables'>): number {
  return release.tables.reduce((sum, table) => sum + (table.threshold?.delta ?? 0), 0);
}
