/**
 * How a fact is declared, beside its SQL. A measure without L0, Linf and share does not compile.
 * It may not contain a query or know an engine.
 */
import type { ColumnType } from '../event/fields.ts';

export interface GrainColumn {
  readonly name: string;
  readonly type: Extract<ColumnType, 'string' | 'int'>;
  readonly description: string;
  /** `fixed`: known before the data (public vocabulary); `open`: comes from visitors, needs a threshold when released. */
  readonly vocabulary: 'fixed' | 'open';
}

export interface Measure {
  readonly name: string;
  readonly description: string;
  readonly unit: 'visitor-days' | 'visits' | 'page views' | 'seconds' | 'percent' | 'readings' | 'events' | 'cents' | 'items';
  /** Exact measures carry no bound and never leave: they exist in `days` and `completeness` only. */
  readonly exact?: true;
  /** Most cells of the fact that one visitor-day can touch in this measure; null for an exact one. */
  readonly l0: Limit | null;
  /** Most it can add to one cell. */
  readonly linf: Limit | null;
  /** Most it can add over all cells together, where that is less than l0 x linf. */
  readonly l1?: Limit;
  /** Share of the privacy budget of a release (rho, zCDP, per visitor-day); 0: inside only. */
  readonly share: number;
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
/** A contribution bound as declared: a number, a configured bound, or a product or sum of these (limit.ts resolves it). */
export type Limit = number | BoundName | { readonly times: readonly Limit[] } | { readonly plus: readonly Limit[] };
export type Bounds = Readonly<Record<keyof typeof DEFAULT_BOUNDS, number>>;

export interface Fact {
  readonly name: string;
  readonly description: string;
  /** Columns beside `site` (string), `day` (string, the day or the month it was merged into) that make one row. */
  readonly grain: readonly GrainColumn[];
  readonly measures: readonly Measure[];
  /** Two subjects joined on purpose: what the join costs in privacy, in a sentence (docs/privacy.md lists them). */
  readonly joins?: string;
}

/** Checks nothing at run time: it is there so that a declaration is typed where it is written. */
export function defineFact<const F extends Fact>(fact: F): F {
  return fact;
}
