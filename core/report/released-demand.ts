/**
 * The released demand of one side as the object between the two sides holds it: topics with released counts and their
 * margins. It may not hold an exact figure, nor anything of the other side.
 */
import { FALSE_CELLS } from '../disclosure/profiles.ts';
import type { StoredTable } from '../disclosure/stored-release.ts';
import { computeDisplayFloor } from '../disclosure/threshold.ts';
import { countFigure } from './released-figure.ts';

/** The version of the object and of the answer; a change that a reader could stumble over raises it. */
export const DEMAND_VERSION = 1;

/** The name of the object in its folder or bucket. */
export const DEMAND_OBJECT = 'demand.json';

/** A topic with its released count and the ends of the 95 % interval. */
export interface DemandTopic {
  readonly topic: string;
  readonly count: number;
  readonly low: number;
  readonly high: number;
}

/** One release that speaks of topics: of a site's month, or of the register's year. */
export interface DemandSource {
  /** The id of the site, or `register`. */
  readonly of: string;
  /** YYYY-MM or YYYY */
  readonly period: string;
  readonly unit: 'visitor-days' | 'people';
  readonly topics: readonly DemandTopic[];
}

/** The side that released it. */
export type DemandSide = 'usage' | 'register';

export interface ReleasedDemand {
  readonly version: typeof DEMAND_VERSION;
  readonly from: DemandSide;
  readonly sources: readonly DemandSource[];
  /** Only where the visitors are simulated. */
  readonly simulated?: true;
}

/**
 * Returns the topics of a released table that are shown, by name. `nameOf` gives the name for a cell's key; undefined
 * leaves the cell out. Cells of one name add up, and so do their variances, since their noise was drawn independently.
 * A topic is shown from the floor at which few empty ones are, as in reports; that looks at noisy figures alone.
 */
export function releasedTopics(
  table: StoredTable,
  nameOf: (key: string) => string | undefined,
): readonly DemandTopic[] {
  const [measure] = table.measures;
  if (measure === undefined) return [];
  const sums = new Map<string, { value: number; variance: number }>();
  for (const { keys, noisy } of table.cells) {
    const name = nameOf(String(keys[0] ?? ''));
    if (name === undefined) continue;
    const { value, variance } = sums.get(name) ?? { value: 0, variance: 0 };
    sums.set(name, { value: value + (noisy[measure.name] ?? 0), variance: variance + measure.variance });
  }
  const isShown = ({ value, variance }: { readonly value: number; readonly variance: number }) =>
    value >= computeDisplayFloor({ variance, cells: table.cells.length, falseCells: FALSE_CELLS });
  return [...sums]
    .filter(([, estimate]) => isShown(estimate))
    .map(([topic, estimate]) => {
      const { value, low, high } = countFigure(estimate);
      return { topic, count: value, low, high };
    })
    .toSorted((a, b) => (a.topic < b.topic ? -1 : 1));
}
