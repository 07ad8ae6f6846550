/** The instants of an offer, which a form gives as days or times, local where they name no offset. */
import { addDays, Zone } from '../time/zone.ts';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const TIME = /^\d{4}-\d{2}-\d{2}T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?:Z|[+-]\d{2}:\d{2})?$/;
const QUARTER_MS = 900_000;
const HOURS_MS = 3_600_000;

/** Whether a text is a day or a time that exists in the calendar. */
export function isOfferTime(text: string): boolean {
  if (!DAY.test(text) && !TIME.test(text)) return false;
  const day = text.slice(0, 10);
  return new Date(Date.parse(`${day}T00:00:00Z`) || 0).toISOString().startsWith(day);
}

/**
 * Returns begin and end, in milliseconds since 1970; a day begins and ends with itself. Without `starts`, an offer
 * begins at its end.
 */
export function offerInstants(
  offer: { readonly starts?: string | undefined; readonly ends: string },
  timeZone: string,
): { readonly starts: number; readonly ends: number } {
  const zone = new Zone(timeZone);
  const ends = DAY.test(offer.ends) ? zone.startOfDay(addDays(offer.ends, 1)) : instantIn(offer.ends, zone);
  return { starts: offer.starts === undefined ? ends : instantIn(offer.starts, zone), ends };
}

/**
 * Returns the instant of a day's start or of a time, in milliseconds since 1970. A local time that the clocks skip in
 * spring is the instant at which they do.
 */
export function instantIn(text: string, zone: Zone): number {
  if (DAY.test(text)) return zone.startOfDay(text);
  if (/Z$|[+-]\d{2}:\d{2}$/.test(text)) return Date.parse(text);
  const utc = Date.parse(`${text}Z`);
  const withinQuarter = utc % QUARTER_MS;
  const wanted = text.slice(0, 13);
  let instant = utc - withinQuarter - 15 * HOURS_MS;
  while (localHourName(zone, instant) < wanted) instant += QUARTER_MS;
  return localHourName(zone, instant) === wanted ? instant + (utc % HOURS_MS) : instant;
}

function localHourName(zone: Zone, instant: number): string {
  const { day, hour } = zone.localHour(instant);
  return `${day}T${String(hour).padStart(2, '0')}`;
}
