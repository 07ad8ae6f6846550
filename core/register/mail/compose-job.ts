/** Makes the mail of a job: who gets it comes through the gate, what it says from the configuration and the log. */
import { composeBoxes } from '../compose-notice.ts';
import type { Form } from '../form-schema.ts';
import { addressOf, CONFIRMATION, passGate, RIGHTS, type GatedSubmission } from '../gate.ts';
import { insteadForm } from '../instead-form.ts';
import { mailSubmissionOf } from '../find-person.ts';
import { permissionOf, SERVICE } from '../permission.ts';
import { linkUrl, momentOf, type RegisterContext } from '../register-context.ts';
import type { Addressing } from './build-mail.ts';
import { composeAcknowledgement } from './compose-acknowledgement.ts';
import { composeAnswer } from './compose-answer.ts';
import { composeChangedAddress, composeChangedOffer } from './compose-changed.ts';
import { composeConfirm } from './compose-confirm.ts';
import { composeOwner, composeOwnerWeek } from './compose-owner.ts';
import { composeSelf } from './compose-self.ts';
import { composeWelcome } from './compose-welcome.ts';
import type { MailJob } from './find-due-mails.ts';
import type { Attachment, Mail } from './mail.ts';
import { messageIdOf } from './message-id.ts';
import { readAcknowledged, readOpen } from './read-details.ts';

/** Files that go with mails. */
export interface MailFiles {
  /** The documents of a form. */
  documentsOf(form: Form): Promise<readonly Attachment[]>;
  /** What staff gave for a mail; undefined where it is gone. */
  read(mail: string): Promise<StoredMail | undefined>;
  remove(mail: string): Promise<void>;
}

export interface StoredMail {
  readonly text: string;
  readonly attachments: readonly Attachment[];
}

/** Returns the mail, or undefined where the gate lets nobody pass or what the mail needs is gone. */
export async function composeJob(
  job: MailJob,
  context: RegisterContext,
  files: MailFiles,
): Promise<Mail | undefined> {
  if (job.kind === 'owner') return composeOwnerJob(job, context);
  // Files come first, so that nothing that takes time lies between the gate and the hand-over.
  const enclosed = await readEnclosed(job, context, files);
  const submission = await passFor(job, context);
  const to = submission === undefined ? undefined : addressOf(submission);
  const form = context.register.forms.get(submission?.form ?? '');
  if (submission === undefined || to === undefined || form === undefined) return undefined;
  const addressing: Addressing = {
    config: context.register.config,
    language: submission.language,
    to,
    id: job.mail,
    messageId: messageIdOf(job.mail, context.register.config, context.url),
  };
  return composeTo({ job, addressing, form, submission, enclosed }, context);
}

interface Enclosed {
  readonly documents: readonly Attachment[];
  readonly stored: StoredMail | undefined;
}

async function readEnclosed(
  { kind, mail, ref, submission }: MailJob,
  { log, register }: RegisterContext,
  files: MailFiles,
): Promise<Enclosed> {
  const held = submission === undefined ? undefined : (await log.read([ref])).submissions.get(submission);
  const form = kind === 'welcome' ? register.forms.get(held?.form ?? '') : undefined;
  return {
    documents: form === undefined ? [] : await files.documentsOf(form),
    stored: kind === 'answer' || kind === 'changed' ? await files.read(mail) : undefined,
  };
}

/** Lets the submission pass that the mail is about, or the person's latest with an address. */
async function passFor(job: MailJob, context: RegisterContext): Promise<GatedSubmission | undefined> {
  const { kind, ref } = job;
  const isUnconfirmed = kind === 'confirm' || kind === 'reminder';
  const state = await context.log.read([ref]);
  // Whoever is told that no seat is left has no service: the mail answers what the person did.
  const isTurnedAway = state.submissions.get(job.submission ?? '')?.isTurnedAway === true;
  const isRights =
    kind === 'self' ||
    kind === 'acknowledgement' ||
    kind === 'changed' ||
    (kind === 'welcome' && isTurnedAway);
  const isTold = job.details?.['tell'] === true;
  const consentOrService = isRights && !isTold ? RIGHTS : SERVICE;
  const gated = await passGate(
    {
      purpose: isUnconfirmed ? CONFIRMATION : consentOrService,
      reader: 'mailer',
      reason: `mail: ${kind}`,
      refs: [ref],
    },
    context,
  );
  const id = job.submission ?? mailSubmissionOf(await context.log.read([ref]), ref);
  return gated.people.flatMap(({ submissions }) => submissions).find(({ submission }) => submission === id);
}

interface Parts {
  readonly job: MailJob;
  readonly addressing: Addressing;
  readonly form: Form;
  readonly submission: GatedSubmission;
  readonly enclosed: Enclosed;
}

async function composeTo(
  { job, addressing, form, submission: { submission }, enclosed: { documents, stored } }: Parts,
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
    case 'self':
      return composeSelf({ ...addressing, selfUrl: linkUrl(context, 'self', ref) });
    case 'acknowledgement':
      return composeAcknowledgement({ ...addressing, ...readAcknowledged(details, context.register) });
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

/** Mails to owners hold no personal data and go to an address of the configuration, so no gate is in their way. */
function composeOwnerJob(job: MailJob, context: RegisterContext): Mail | undefined {
  const { config, forms } = context.register;
  const id = typeof job.details?.['form'] === 'string' ? job.details['form'] : '';
  const owner = forms.get(id)?.owner;
  if (owner === undefined) return undefined;
  const addressing: Addressing = {
    config,
    language: config.languages[0] ?? 'en',
    to: owner,
    id: job.mail,
    messageId: messageIdOf(job.mail, config, context.url),
  };
  const open = readOpen(job.details ?? {});
  return open === undefined
    ? composeOwner({ ...addressing, form: id, count: 1 })
    : composeOwnerWeek({ ...addressing, ...open });
}
