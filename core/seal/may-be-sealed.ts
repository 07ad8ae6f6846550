/**
 * Tells whether a day may be sealed on AWS, for functions that cannot read `seals`. It may not say that a day is
 * sealed.
 */
import { addDays } from '../time/zone.ts';

/**
 * Whether a day may be sealed already. Day D is sealed on D+2 at 03:00 local time, because Firehose retries for 24
 * hours; a row of D that has not reached Firehose when D+2 begins counts as late, three hours early, so that none
 * arrives after the seal.
 */
export function mayBeSealed(day: string, today: string): boolean {
  return day <= addDays(today, -2);
}
