/**
 * How a fact is declared, beside its SQL. A measure without L0, Linf and share does not compile.
 * It may not contain a query or know an engine.
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
    | 'items';
  /** Exact measures carry no bound and never leave: they exist in `days` and `completeness` only. */
  readonly exact?: true;
  /** Most cells of the fact that one visitor-day can touch in this measure; null for an exact one. */
  readonly l0: Limit | null;
  /** Most it can add to one cell. */
  readonly linf: Limit | null;
  /** Most it can add over all cells together, where that is less than l0 x linf. */
  readonly l1?: Limit;
  /** What it may spend of the privacy budget in each released table of the fact; 0: inside only. */
  readonly share: Share;
  /** Its name in reports and releases, where that is another. @default name */
  readonly releasedAs?: string;
}

/** Millionths of rho (zCDP) per visitor-day and site in the default profile, by the name of the released table. */
export type Share = 0 | Readonly<Record<string, number>>;

/** A vocabulary fixed before the data: by configuration, or in code with a version (core/disclosure/vocabulary). */
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

/** A table of the fact that is released: which cells it has and how far one visitor-day can move it. */
export interface ReleasedTable {
  /** As the table of the report that shows it. */
  readonly name: string;
  /** Drawn once a day, or once a month. */
  readonly level: 'day' | 'month';
  /**
   * Path below queries/; parameters are site, first day, last day; its columns the keys and the measures' released
   * names.
   */
  readonly sql: string;
  readonly keys: readonly string[];
  /** Most cells of this table that one visitor-day can touch (L0). */
  readonly touches: Limit;
  /**
   * Public cells: all combinations of these, in the order of the keys; none is one cell. Noised in full, empty ones
   * too.
   */
  readonly cells: readonly VocabularyName[];
  /**
   * What is not in the vocabulary: `none` there is nothing; `fold` counts as `(other)` (one cell a visitor-day only, or
   * folding would add two of its cells up); `drop` stays inside; `threshold` is released where its noisy first measure
   * reaches the threshold.
   */
  readonly outside: 'none' | 'fold' | 'drop' | 'threshold';
  /** Whether each visitor-day is in exactly one cell, so that the cells add up to the site's visitor-days. */
  readonly partition?: true;
}

/**
 * Contribution bounds per visitor-day, by configuration (`bounds`); they reach SQL as the one-row table `bounds`
 * and are recorded with each seal.
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
  /** Columns beside `site` (string), `day` (string, the day or the month it was merged into) that make one row. */
  readonly grain: readonly GrainColumn[];
  readonly measures: readonly Measure[];
  /** What of it is released; empty: all of it stays inside. */
  readonly released: readonly ReleasedTable[];
  /** Two subjects joined on purpose: what the join costs in privacy, in a sentence (docs/privacy.md lists them). */
  readonly joins?: string;
}

/** Checks nothing at run time: it is there so that a declaration is typed where it is written. */
export function defineFact<const F extends Fact>(fact: F): F {
  return fact;
}
