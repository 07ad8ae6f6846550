/** The words of a form's page in English. */
import type { PageWords } from './page-words.ts';

export const ENGLISH_FORM: PageWords['form'] = {
  when: 'When',
  where: 'Where',
  seats: 'Seats',
  until: (time) => `until ${time}`,
  fullTitle: 'All seats are taken',
  fullText:
    'There is no waiting list, and this form puts you on nobody’s list: nothing of it is stored while ' +
    'there is no free seat. If somebody gives up a seat, it works again.',
  fullInstead: 'If you like, ask for product information instead:',
  messages: {
    'notice-changed':
      'We have changed our notice since you opened this page. Please read it, tick again what you want to ' +
      'allow, and send the form. Nothing you wrote is lost.',
    'token-expired':
      'This page had been open for more than a day. Please send the form once more. Nothing you wrote is lost.',
    'too-many':
      'Very many registrations are arriving just now. Please send the form again in a few minutes. Nothing you ' +
      'wrote is lost.',
  },
  errorTitle: (count) => (count === 1 ? 'One thing needs another look' : `${count} things need another look`),
  details: 'Your details',
  topics: 'Topics',
  topicsHint: 'Choose what you are interested in. You may leave this empty.',
  purposes: 'What you allow us',
  purposesHint:
    'Every box is voluntary. You get what you ask for without any tick, and you can take each one back at any time.',
  recipients: 'Who else may get your details',
  recipientsHint: 'Nobody, unless you tick a box. Each box stands for itself.',
  notice: 'How we handle your details',
  trap: 'Please leave this field empty',
  submit: {
    workshop: 'Register',
    course: 'Register',
    'product-information': 'Ask for information',
    inquiry: 'Send inquiry',
    'business-relation': 'Send',
  },
};
