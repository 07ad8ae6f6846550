/** An offer's begin and end in words, in the page's language and the register's time zone. */
import type { Offer } from '../form-schema.ts';
import { offerInstants } from '../offer-instants.ts';
import { chooseWords } from './words/choose-words.ts';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const DATE = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const;
const TIME = { ...DATE, hour: '2-digit', minute: '2-digit' } as const;

/** Returns the time of an offer, with the name of the zone where it has hours; its end alone without a begin. */
export function offerTime(offer: Offer, timeZone: string, language: string): string {
  const { locale, form } = chooseWords(language);
  const { starts = offer.ends, ends } = offer;
  const isInDays = DAY.test(starts) && DAY.test(ends);
  const instants = isInDays
    ? { starts: Date.parse(`${starts}T00:00Z`), ends: Date.parse(`${ends}T00:00Z`) }
    : offerInstants(offer, timeZone);
  const format = new Intl.DateTimeFormat(
    locale,
    isInDays ? { ...DATE, timeZone: 'UTC' } : { ...TIME, timeZone },
  );
  const zone = isInDays ? '' : ` (${zoneName(instants.starts, timeZone, locale)})`;
  if (offer.starts === undefined) return form.until(`${format.format(instants.ends)}${zone}`);
  return `${format.formatRange(instants.starts, instants.ends)}${zone}`;
}

/** Returns the day of an instant, in milliseconds since 1970, as `16 May 2030`, on wish with the day of the week. */
export function dayWords(instant: number, timeZone: string, language: string, weekday?: 'long'): string {
  const { locale } = chooseWords(language);
  const parts = { day: 'numeric', month: 'long', year: 'numeric' } as const;
  return new Intl.DateTimeFormat(locale, { ...parts, weekday, timeZone }).format(instant);
}

function zoneName(instant: number, timeZone: string, locale: string): string {
  return (
    new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'short' })
      .formatToParts(instant)
      .find(({ type }) => type === 'timeZoneName')?.value ?? timeZone
  );
}
