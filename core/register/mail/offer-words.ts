/**
 * When and where an offer takes place. Times are in ASCII, unlike the dashes and spaces of `Intl`: a mail in ASCII
 * alone is not encoded, so that its links stay in one piece.
 */
import type { Offer } from '../form-schema.ts';
import { wordsIn } from '../localized-text.ts';
import { offerInstants } from '../offer-instants.ts';
import type { Block } from './mail-body.ts';
import { list } from './mail-body.ts';
import { dayWords } from '../pages/offer-words.ts';
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
 * alone where the offer names days, and the end alone where it names no begin.
 */
export function offerTimes({ starts, ends }: Offer, timeZone: string, language: string): string {
  const { time, times, to, until } = mailWordsIn(language).offer;
  const instants = offerInstants({ starts: starts ?? ends, ends }, timeZone);
  const day = (instant: number) => dayWords(instant, timeZone, language, 'long');
  const clock = (instant: number) => time(clockTime(instant, timeZone));
  const hasTime = (text: string) => text.includes('T');
  const zone = hasTime(ends) || hasTime(starts ?? '') ? ` (${timeZone})` : '';
  // A day ends where the next begins.
  const lastDay = day(hasTime(ends) ? instants.ends : instants.ends - 1);
  const end = hasTime(ends) ? `${lastDay}, ${clock(instants.ends)}` : lastDay;
  if (starts === undefined) return `${until(end)}${zone}`;
  const firstDay = day(instants.starts);
  const begin = hasTime(starts) ? `${firstDay}, ${clock(instants.starts)}` : firstDay;
  if (firstDay !== lastDay) return `${begin} ${to} ${end}${zone}`;
  if (!hasTime(ends)) return `${begin}${zone}`;
  const endTime = clockTime(instants.ends, timeZone);
  return hasTime(starts)
    ? `${firstDay}, ${times(clockTime(instants.starts, timeZone), endTime)}${zone}`
    : `${firstDay}, ${until(time(endTime))}${zone}`;
}

const clockTime = (instant: number, timeZone: string) =>
  new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(instant);
