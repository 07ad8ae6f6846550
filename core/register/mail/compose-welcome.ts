/** The mail after a confirmation: what was given, how to withdraw it, date and documents of what was asked for. */
import type { Form } from '../form-schema.ts';
import type { Box } from '../compose-notice.ts';
import { buildMail, oneClickHeaders, titleOf, type Addressing } from './build-mail.ts';
import { list, link, paragraph } from './mail-body.ts';
import { mailWordsIn } from './mail-words-in.ts';
import type { Attachment, Mail } from './mail.ts';
import { offerCalendar } from './offer-calendar.ts';
import { describeOffer } from './offer-words.ts';

export interface WelcomeInput extends Addressing {
  readonly form: Form;
  /** The submission that was confirmed: the UID of its calendar entry. */
  readonly submission: string;
  /** The purposes that were given, `transfer:RECIPIENT` among them. */
  readonly given: readonly string[];
  /** The form's boxes with their words in the person's language (compose-notice.ts). */
  readonly boxes: readonly Box[];
  readonly withdrawUrl: string;
  /** The page that sends a link to the self page. */
  readonly selfAskUrl: string;
  readonly documents: readonly Attachment[];
  /** Whether every seat was taken when the submission was confirmed. */
  readonly isTurnedAway?: boolean;
  /** A form by which product information is sent, named where every seat was taken. */
  readonly instead?: { readonly href: string; readonly title: string } | undefined;
  /** Where the pages are reached. */
  readonly url?: string;
  /** The instant of composing, in milliseconds since 1970. */
  readonly now: number;
}

/**
 * Carries RFC 8058 headers, and a calendar entry where the form has an offer. Where every seat was taken it says so,
 * and has neither date nor documents.
 */
export function composeWelcome(input: WelcomeInput): Mail {
  if (input.isTurnedAway === true) return composeTurnedAway(input);
  const { form, config, language, given, boxes, withdrawUrl, documents } = input;
  const { welcome, withdraw, withdrawLink } = mailWordsIn(language);
  const title = titleOf(form, language);
  const allowed = boxes.filter(({ purpose }) => given.includes(purpose)).map(({ words }) => words);
  return buildMail(input, {
    kind: 'welcome',
    owner: form.owner,
    subject: welcome.subject(title),
    headers: oneClickHeaders(withdrawUrl, input.inbound),
    blocks: [
      paragraph(welcome.confirmed[form.kind](title)),
      ...(form.offer === undefined ? [] : [describeOffer(form.offer, config.timeZone, language)]),
      ...(documents.length === 0
        ? []
        : [paragraph(welcome.attached), list(documents.map(({ filename }) => filename))]),
      ...(allowed.length === 0
        ? [paragraph(welcome.nothingGiven)]
        : [paragraph(welcome.given), list(allowed)]),
      paragraph(withdraw),
      link(withdrawLink, withdrawUrl),
      paragraph(welcome.self),
      link(welcome.selfLink, input.selfAskUrl),
    ],
    attachments: documents,
    ...offerCalendar(input, { method: 'REQUEST', sequence: 0 }),
  });
}

function composeTurnedAway(input: WelcomeInput): Mail {
  const { form, language, given, boxes, withdrawUrl, instead, url = '' } = input;
  const { welcome, withdrawLink } = mailWordsIn(language);
  const title = titleOf(form, language);
  const allowed = boxes.filter(({ purpose }) => given.includes(purpose)).map(({ words }) => words);
  return buildMail(input, {
    kind: 'welcome',
    owner: form.owner,
    subject: welcome.fullSubject(title),
    headers: oneClickHeaders(withdrawUrl, input.inbound),
    blocks: [
      paragraph(welcome.full(title)),
      ...(instead === undefined
        ? []
        : [paragraph(welcome.fullInstead), link(instead.title, `${url}${instead.href}`)]),
      ...(allowed.length === 0
        ? [paragraph(welcome.fullNothingGiven)]
        : [paragraph(welcome.given), list(allowed)]),
      link(withdrawLink, withdrawUrl),
      paragraph(welcome.self),
      link(welcome.selfLink, input.selfAskUrl),
    ],
  });
}
