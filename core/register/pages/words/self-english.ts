/** The words of the pages about oneself in English. */
import type { SelfWords } from './self-words.ts';

export const ENGLISH_SELF: SelfWords = {
  ask: {
    title: 'See and change your details',
    lead: 'Here you can see what we hold of you, change it, withdraw what you allowed or have everything deleted.',
    address: 'E-mail address',
    addressHint: 'We send a link to this address that is valid for 60 minutes.',
    addressButton: 'Send me the link',
    or: 'Registered without an e-mail address?',
    reference: 'Reference',
    referenceHint: 'You were given it after you registered.',
    referenceButton: 'Show my details',
    sentTitle: 'Please look into your mailbox',
    sent: [
      'If we hold something under this address, a mail with a link is on its way to it. The link is valid for ' +
        '60 minutes.',
      'So that nobody can find out who is registered here, this answer is always the same.',
    ],
  },
  title: 'Your details',
  lead: 'This is everything that we hold of you.',
  reference: 'Reference',
  address: 'E-mail address',
  none: 'We hold no details of you.',
  acts: {
    corrected: 'Your details are corrected.',
    addressAsked:
      'Your other details are corrected. We have sent a mail to the new address: it counts once you confirm it ' +
      'there.',
    given: 'Thank you, what you ticked is allowed from now on.',
    giveAsked: 'Thank you. We have sent you a mail: what you ticked counts once you confirm it there.',
    withdrawn: 'Withdrawn. This counts from now on.',
    noticeChanged: 'The notice has changed meanwhile. Please read it and tick the boxes again.',
    lifted: 'Confirmation mails to your address are allowed again.',
  },
  nothingTicked: 'Nothing was ticked, so nothing has changed.',
  received: (day) => `received on ${day}`,
  channels: {
    form: 'by form',
    letter: 'by letter',
    phone: 'by telephone',
    visit: 'in person',
    import: 'from an older system',
  },
  serviceStates: {
    requested: 'waits for your confirmation',
    given: 'active',
    refused: 'not active',
    withdrawn: 'withdrawn',
    expired: 'over',
  },
  details: 'Details',
  correctHint: 'A detail that you change here changes in all your registrations that hold it.',
  addressHint: 'A new address counts once you confirm it there. We tell the old address.',
  correct: 'Save changes',
  topics: 'Topics',
  permissions: 'What you allowed',
  noPermissions: 'Nothing was asked for here.',
  since: (day) => `since ${day}`,
  withdraw: 'Withdraw',
  transfers: 'Who has received your details',
  transferred: (recipient, day) => `${recipient}, on ${day}`,
  noTransfers: 'We have passed your details to nobody.',
  give: 'Allow more',
  giveHint: 'Every box is voluntary, and you can take each one back at any time.',
  giveNotice: 'How we handle your details',
  giveButton: 'Allow what is ticked',
  stopped: 'Confirmation mails are stopped',
  stoppedText: 'Somebody with access to your mailbox asked us to send no confirmation mail to your address.',
  lift: 'Allow these mails again',
  exportTitle: 'Take your details with you',
  exportText: 'You get a file in the JSON format with everything that we hold of you.',
  exportButton: 'Download',
  withdrawAllTitle: 'Withdraw everything you allowed',
  withdrawAllText: 'At once and without a reason. What you have registered for stays.',
  withdrawAllButton: 'Withdraw everything',
  eraseTitle: 'Delete everything',
  eraseText: [
    'We delete your name, your address and all other details. What you have registered for ends: a seat becomes ' +
      'free, ' +
      'an open inquiry is not answered. This cannot be undone.',
    'What a law obliges us to keep stays until then. We keep a record without your name and address of what was ' +
      'allowed and when.',
  ],
  eraseSure: 'Yes, delete everything that you hold of me.',
  eraseButton: 'Delete everything',
};
