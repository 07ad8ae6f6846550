/**
 * From released counts with margins to levels 1 to 5. It may see released figures alone, and it compares topics of one
 * release only: counts of sites, months and sides have no common scale.
 */
import type { DemandTopic } from '../report/released-demand.ts';

/** 5 is the most demand. */
export type DemandLevel = 1 | 2 | 3 | 4 | 5;

/** Parts of the greatest demand from which each level holds: a half, a quarter, an eighth, a sixteenth. */
const LEAST_PARTS: readonly (readonly [level: DemandLevel, part: number])[] = [
  [5, 2],
  [4, 4],
  [3, 8],
  [2, 16],
];

/**
 * Returns the level of each topic of one release, in their order. A topic counts with `low`, what is certain of it at
 * 95 %: noise lifts no topic that nobody asked for. The topic with the greatest `low` has level 5, and so has any with
 * at least half of that; from a quarter it is 4, from an eighth 3, from a sixteenth 2, below that 1. Where nothing is
 * certain (`low` is 0), the level is 1. A greater `low` never has a lower level.
 */
export function demandLevels(topics: readonly DemandTopic[]): readonly DemandLevel[] {
  const greatest = Math.max(0, ...topics.map(({ low }) => low));
  return topics.map(({ low }) =>
    low === 0 ? 1 : (LEAST_PARTS.find(([, part]) => low * part >= greatest)?.[0] ?? 1),
  );
}
