/** Makes the mail of a job: who gets it comes through the gate, what it says from the configuration and the log. */
import type { Form } from '../form-schema.ts';
import { addressOf, CONFIRMATION, passGate, RIGHTS, type GatedSubmission } from '../gate.ts';
import { mailSubmissionOf } from '../find-person.ts';
import { answerAddresses } from '../inbound/answer-addresses.ts';
import { SERVICE } from '../permission.ts';
import { linkUrl, type RegisterContext } from '../register-context.ts';
import type { Addressing } from './build-mail.ts';
import { composeAboutForm, type Enclosed, type MailParts, type StoredMail } from './compose-about-form.ts';
import { composeAcknowledgement } from './compose-acknowledgement.ts';
import { composeOwner, composeOwnerWeek } from './compose-owner.ts';
import { composeSelf } from './compose-self.ts';
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

/**
 * Returns the mail, or undefined where the gate lets nobody pass or what staff gave for it is gone. Throws where the
 * mail is about a form that is not configured at the moment: it is due until the form is back.
 */
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
  if (submission === undefined || to === undefined) return undefined;
  const addressing: Addressing = {
    config: context.register.config,
    language: submission.language,
    to,
    id: job.mail,
    messageId: messageIdOf(job.mail, context.register.config, context.url),
    ...answerAddresses(job, context),
  };
  return composeTo({ job, addressing, submission, enclosed }, context);
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

async function composeTo(
  { job, addressing, submission, enclosed }: MailParts,
  context: RegisterContext,
): Promise<Mail | undefined> {
  const { kind, ref, details = {} } = job;
  if (kind === 'self') return composeSelf({ ...addressing, selfUrl: linkUrl(context, 'self', ref) });
  if (kind === 'acknowledgement')
    return composeAcknowledgement({ ...addressing, ...readAcknowledged(details, context.register) });
  const form = context.register.forms.get(submission.form);
  if (form === undefined) throw new Error('the form of a mail is not configured');
  return composeAboutForm({ job, addressing, submission, enclosed, form }, context);
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
