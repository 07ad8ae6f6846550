/**
 * The declaration of a fact, which lies beside its SQL. A measure without L0, Linf and share does not compile. It may
 * not contain a query or know an engine.
 */
import type { ColumnType } from '../event/fields.ts';

export interface GrainColumn {
  readonly name: string;
  readonly type: Extract<ColumnType, 'string' | 'int'>;
  readonly description: string;
  /**
   * `fixed`: known before the data (public vocabulary); `open`: comes from visitors, needs a threshold when released.
   */
  readonly vocabulary: 'fixed' | 'open';
}

export interface Measure {
  readonly name: string;
  readonly description: string;
  readonly unit:
    | 'visitor-days'
    | 'visits'
    | 'page views'
    | 'seconds'
    | 'percent'
    | 'readings'
    | 'events'
    | 'cents'
    | 'items'
    /** Of the register's released survey. */
    | 'people';
  /** Exact measures have no bound and are never released: they exist in `days` and `completeness` only. */
  readonly exact?: true;
  /** Maximum number of the fact's cells that one visitor-day can touch in this measure; null for an exact one. */
  readonly l0: Limit | null;
  /** Maximum that it can add to one cell. */
  readonly linf: Limit | null;
  /** Maximum that it can add over all cells together, where that is less than l0 x linf. */
  readonly l1?: Limit;
  /** Share of the privacy budget in each released table of the fact; 0: never released. */
  readonly share: Share;
  /** Name in reports and releases, where it differs. @default name */
  readonly releasedAs?: string;
}

/** Millionths of rho (zCDP) per visitor-day and site in the default profile, by the name of the released table. */
export type Share = 0 | Readonly<Record<string, number>>;

/**
 * A vocabulary fixed before the data: by configuration, or in code with a version (core/disclosure/vocabularies.ts).
 */
export type VocabularyName =
  | 'published'
  | 'sources'
  | 'referrers'
  | 'campaigns'
  | 'countries'
  | 'languages'
  | 'browsers'
  | 'systems'
  | 'devices'
  | 'screens'
  | 'depths'
  | 'weekdays'
  | 'hours'
  | 'topics'
  | 'goals'
  | 'markets'
  | 'actions';

/** A released table of the fact: its cells, and how far one visitor-day can change it. */
export interface ReleasedTable {
  /** Name, equal to that of the table in the report that shows it. */
  readonly name: string;
  /** Whether it is drawn once per day or once per month. */
  readonly level: 'day' | 'month';
  /**
   * Path below queries/. Its parameters are site, first day and last day; its columns are the keys and the released
   * names of the measures.
   */
  readonly sql: string;
  readonly keys: readonly string[];
  /** Maximum number of cells of this table that one visitor-day can touch (L0). */
  readonly touches: Limit;
  /**
   * Public cells: all combinations of these vocabularies, in the order of the keys; an empty list means a single cell.
   * All of them get noise, even empty ones.
   */
  readonly cells: readonly VocabularyName[];
  /**
   * Treatment of values outside the vocabulary: `none`: there are none; `fold`: they count as `(other)` (only where a
   * visitor-day touches one cell, or folding would add up two of its cells); `drop`: they stay internal; `threshold`: a
   * cell is released where its noisy first measure reaches the threshold.
   */
  readonly outside: 'none' | 'fold' | 'drop' | 'threshold';
  /** Whether each visitor-day is in exactly one cell, so that the cells add up to the site's visitor-days. */
  readonly partition?: true;
}

/**
 * Contribution bounds per visitor-day, from the configuration (`bounds`). SQL reads them from the one-row table
 * `bounds`, and each seal records them.
 */
export const DEFAULT_BOUNDS = {
  visits: 3,
  page_views: 10,
  engaged_seconds: 600,
  pages: 10,
  page_views_per_page: 2,
  hours: 3,
  subjects: 3,
  actions: 3,
  events_per_action: 3,
  keys_per_action: 2,
} as const;
export type BoundName = keyof typeof DEFAULT_BOUNDS | 'worth_cents';
/**
 * A contribution bound as declared: a number, a configured bound, or a product or sum of these (limit.ts resolves it).
 */
export type Limit =
  number | BoundName | { readonly times: readonly Limit[] } | { readonly plus: readonly Limit[] };
export type Bounds = Readonly<Record<keyof typeof DEFAULT_BOUNDS, number>>;

export interface Fact {
  readonly name: string;
  readonly description: string;
  /**
   * Columns that identify a row, in addition to `site` (string) and `day` (string, the day or the month it was merged
   * into).
   */
  readonly grain: readonly GrainColumn[];
  readonly measures: readonly Measure[];
  /** Its released tables; empty: nothing is released. */
  readonly released: readonly ReleasedTable[];
  /** For a deliberate join of two subjects: what it costs in privacy, in a sentence (docs/privacy.md lists them). */
  readonly joins?: string;
}

/** Returns the fact unchanged: it exists so that a declaration is typed where it is written. */
export function defineFact<const F extends Fact>(fact: F): F {
  return fact;
}
