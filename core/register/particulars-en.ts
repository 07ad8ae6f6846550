/** The sentences of a notice in English. */
import type { Kind } from './event.ts';
import { wordsIn } from './localized-text.ts';
import { hasBoxes, type Particulars, type PartyWords } from './particulars.ts';
import type { RegisterConfig } from './register-config-schema.ts';

const SERVICE: Readonly<Record<Kind, string>> = {
  workshop: 'to organise and hold the workshop that you register for',
  course: 'to organise and hold the course that you register for',
  'product-information': 'to send you the product information that you ask for',
  inquiry: 'to answer your inquiry',
  'business-relation': 'to prepare and carry on the business relation with you',
};

const STORAGE: Readonly<Record<Kind, (retention: RegisterConfig['retention']) => string>> = {
  workshop: ({ offerDays }) => `until ${days(offerDays)} after the workshop has ended`,
  course: ({ offerDays }) => `until ${days(offerDays)} after the course has ended`,
  'product-information': ({ productInformationDays, inquiryDays }) =>
    `until ${days(productInformationDays)} after we have sent the information, ` +
    `or for ${days(inquiryDays)} if we send none`,
  inquiry: ({ inquiryDays }) =>
    `until your inquiry is closed, at most ${days(inquiryDays)} after the last message about it`,
  'business-relation': ({ businessRelationMonths }) =>
    `until the business relation has ended, at most ${months(businessRelationMonths)} after our last contact`,
};

export const ENGLISH_PARTICULARS: Particulars = {
  purposes: (form) =>
    [
      `We use your details ${SERVICE[form.kind]}; the legal basis is Art. 6(1)(b) GDPR.`,
      ...(hasBoxes(form)
        ? [
            'We do what is written beside a box only if you tick that box; the legal basis is your consent, ' +
              'Art. 6(1)(a) GDPR.',
          ]
        : []),
      ...(form.keep.length > 0
        ? ['We keep what a law obliges us to keep; the legal basis is Art. 6(1)(c) GDPR.']
        : []),
    ].join(' '),
  retention: (form, { retention }, lang) =>
    [
      `We store your details ${STORAGE[form.kind](retention)}.`,
      ...(form.fields.some(({ type }) => type === 'email')
        ? [
            `If you do not confirm your e-mail address, we delete your details after ${days(retention.unconfirmedDays)}.`,
          ]
        : []),
      ...(hasBoxes(form)
        ? [
            'For what you allow by a box, we store them until you withdraw your consent, or until we have not ' +
              `used it for ${months(retention.consentMonths)}.`,
          ]
        : []),
      ...form.keep.map(({ fields, years, law }) => {
        const labels = form.fields.filter(({ name }) => fields.includes(name));
        return (
          `Under ${wordsIn(law, lang)} we keep ${list(labels.map(({ label }) => wordsIn(label, lang)))} ` +
          `for ${count(years, 'year')}.`
        );
      }),
      'After that we keep a record, without your name and address, of what you allowed and when.',
    ].join(' '),
  rights: (form, authority) =>
    [
      'You have the right of access to your data, to rectification, to erasure, to restriction of processing and ' +
        'to data portability (Art. 15 to 18 and 20 GDPR).',
      ...(hasBoxes(form)
        ? [
            'You may withdraw a consent at any time, in writing or by a link in our mails, without giving a ' +
              'reason; what was done before remains lawful (Art. 7(3) GDPR).',
          ]
        : []),
      'You may lodge a complaint with a supervisory authority (Art. 77 GDPR)' +
        `${authority === undefined ? '' : `, for instance: ${authority}`}.`,
    ].join(' '),
  objection:
    'You have the right to object: at any time to the use of your data for advertising, and, on grounds relating to ' +
    'your particular situation, to any use that rests on legitimate interests (Art. 21 GDPR).',
  provision: (required) =>
    required.length === 0
      ? 'All details and all boxes are voluntary.'
      : `Required details: ${list(required)}. Without ${required.length === 1 ? 'it' : 'them'} we cannot do ` +
        'what you ask for. All other details and all boxes are voluntary.',
  recipient: ({ name, country, role, safeguard }) =>
    `You may pass my details to ${name} (${country}): ${withoutStop(role)}.${
      safeguard === undefined ? '' : ` Safeguard: ${withoutStop(safeguard)}.`
    }`,
  processors: (parties) =>
    `On our behalf and on our instructions, your data are processed by: ${named(parties)}.`,
};

const count = (n: number, unit: string) => `${n} ${unit}${n === 1 ? '' : 's'}`;
const days = (n: number) => count(n, 'day');
const months = (n: number) => count(n, 'month');
const withoutStop = (text: string) => text.replace(/\.$/, '');
const list = (items: readonly string[]) =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
const named = (parties: readonly PartyWords[]) =>
  parties
    .map(
      ({ name, country, role, safeguard }) =>
        `${name} (${country}; ${withoutStop(role)}${
          safeguard === undefined ? '' : `; safeguard: ${withoutStop(safeguard)}`
        })`,
    )
    .join('; ');
