/**
 * Sends the mails that are due: each address through the gate, each outcome into the log. A mail that was refused or
 * cut off stays due and goes again under its Message-ID, so none is lost; only information mail would be advertising,
 * which must not go twice.
 */
import type { DroppedEvent, RegisterEvent } from '../event.ts';
import { mailSubmissionOf } from '../find-person.ts';
import { timeOf, type RegisterContext } from '../register-context.ts';
import type { RegisterState } from '../register-state.ts';
import { isUndeliverable } from '../undeliverable.ts';
import { DUE_MAILS, MAILS_IN_HOUR } from '../log-names.ts';
import { mailsInHour } from '../mails-in-hour.ts';
import { addressForLimits, StrangersLimit } from './address-limit.ts';
import { composeJob, type MailFiles } from './compose-job.ts';
import { findDueMails, type MailJob } from './find-due-mails.ts';
import type { MailDoor } from './mail.ts';

export interface MailRound {
  readonly sent: number;
  /** Mails that stay due because the server did not take them. */
  readonly refused: number;
  /** Mails that wait for the hour's limit. */
  readonly waiting: number;
}

/** Hands over what is due, one mail after the other. A round may not run beside another. */
export class Mailer {
  readonly #context: RegisterContext;
  readonly #door: MailDoor;
  readonly #files: MailFiles;
  readonly #limit: StrangersLimit;

  constructor(context: RegisterContext, door: MailDoor, files: MailFiles) {
    this.#context = context;
    this.#door = door;
    this.#files = files;
    this.#limit = new StrangersLimit(context);
  }

  /** Sends each mail that is due once; one whose outcome could not be stored is due again. */
  async round(): Promise<MailRound> {
    const { log, now, register } = this.#context;
    const jobs = findDueMails(
      await log.read([DUE_MAILS]),
      now(),
      (form) => (register.forms.get(form)?.documents ?? []).length > 0,
    );
    let sent = 0;
    let refused = 0;
    for (const [at, job] of jobs.entries()) {
      if (mailsInHour(await log.read([MAILS_IN_HOUR]), now()) >= register.config.limits.mailsPerHour)
        return { sent, refused, waiting: jobs.length - at };
      // One mail that cannot be made, as without its document, keeps no other from leaving.
      const outcome = await this.#send(job).catch(() => 'refused' as const);
      if (outcome === 'sent') sent++;
      if (outcome === 'refused') refused++;
    }
    return { sent, refused, waiting: 0 };
  }

  async #send(job: MailJob): Promise<'sent' | 'refused' | 'dropped'> {
    const cause = await this.#findObstacle(job);
    if (cause !== undefined) return this.#drop(job, cause);
    const mail = await composeJob(job, this.#context, this.#files);
    if (mail === undefined) return this.#drop(job, 'not-permitted');
    const outcome = await this.#door.send(mail, this.#context.now());
    if (outcome !== 'sent') return 'refused';
    await this.#limit.count(job);
    await this.#context.log.append([sentEvent(job, mail.messageId, timeOf(this.#context))]);
    await this.#files.remove(job.mail);
    await this.#removeErased(job);
    return 'sent';
  }

  /** Who was erased while the mail was handed over is not left in an outbox. */
  async #removeErased({ mail, ref, submission }: MailJob): Promise<void> {
    const { submissions, people } = await this.#context.log.read([ref]);
    const ids = submission === undefined ? (people.get(ref)?.submissions ?? []) : [submission];
    if (ids.length === 0 || ids.some((id) => submissions.get(id)?.erased === undefined)) return;
    await this.#context.removeTraces([mail], () => false);
  }

  /** Why a mail that a stranger may have caused must not go. */
  async #findObstacle(job: MailJob): Promise<'limit' | 'suppressed' | 'undeliverable' | undefined> {
    const state = await this.#context.log.read([job.ref]);
    if (this.#comesBack(state, job)) return 'undeliverable';
    if (job.kind !== 'confirm' && job.kind !== 'reminder' && job.kind !== 'self') return undefined;
    const address = addressForLimits(state, job);
    if (address === undefined) return undefined;
    const key = this.#context.keyOf(address);
    if (job.kind !== 'self' && key !== undefined && state.neverAsked.has(key)) return 'suppressed';
    return (await this.#limit.isReached(job)) ? 'limit' : undefined;
  }

  /** Where mails came back, only a confirmation may go. */
  #comesBack(state: RegisterState, { kind, ref, submission }: MailJob): boolean {
    if (kind === 'confirm' || kind === 'reminder' || kind === 'owner') return false;
    return isUndeliverable(state, submission ?? mailSubmissionOf(state, ref), this.#context.keyOf);
  }

  async #drop(job: MailJob, cause: DroppedEvent['cause']): Promise<'dropped'> {
    const { mail, ref, submission } = job;
    const at = timeOf(this.#context);
    await this.#context.log.append([
      { event: 'dropped', at, cause, mail, ref, ...(submission === undefined ? {} : { submission }) },
    ]);
    await this.#files.remove(mail);
    return 'dropped';
  }
}

function sentEvent(job: MailJob, messageId: string, at: string): RegisterEvent {
  const { kind, ref, mail, submission } = job;
  if (kind === 'confirm' && submission !== undefined) return { event: 'asked', at, submission, messageId };
  const isRights = kind === 'self' || kind === 'acknowledgement';
  return {
    event: 'sent',
    at,
    ref,
    messageId,
    purpose: isRights ? 'rights' : 'service',
    mail,
    ...(submission === undefined ? {} : { submission }),
    ...(kind === 'answer' || job.supplies === true ? { supplies: true } : {}),
  };
}
