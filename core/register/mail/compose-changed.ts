/** Mails about a change: of a person's address, told to the old one, and of what people registered for. */
import type { Form } from '../form-schema.ts';
import {
  addressOf,
  buildMail,
  firmOf,
  oneClickHeaders,
  senderOf,
  titleOf,
  type Addressing,
} from './build-mail.ts';
import { lines, link, paragraph } from './mail-body.ts';
import { mailWordsIn } from './mail-words-in.ts';
import type { Mail } from './mail.ts';
import { offerCalendar } from './offer-calendar.ts';
import { describeOffer } from './offer-words.ts';

export interface ChangedAddressInput extends Addressing {
  readonly form: Form;
}

/** Tells the old address that another took its place. It does not say which: the old one may be a stranger's by now. */
export function composeChangedAddress(input: ChangedAddressInput): Mail {
  const { form, config, language } = input;
  const { changed } = mailWordsIn(language);
  const firm = firmOf(config);
  return buildMail(input, {
    kind: 'changed',
    owner: form.owner,
    subject: changed.addressSubject(firm),
    blocks: [
      paragraph(changed.address(firm, titleOf(form, language))),
      paragraph(changed.notMe(form.owner ?? config.controller?.email ?? addressOf(senderOf(config)))),
    ],
  });
}

export interface ChangedOfferInput extends Addressing {
  /** With the offer as it is from now on. */
  readonly form: Form;
  readonly submission: string;
  /** What staff writes, to all the same: its lines stay. */
  readonly text: string;
  readonly isCancelled: boolean;
  /** How many mails with the calendar entry this submission got before: at least 1, the welcome. */
  readonly sequence: number;
  readonly withdrawUrl: string;
  /** The instant of composing, in milliseconds since 1970. */
  readonly now: number;
}

/** Tells a participant of a change or a cancellation, and moves or removes the entry in the calendar. */
export function composeChangedOffer(input: ChangedOfferInput): Mail {
  const { form, config, language, isCancelled, withdrawUrl, sequence } = input;
  const { changed, withdraw, withdrawLink } = mailWordsIn(language);
  const title = titleOf(form, language);
  const { offer } = form;
  return buildMail(input, {
    kind: 'changed',
    owner: form.owner,
    subject: isCancelled ? changed.cancelledSubject(title) : changed.offerSubject(title),
    headers: oneClickHeaders(withdrawUrl, input.inbound),
    blocks: [
      paragraph(isCancelled ? changed.cancelled(title) : changed.offer(title)),
      lines(input.text),
      ...(offer === undefined || isCancelled ? [] : [describeOffer(offer, config.timeZone, language)]),
      ...(offer === undefined ? [] : [paragraph(isCancelled ? changed.calendarRemoves : changed.calendar)]),
      paragraph(withdraw),
      link(withdrawLink, withdrawUrl),
    ],
    ...offerCalendar(input, { method: isCancelled ? 'CANCEL' : 'REQUEST', sequence }),
  });
}
