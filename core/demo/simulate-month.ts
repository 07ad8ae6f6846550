/** Simulates a month of visitors of the demo site, day by day. Pure: seed and month are arguments. */
import { daysIn, isoWeekday, periodAround } from '../report/period.ts';
import type { Zone } from '../time/zone.ts';
import { addDays } from '../time/zone.ts';
import { SeededRandom } from './random.ts';
import { simulateVisitors, type SimulatedRequest } from './simulate-visitors.ts';

export interface MonthOptions {
  /** The same seed gives the same visitors. */
  readonly seed: number;
  /** YYYY-MM */
  readonly month: string;
  /** Visitors of an average day. */
  readonly visitors: number;
  readonly zone: Zone;
  /** Origin of the pages; its host must be one of the site's. */
  readonly origin: string;
}

export interface SimulatedDay {
  /** YYYY-MM-DD */
  readonly day: string;
  readonly requests: readonly SimulatedRequest[];
}

/** Visitors of a weekday, Monday first, as a share of the average day: shops for hobbyists are busy on weekends. */
const WEEKDAYS = [0.92, 0.9, 0.94, 0.97, 0.95, 1.13, 1.19];
/** Growth from the first day to the last. */
const GROWTH = 0.2;

/** Yields the days of the month in order; no visitor comes outside the local day that they belong to. */
export function* simulateMonth({
  seed,
  month,
  visitors,
  zone,
  origin,
}: MonthOptions): Generator<SimulatedDay> {
  const random = new SeededRandom(seed);
  const days = daysIn(periodAround('month', `${month}-01`));
  for (const [index, day] of days.entries()) {
    const trend = 1 + GROWTH * (index / (days.length - 1) - 0.5);
    const share = (WEEKDAYS[isoWeekday(day) - 1] ?? 1) * trend * (0.9 + 0.2 * random.next());
    yield {
      day,
      requests: simulateVisitors({
        seed: random.integer(0, 4_294_967_295),
        visitors: Math.max(1, Math.round(visitors * share)),
        from: zone.startOfDay(day),
        to: zone.startOfDay(addDays(day, 1)) - 1,
        origin,
        hours: 'daytime',
      }),
    };
  }
}
