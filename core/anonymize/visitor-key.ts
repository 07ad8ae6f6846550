/** The visitor key of the day. It may not outlive the salt: nothing here keeps an address or a user agent. */
import { addressPart, type Address } from './address.ts';
import type { DayKey } from './day-key.ts';

/** 128 bits of HMAC-SHA-256 under the day's salt over site, address (v6: its /64) and user agent. */
export function visitorKey(dayKey: DayKey, site: string, address: Address, userAgent: string): string {
  return dayKey.hash('visitor', [site, addressPart(address), userAgent]);
}
