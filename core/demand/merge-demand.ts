/**
 * The demand for topics, merged from the released objects of the two sides: what `GET /v1/demand` and `headcount
 * demand` answer. This is the only place where the sides meet. It may see their released objects alone.
 */
import {
  DEMAND_VERSION,
  type DemandSide,
  type DemandSource,
  type ReleasedDemand,
} from '../report/released-demand.ts';
import { demandLevels, type DemandLevel } from './demand-levels.ts';

/** A topic with its level, and the sides that name it. */
export interface DemandedTopic {
  readonly topic: string;
  readonly level: DemandLevel;
  readonly from: readonly DemandSide[];
}

export interface Demand {
  readonly version: typeof DEMAND_VERSION;
  /** The latest released period: of usage (YYYY-MM), else of the register (YYYY); null where nothing is released. */
  readonly period: string | null;
  /** The latest released period of each side that has one. */
  readonly periods: Readonly<Partial<Record<DemandSide, string>>>;
  /** Greatest level first, equal ones by name. */
  readonly topics: readonly DemandedTopic[];
  /** Only where the usage is the demo's simulated month. */
  readonly simulated?: true;
}

/** The released objects; a side that has released nothing is missing. */
export interface DemandSides {
  readonly usage?: ReleasedDemand | undefined;
  readonly register?: ReleasedDemand | undefined;
}

/**
 * Merges both sides. The level of a topic is its greatest one among the releases that name it. Names are one topic
 * where they differ only in case, or in spaces, hyphens and underscores; the spelling of usage is shown.
 */
export function mergeDemand({ usage, register }: DemandSides): Demand {
  const merged = new Map<string, { topic: string; level: DemandLevel; from: Set<DemandSide> }>();
  for (const { from, sources } of [usage, register].filter((side) => side !== undefined)) {
    for (const { topics } of sources) {
      const levels = demandLevels(topics);
      topics.forEach(({ topic }, index) => {
        const level = levels[index] ?? 1;
        const known = merged.get(topicKey(topic));
        if (known === undefined) merged.set(topicKey(topic), { topic, level, from: new Set([from]) });
        else {
          known.from.add(from);
          if (level > known.level) known.level = level;
        }
      });
    }
  }
  const periods = {
    ...latestOf('usage', usage?.sources),
    ...latestOf('register', register?.sources),
  };
  return {
    version: DEMAND_VERSION,
    period: periods.usage ?? periods.register ?? null,
    periods,
    topics: [...merged.values()]
      .toSorted((a, b) => b.level - a.level || (a.topic < b.topic ? -1 : 1))
      .map(({ topic, level, from }) => ({ topic, level, from: [...from] })),
    ...(usage?.simulated === true ? { simulated: true } : {}),
  };
}

/** Returns the form in which names of topics are compared. */
export function topicKey(name: string): string {
  return name
    .normalize('NFC')
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, '-');
}

function latestOf(
  side: DemandSide,
  sources: readonly DemandSource[] = [],
): Readonly<Partial<Record<DemandSide, string>>> {
  const latest = sources
    .map(({ period }) => period)
    .toSorted()
    .at(-1);
  return latest === undefined ? {} : { [side]: latest };
}
