/** The event's id of the day. It may not let the client's own id through. */
import type { DayKey } from './day-key.ts';

/** 128 bits of HMAC-SHA-256 under the day's salt over site, visitor (empty where unknown) and the client's id. */
export function eventId(dayKey: DayKey, site: string, visitor: string | null, clientId: string): string {
  return dayKey.hash('event', [site, visitor ?? '', clientId]);
}
