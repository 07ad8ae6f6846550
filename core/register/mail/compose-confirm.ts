/**
 * The mail that asks for a confirmation. It goes to whoever's address a stranger entered, so it holds nothing that the
 * submitter typed and no advertising.
 */
import type { Form } from '../form-schema.ts';
import { buildMail, firmOf, titleOf, type Addressing } from './build-mail.ts';
import { link, mainLink, paragraph } from './mail-body.ts';
import { mailWordsIn } from './mail-words-in.ts';
import type { Mail } from './mail.ts';

export interface ConfirmInput extends Addressing {
  readonly form: Form;
  readonly confirmUrl: string;
  readonly neverUrl: string;
  /** Whether it is the one reminder. */
  readonly isReminder: boolean;
}

/** Days for which a confirmation link is valid (link.ts). */
const LINK_DAYS = 7;

export function composeConfirm(input: ConfirmInput): Mail {
  const { form, config, language, isReminder } = input;
  const { confirm } = mailWordsIn(language);
  const title = titleOf(form, language);
  const { unconfirmedDays } = config.retention;
  return buildMail(input, {
    kind: 'confirm',
    owner: form.owner,
    subject: isReminder ? confirm.reminderSubject(title) : confirm.subject(title),
    blocks: [
      paragraph(confirm.entered(firmOf(config), title)),
      ...(isReminder ? [paragraph(confirm.lastReminder)] : []),
      paragraph(confirm.ask),
      mainLink(confirm.button, input.confirmUrl),
      paragraph(confirm.until(Math.min(LINK_DAYS, unconfirmedDays), unconfirmedDays)),
      paragraph(confirm.notMe),
      link(confirm.never, input.neverUrl),
    ],
  });
}
