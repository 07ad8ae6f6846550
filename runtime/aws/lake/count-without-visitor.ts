/** Counts the accepted events of a day that have no visitor, in arrivals that no seal has counted. */
import type { QueryEngine } from '#core/ports/query-engine';
import type { DoubtCounts } from '#core/report/without-visitor';
import { addDays } from '#core/time/zone';
import { arrivalDates } from './arrival-dates.ts';
import type { Objects } from './objects.ts';

/**
 * Counts by `scratch`, an engine over arrivals in the pipeline's work group. Runs no query where no object can hold
 * rows of the day.
 */
export async function countWithoutVisitor(
  scratch: QueryEngine,
  arrivals: Objects,
  day: string,
): Promise<DoubtCounts> {
  // Arrivals are under UTC dates: a local day starts on the one before at the earliest.
  const dates = await arrivalDates(arrivals, addDays(day, -1));
  if (dates === undefined) return { accepted: 0, doubtful: 0 };
  const [row] = await scratch.rows(
    "select cast(count(*) as bigint) as accepted, cast(count(*) - count(visitor) as bigint) as doubtful from arrivals where dt >= ? and dt <= ? and outcome = 'stored' and day = ?",
    [dates.first, dates.last, day],
  );
  return { accepted: Number(row?.['accepted'] ?? 0), doubtful: Number(row?.['doubtful'] ?? 0) };
}
