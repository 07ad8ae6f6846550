/** When and where an offer takes place, in words. */
import type { Offer } from '../form-schema.ts';
import { wordsIn } from '../localized-text.ts';
import { offerInstants } from '../offer-instants.ts';
import type { Block } from './mail-body.ts';
import { list } from './mail-body.ts';
import { mailWordsIn } from './mail-words-in.ts';

/** Returns when and where as a list. */
export function describeOffer(offer: Offer, timeZone: string, language: string): Block {
  const { welcome } = mailWordsIn(language);
  return list([
    welcome.when(offerTimes(offer, timeZone, language)),
    ...(offer.place === undefined ? [] : [welcome.place(wordsIn(offer.place, language))]),
  ]);
}

/**
 * Returns begin and end in the time zone, each day once: "Thursday, 16 May 2030, 10:00 to 16:00 (Europe/Berlin)"; days
 * alone where the offer names days.
 */
export function offerTimes(offer: Offer, timeZone: string, language: string): string {
  const { time, to } = mailWordsIn(language).offer;
  const first = offer.starts ?? offer.ends;
  const { starts, ends } = offerInstants({ starts: first, ends: offer.ends }, timeZone);
  // The end of a day is the begin of the next.
  const last = offer.ends.includes('T') ? ends : ends - 1;
  const [firstDay, lastDay] = [starts, last].map((instant) => dayWords(instant, timeZone, language, 'long'));
  const clock = (instant: number, text: string) =>
    text.includes('T') ? `, ${time(clockTime(instant, timeZone))}` : '';
  const zone = first.includes('T') || offer.ends.includes('T') ? ` (${timeZone})` : '';
  const begin = `${firstDay}${clock(starts, first)}`;
  if (firstDay !== lastDay) return `${begin} ${to} ${lastDay}${clock(last, offer.ends)}${zone}`;
  return starts === last || clock(last, offer.ends) === ''
    ? `${begin}${zone}`
    : `${begin} ${to} ${time(clockTime(last, timeZone))}${zone}`;
}

const clockTime = (instant: number, timeZone: string) =>
  new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(instant);

/** Returns the day of an instant in words. */
export function dayWords(instant: number, timeZone: string, language: string, weekday?: 'long'): string {
  return new Intl.DateTimeFormat(mailWordsIn(language).locale, {
    timeZone,
    weekday,
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  }).format(instant);
}
