/** The last day for which nothing can arrive any more, where delivery may take a day. */
import { addDays, type Zone } from '../time/zone.ts';

/**
 * Returns the last complete day. Firehose retries delivery for 24 hours, so day D is complete at 03:00 local time of
 * D+2. https://docs.aws.amazon.com/firehose/latest/dev/retry.html
 */
export function throughByClock(zone: Zone, now: number): string {
  const { day, hour } = zone.localHour(now);
  return addDays(day, hour < 3 ? -3 : -2);
}
