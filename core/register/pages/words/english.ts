/** The words of the hosted pages in English. */
import { ENGLISH_FORM } from './form-english.ts';
import { ENGLISH_SELF } from './self-english.ts';
import type { PageWords } from './page-words.ts';

export const ENGLISH: PageWords = {
  locale: 'en-GB',
  skip: 'Skip to the content',
  languages: 'Languages',
  privacyContact: 'Questions about your data',
  required: 'required',
  errorPrefix: 'Error: ',
  purposes: {
    information: 'Information and offers by e-mail',
    'market-research': 'Our own market research',
    customization: 'Services adapted to you',
    transfer: (recipient) => `Passing your details to ${recipient}`,
  },
  states: {
    requested: 'waits for your confirmation',
    given: 'allowed',
    refused: 'not allowed',
    withdrawn: 'withdrawn',
    expired: 'expired',
  },
  form: ENGLISH_FORM,
  again: {
    title: 'One more click',
    text: [
      'Programs that fill in forms by themselves stop at this page. You only need to press the button; ' +
        'what you wrote is still there.',
    ],
  },
  thanks: {
    confirm: (days) => ({
      title: 'Please look into your mailbox',
      text: [
        'We have sent a mail to the address that you gave. Open the link in it and press the button there: ' +
          'only then does what you sent us count.',
        `The link is valid for 7 days. If the mail is not there within a few minutes, look into the spam folder. ` +
          `Without your confirmation we delete your details after ${days === 1 ? '1 day' : `${days} days`}.`,
      ],
    }),
    done: { title: 'Thank you, we have received your details', text: [] },
    reference: 'Your reference',
    referenceUse:
      'Please keep this reference, for we have no address to send it to. With it you can see and change ' +
      'your details or withdraw at any time.',
    selfLink: 'See your details',
    back: 'Back to our website',
  },
  links: {
    confirm: {
      title: 'Confirm your e-mail address',
      text: ['Press the button: then what you sent us by the form counts, and every box that you ticked.'],
      button: 'Confirm',
    },
    withdraw: {
      title: 'Withdraw what you allowed',
      text: [
        'This button withdraws everything that you have allowed us, at once and without a reason. What you have ' +
          'registered for stays.',
      ],
      button: 'Withdraw everything',
    },
    never: {
      title: 'No more of these mails',
      text: [
        'Did somebody else enter your address? Press the button, and we send no confirmation mail to it ' +
          'any more. What was entered there counts for nothing.',
      ],
      button: 'Send nothing more to this address',
    },
    self: {
      title: 'See your details',
      text: ['Press the button to see everything that we hold of you, to change it or to have it deleted.'],
      button: 'Show my details',
    },
  },
  some: {
    title: 'Or only a part',
    legend: 'Tick what shall stop',
    button: 'Withdraw what is ticked',
    nothingTicked: 'Nothing was ticked, so nothing has changed. Please tick what shall stop.',
  },
  done: {
    confirmed: {
      title: 'Thank you, your e-mail address is confirmed',
      text: [
        'We have sent you a mail that says what you allowed. With a link in it you can withdraw at any time.',
      ],
    },
    full: {
      title: 'Your e-mail address is confirmed, but all seats are taken',
      text: [
        'The last seat was taken before you confirmed, so you are not registered, and you are on no waiting list. We ' +
          'have sent you a mail that says what you allowed.',
      ],
    },
    gone: {
      title: 'There is nothing left to confirm',
      text: [
        'What you sent us has been deleted or withdrawn in the meantime. If you like, fill in the form once more.',
      ],
    },
    withdrawn: { title: 'Your withdrawal counts from now on', text: [] },
    stopped: 'What has stopped',
    nothingStopped: 'Nothing of it was allowed any more, so nothing had to be stopped.',
    kept: 'What we still keep, and why',
    keptService: 'You asked for it, and it is not over yet.',
    keptLaw: (law) => `A law obliges us to keep it (${law}).`,
    keptUntil: (day) => `Until ${day}.`,
    keptUntilClosed: 'Until it is over.',
    recipientsTold: 'We tell these recipients, who hold your details:',
    backups: (day) => `From ${day} no backup holds what was deleted.`,
    never: {
      title: 'No confirmation mail goes to this address any more',
      text: ['This holds until you lift it: here, or on the page with your details.'],
    },
    lift: 'Allow these mails again',
    lifted: {
      title: 'These mails are allowed again',
      text: ['Whoever enters your address into a form of ours: you are asked for your confirmation again.'],
    },
    erased: { title: 'Your details are deleted', text: [] },
    proof: 'We keep a record without your name and address of what was allowed and when.',
  },
  problems: {
    'no-page': { title: 'This page does not exist', text: ['Please check the address.'] },
    'broken-link': {
      title: 'This link does not work',
      text: [
        'A part of it may be missing. Please copy the whole link from the mail into the address line of your ' +
          'browser.',
      ],
    },
    'expired-confirm': {
      title: 'This link is no longer valid',
      text: ['A confirmation link is valid for 7 days. Please fill in the form once more.'],
    },
    'expired-self': {
      title: 'This link is no longer valid',
      text: ['So that nobody else sees your details, such a link is valid for 60 minutes.'],
    },
    'foreign-origin': {
      title: 'This form cannot be sent from there',
      text: ['It was sent from a page that is not known here. Please use the form on our own page.'],
    },
    'wrong-method': {
      title: 'This does not work here',
      text: ['Please go back and use the button or the form.'],
    },
    'too-large': {
      title: 'That was too much text',
      text: ['Please go back and shorten what you wrote. Nothing has been stored.'],
    },
    'wrong-type': {
      title: 'This form cannot be read',
      text: ['It arrived in a format that is not understood here. Nothing has been stored.'],
    },
    'too-many': {
      title: 'Please try again a little later',
      text: ['Very many requests are arriving just now. Please wait a few minutes.'],
    },
    unavailable: {
      title: 'This does not work at the moment',
      text: ['The fault is on our side. Nothing has been changed; please try again in a few minutes.'],
    },
  },
  askAgain: 'Ask for a new link',
  toForm: 'To the form',
  self: ENGLISH_SELF,
};
