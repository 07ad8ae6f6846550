/** The calendar entry of a form's offer for one submission. */
import type { Form } from '../form-schema.ts';
import { wordsIn } from '../localized-text.ts';
import { offerInstants } from '../offer-instants.ts';
import { addressOf, firmOf, senderOf, titleOf, type Addressing } from './build-mail.ts';
import { writeCalendar } from './calendar.ts';
import type { Mail } from './mail.ts';

interface OfferOf extends Addressing {
  readonly form: Form;
  readonly submission: string;
  readonly now: number;
}

/** Returns the calendar of a mail; nothing where the form has no offer. An offer without `starts` is its last day. */
export function offerCalendar(
  { form, submission, now, config, language, to }: OfferOf,
  { method, sequence }: { readonly method: 'REQUEST' | 'CANCEL'; readonly sequence: number },
): Pick<Mail, 'calendar'> {
  const { offer } = form;
  if (offer === undefined) return {};
  const content = writeCalendar({
    method,
    uid: submission,
    sequence,
    stamp: now,
    ...offerInstants({ starts: offer.starts ?? offer.ends, ends: offer.ends }, config.timeZone),
    summary: titleOf(form, language),
    location: offer.place === undefined ? undefined : wordsIn(offer.place, language),
    organizer: { name: firmOf(config), address: form.owner ?? addressOf(senderOf(config)) },
    attendee: to,
  });
  return { calendar: { method, content } };
}
