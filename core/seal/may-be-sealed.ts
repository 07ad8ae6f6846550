/** Whether a day may be sealed on AWS, for parts that cannot look at `seals`. It may not say that a day is sealed. */
import { addDays } from '../time/zone.ts';

/**
 * Day D is sealed on D+2 at 03:00 local time, since Firehose tries for 24 hours; a row of it that has not reached
 * Firehose when D+2 begins is taken as late, three hours early, so that none comes after the seal.
 */
export function mayBeSealed(day: string, today: string): boolean {
  return day <= addDays(today, -2);
}
