/** Makes a mail that is about what a form offers: to confirm it, to supply it, to answer it or to change it. */
import { composeBoxes } from '../compose-notice.ts';
import type { Form } from '../form-schema.ts';
import type { GatedSubmission } from '../gate.ts';
import { insteadForm } from '../instead-form.ts';
import { permissionOf } from '../permission.ts';
import { linkUrl, momentOf, type RegisterContext } from '../register-context.ts';
import type { Addressing } from './build-mail.ts';
import { composeAnswer } from './compose-answer.ts';
import { composeChangedAddress, composeChangedOffer } from './compose-changed.ts';
import { composeConfirm } from './compose-confirm.ts';
import { composeWelcome } from './compose-welcome.ts';
import type { MailJob } from './find-due-mails.ts';
import type { Attachment, Mail } from './mail.ts';

/** What staff gave for a mail. */
export interface StoredMail {
  readonly text: string;
  readonly attachments: readonly Attachment[];
}

/** What goes with a mail. */
export interface Enclosed {
  readonly documents: readonly Attachment[];
  readonly stored: StoredMail | undefined;
}

/** What a mail is made of. */
export interface MailParts {
  readonly job: MailJob;
  readonly addressing: Addressing;
  readonly submission: GatedSubmission;
  readonly enclosed: Enclosed;
}

/** Returns the mail; undefined where what staff gave for it is gone. */
export async function composeAboutForm(
  {
    job,
    addressing,
    form,
    submission: { submission },
    enclosed: { documents, stored },
  }: MailParts & { readonly form: Form },
  context: RegisterContext,
): Promise<Mail | undefined> {
  const { ref, details = {} } = job;
  const { config } = context.register;
  const withdrawUrl = linkUrl(context, 'withdraw', ref);
  const selfAskUrl = `${context.url}/register/self`;
  const now = context.now();
  switch (job.kind) {
    case 'confirm':
    case 'reminder':
      return composeConfirm({
        ...addressing,
        form,
        confirmUrl: linkUrl(context, 'confirm', submission),
        neverUrl: linkUrl(context, 'never', context.keyOf(addressing.to) ?? ''),
        isReminder: job.kind === 'reminder',
      });
    case 'welcome': {
      const state = await context.log.read([ref]);
      const held = state.submissions.get(submission);
      const given = Object.keys(held?.decisions ?? {}).filter(
        (purpose) => held !== undefined && permissionOf(state, held, purpose, momentOf(context)) === 'given',
      );
      return composeWelcome({
        ...addressing,
        form,
        submission,
        given,
        boxes: composeBoxes(form, config, addressing.language),
        withdrawUrl,
        selfAskUrl,
        isTurnedAway: held?.isTurnedAway === true,
        instead: insteadForm(context.register, addressing.language),
        url: context.url,
        documents,
        now,
      });
    }
    case 'changed': {
      if (details['tell'] !== true) return composeChangedAddress({ ...addressing, form });
      const sequence = typeof details['sequence'] === 'number' ? details['sequence'] : 0;
      const isCancelled = details['cancelled'] === true;
      return stored === undefined
        ? undefined
        : composeChangedOffer({
            ...addressing,
            form,
            submission,
            text: stored.text,
            isCancelled,
            sequence,
            withdrawUrl,
            now,
          });
    }
    case 'answer':
      return stored === undefined
        ? undefined
        : composeAnswer({ ...addressing, ...stored, form, withdrawUrl });
    default:
      return undefined;
  }
}
