/**
 * Estimates what a release would be worth to a reader before anything is drawn: the error of each table at a site's
 * size. It looks at declarations and at a number of visitors that the caller supplies, never at a fact.
 */
import type { CompiledSite } from '../config/compile.ts';
import type { Bounds, Fact } from '../facts/fact.ts';
import { halfWidth } from './discrete-normal.ts';
import { listedNames } from './listed-names.ts';
import { COVERAGE, FALSE_CELLS, type Profile } from './profiles.ts';
import { releaseCatalogue, varianceNumber, type TableSpec } from './release-catalogue.ts';
import { computeDisplayFloor } from './threshold.ts';
import { publicCells } from './vocabularies.ts';

export interface PlannedTable {
  readonly table: string;
  readonly level: 'day' | 'month';
  readonly measure: string;
  /** Standard deviation of the noise. */
  readonly sigma: number;
  /** Half the width of the 95 % interval. */
  readonly half_width: number;
  /**
   * Smallest figure shown of a public cell (`floor`) and of an open one (`threshold`); null where there is none of the
   * kind.
   */
  readonly floor: number | null;
  readonly threshold: number | null;
  /** The figure of the table's leading cell on a typical site. */
  readonly leading: number;
  /** Half width of the interval relative to that figure; 0.1 is 10 %. */
  readonly relative_error: number;
  readonly leave_out: boolean;
}

/** Below this many visitor-days per month, only the totals are informative. */
export const TOTALS_ONLY_BELOW = 200;
/** Maximum relative error of the leading cell; a table beyond it is not worth its privacy cost. */
const MAX_RELATIVE_ERROR = 0.5;
const DAYS_PER_MONTH = 30;

/**
 * Share of the visitor-days that the leading cell of a table has; an assumption, from the public sample log and common
 * sites.
 */
const LEADING_SHARE: Readonly<Record<string, number>> = {
  pages: 0.2,
  landings: 0.2,
  sources: 0.3,
  referrers: 0.2,
  campaigns: 0.05,
  countries: 0.4,
  languages: 0.4,
  devices: 0.6,
  browsers: 0.5,
  systems: 0.4,
  screens: 0.4,
  depth: 0.6,
  hours: 0.02,
  topics: 0.2,
  topics_by: 0.08,
  goals: 0.03,
  goals_by: 0.012,
  names: 0.05,
};
/** Average units of a measure per visitor-day, where that is not one. */
const UNITS_PER_VISITOR: Readonly<Record<string, number>> = {
  page_views: 2.5,
  visits: 1.1,
  engaged_seconds: 45,
  single_page_visitors: 0.5,
};

/** Plans every released table and measure for `visitorsPerDay`. */
export function planRelease(
  facts: readonly Fact[],
  site: CompiledSite,
  bounds: Bounds,
  profile: Profile,
  visitorsPerDay: number,
): readonly PlannedTable[] {
  const month = visitorsPerDay * DAYS_PER_MONTH;
  const listed = listedNames(site);
  return (['day', 'month'] as const).flatMap((level) =>
    releaseCatalogue(facts, level, bounds, profile).flatMap((spec) =>
      planTable(
        spec,
        publicCells(spec.cells, listed).length,
        level === 'day' ? visitorsPerDay : month,
        month < TOTALS_ONLY_BELOW,
      ),
    ),
  );
}

function planTable(
  spec: TableSpec,
  cells: number,
  visitors: number,
  totalsOnly: boolean,
): readonly PlannedTable[] {
  const hasKeys = spec.keys.length > 0;
  const first = spec.measures[0];
  const floor =
    !hasKeys || first === undefined || cells === 0
      ? null
      : computeDisplayFloor({ variance: varianceNumber(first.variance), cells, falseCells: FALSE_CELLS });
  const threshold = spec.threshold?.least ?? null;
  const least = Math.min(floor ?? Infinity, threshold ?? Infinity);
  const leadingVisitors = (LEADING_SHARE[spec.name] ?? 1) * visitors;
  return spec.measures.map((measure) => {
    const half = halfWidth(varianceNumber(measure.variance), COVERAGE);
    const leading = leadingVisitors * (UNITS_PER_VISITOR[measure.name] ?? 1);
    const error = leading === 0 ? Infinity : half / leading;
    const isShown = !hasKeys || leadingVisitors >= least;
    return {
      table: spec.name,
      level: spec.level,
      measure: measure.name,
      sigma: Math.round(Math.sqrt(varianceNumber(measure.variance)) * 10) / 10,
      half_width: half,
      floor,
      threshold,
      leading: Math.round(leading),
      relative_error: Math.round(error * 1000) / 1000,
      leave_out: hasKeys && (totalsOnly || !isShown || (measure === first && error > MAX_RELATIVE_ERROR)),
    };
  });
}

/** Returns the tables that a site of this size should leave out, for `leaveOut` of its configuration. */
export function chooseTablesToLeaveOut(planned: readonly PlannedTable[]): readonly string[] {
  const tables = [
    ...new Set(
      planned.filter((row) => row.level === 'month' && row.table !== 'total').map((row) => row.table),
    ),
  ];
  const leftOut = tables.filter((table) => planned.find((row) => row.table === table)?.leave_out === true);
  return leftOut.length === tables.length ? ['breakdowns'] : leftOut;
}

/** Rounds to one significant digit: enough for a plan, and no exact figure. */
export function roundToOneDigit(visitors: number): number {
  if (visitors < 1) return 0;
  const scale = 10 ** Math.floor(Math.log10(visitors));
  return Math.round(visitors / scale) * scale;
}
