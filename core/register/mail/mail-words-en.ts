/** The sentences of the register's mails in English. */
import { ENGLISH_INFORMATION } from './information-words.ts';
import type { MailWords } from './mail-words.ts';

export const ENGLISH_MAIL: MailWords = {
  language: 'en',
  questions: (email) => `Questions about your data: ${email}`,
  confirm: {
    subject: (title) => `Please confirm: ${title}`,
    reminderSubject: (title) => `Not confirmed yet: ${title} (last reminder)`,
    entered: (firm, title) => `This e-mail address was entered at ${firm}, in the form "${title}".`,
    lastReminder: 'It has not been confirmed yet. We remind you once, with this mail, and not again.',
    ask: 'If it was you, please confirm it. The link leads to a page with a button; only the button confirms.',
    button: 'Go to the confirmation',
    until: (linkDays, deletedAfterDays) =>
      `The link is valid for ${days(linkDays)}. Until you confirm, nothing is done with what was entered; without ` +
      `a confirmation it is deleted ${days(deletedAfterDays)} after it was entered.`,
    notMe:
      'If it was not you, there is nothing you need to do. To keep us from ever sending you such a mail again, ' +
      'whoever enters your address, follow this link:',
    never: 'It was not me: never again',
  },
  welcome: {
    subject: (title) => `Confirmed: ${title}`,
    confirmed: {
      workshop: (title) => `Thank you. You are registered for "${title}".`,
      course: (title) => `Thank you. You are registered for "${title}".`,
      'product-information': (title) => `Thank you. Your request "${title}" is confirmed.`,
      inquiry: (title) => `Thank you. We have received your message "${title}" and will answer it.`,
      'business-relation': (title) => `Thank you. Your registration "${title}" is confirmed.`,
    },
    when: (when) => `When: ${when}`,
    place: (place) => `Where: ${place}`,
    attached: 'Attached to this mail:',
    given: 'You have allowed this:',
    nothingGiven: 'You ticked no box: we use your details for what you asked for, and for nothing else.',
    fullSubject: (title) => `All seats are taken: ${title}`,
    full: (title) =>
      `Thank you for confirming your address. Meanwhile all seats of "${title}" were taken, so you are not registered ` +
      'for it, and you are on no waiting list.',
    fullNothingGiven: 'You ticked no box, so we keep nothing: your details will be deleted.',
    fullInstead: 'If you like, ask for product information instead:',
    self: 'To see everything that we hold of you, to correct it, allow more or have it erased, ask for a link here:',
    selfLink: 'See or change your details',
  },
  offer: {
    time: (clock) => clock,
    times: (from, to) => `${from} to ${to}`,
    to: 'to',
    until: (end) => `until ${end}`,
  },
  withdraw:
    'Whatever you have allowed, you can withdraw it at any time and without giving a reason: by this link, by an ' +
    'answer to this mail, or by a letter. What you asked us for is not affected.',
  withdrawLink: 'Withdraw what you have allowed',
  self: {
    subject: (firm) => `Your details at ${firm}`,
    requested: (firm) => `Here is the link that you asked for: it shows what ${firm} holds of you.`,
    button: 'See your details',
    minutes:
      'It is valid for 60 minutes, and whoever has it can see and change your details: do not pass it on.',
    notMe: 'If you did not ask for it, you need do nothing: the link stands in this mail alone.',
  },
  changed: {
    addressSubject: (firm) => `Your e-mail address at ${firm} was changed`,
    address: (firm, title) =>
      `The e-mail address of your registration "${title}" at ${firm} was changed, and the new address has been ` +
      'confirmed. From now on we write to the new address about it.',
    notMe: (contact) => `If it was not you, please tell us: ${contact}`,
    offerSubject: (title) => `Changed: ${title}`,
    cancelledSubject: (title) => `Cancelled: ${title}`,
    offer: (title) => `There is a change to "${title}", for which you are registered.`,
    cancelled: (title) => `"${title}", for which you are registered, does not take place.`,
    calendar: 'The attached calendar file changes the entry in your calendar.',
    calendarRemoves: 'The attached calendar file removes the entry from your calendar.',
  },
  answer: {
    subject: (title) => `Our answer: ${title}`,
    intro: {
      workshop: (firm, title) => `${firm} writes to you about "${title}":`,
      course: (firm, title) => `${firm} writes to you about "${title}":`,
      'product-information': (firm, title) => `${firm} sends you what you asked for by "${title}".`,
      inquiry: (firm, title) => `${firm} answers your message "${title}":`,
      'business-relation': (firm, title) => `${firm} writes to you about "${title}":`,
    },
  },
  acknowledgement: {
    subject: (firm) => `Your withdrawal at ${firm}`,
    stopped: 'This has stopped, with immediate effect:',
    nothingStopped: 'Nothing of what you named was allowed any more, so there was nothing to stop.',
    endedService: 'What you had asked us for',
    kept: 'This we still keep:',
    service: (title, until) =>
      `your details for "${title}", because you asked us for it, ` +
      (until === undefined ? 'until it is done or you end it' : `until ${until} at the latest`),
    law: (labels, law, until) => `${labels}, as we have to under ${law}, until ${until}`,
    proof:
      'a record, without your name and address, of what you allowed and withdrew and when, as proof of it',
    notify: (names) => `We tell these recipients, who hold your details with your approval: ${names}.`,
    backups: (day) => `From ${day} on, no backup holds what was deleted either.`,
  },
  information: ENGLISH_INFORMATION,
  owner: {
    cameSubject: (form) => `New in the register: ${form}`,
    came: (form, count) =>
      `${count === 1 ? 'One new entry has' : `${count} new entries have`} come by the form "${form}".`,
    read: 'This mail holds no personal data. To read them:',
    weekSubject: (count) => `Open in the register: ${count}`,
    week: 'Open or new since the last such mail, by form:',
    open: (form, count) => `${form}: ${count}`,
    cases: (count) =>
      `${count === 1 ? 'One case is' : `${count} cases are`} open: what matched nobody, a mail to be read, ` +
      'or recipients to notify. To see and close:',
    nothing: 'Nothing is open at the moment.',
  },
};

const days = (n: number) => (n === 1 ? '1 day' : `${n} days`);
