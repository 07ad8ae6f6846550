/** A welcome mail with all that a mail can have. */
import { composeBoxes } from '#core/register/compose-notice';
import { composeWelcome } from '#core/register/mail/compose-welcome';
import type { Mail } from '#core/register/mail/mail';
import { addressed, linkTo, URL_BASE } from '../../../core/register/mail/addressing.ts';

export function sampleMail(changes: Partial<Mail> = {}, language = 'en'): Mail {
  const input = addressed(language);
  return {
    ...composeWelcome({
      ...input,
      given: ['information'],
      boxes: composeBoxes(input.form, input.config, language),
      withdrawUrl: linkTo('withdraw'),
      selfAskUrl: `${URL_BASE}/self`,
      documents: [{ filename: 'programme.pdf', content: Buffer.from([0, 1, 2, 253, 254, 255]) }],
    }),
    ...changes,
  };
}
