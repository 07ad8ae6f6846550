/**
 * The two keys of a day: that of a visitor and that of an event. They may not outlive the salt; an address, a user
 * agent and the client's own id may not be kept or passed on.
 */
import { addressPart, type Address } from './address.ts';
import type { DayKey } from './day-key.ts';

/** Returns 128 bits of HMAC-SHA-256 under the day's salt over site, address (IPv6: its /64) and user agent. */
export function visitorKey(dayKey: DayKey, site: string, address: Address, userAgent: string): string {
  return dayKey.hash('visitor', [site, addressPart(address), userAgent]);
}

/**
 * Returns 128 bits of HMAC-SHA-256 under the day's salt over site, visitor (empty where unknown) and the client's id.
 */
export function eventId(dayKey: DayKey, site: string, visitor: string | null, clientId: string): string {
  return dayKey.hash('event', [site, visitor ?? '', clientId]);
}
