/** The last day that nothing can arrive for any more where delivery may take a day. It may not read the clock. */
import { addDays, type Zone } from '../time/zone.ts';

/**
 * Firehose delivers for 24 hours what it took, so day D is complete at 03:00 local time of D+2.
 * https://docs.aws.amazon.com/firehose/latest/dev/retry.html
 */
export function throughByClock(zone: Zone, now: number): string {
  const { day, hour } = zone.localHour(now);
  return addDays(day, hour < 3 ? -3 : -2);
}
