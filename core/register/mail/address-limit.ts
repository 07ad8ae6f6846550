/**
 * Three mails a day to an address, of those that anybody could cause by typing it: confirmations, reminders, links to
 * the self page. Addresses are counted by a keyed hash of the day, which finds nobody.
 */
import { mailedOn } from '../log-names.ts';
import type { RegisterContext } from '../register-context.ts';
import type { RegisterState } from '../register-state.ts';
import type { MailJob } from './find-due-mails.ts';

const PER_DAY = 3;

/** The address that a mail of these kinds goes to, for limits and suppression alone. */
export function addressForLimits(
  state: RegisterState,
  job: Pick<MailJob, 'ref' | 'submission'>,
): string | undefined {
  const id =
    job.submission ??
    state.people
      .get(job.ref)
      ?.submissions.findLast((one) => state.submissions.get(one)?.confirmedAt !== undefined);
  const submission = id === undefined ? undefined : state.submissions.get(id);
  return submission?.addressField === undefined ? undefined : submission.fields?.[submission.addressField];
}

export class StrangersLimit {
  readonly #context: RegisterContext;
  #day = '';
  #counts = new Map<string, number>();

  constructor(context: RegisterContext) {
    this.#context = context;
  }

  /** Whether the address of a mail has had its mails of today. */
  async isReached(job: MailJob): Promise<boolean> {
    const key = await this.#keyOf(job);
    return key !== undefined && (this.#counts.get(key) ?? 0) >= PER_DAY;
  }

  /** Counts a mail that was sent, if it is of these kinds. */
  async count(job: MailJob): Promise<void> {
    if (job.kind !== 'confirm' && job.kind !== 'reminder' && job.kind !== 'self') return;
    const key = await this.#keyOf(job);
    if (key !== undefined) this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
  }

  async #keyOf(job: MailJob): Promise<string | undefined> {
    await this.#startDay();
    const address = addressForLimits(await this.#context.log.read([job.ref]), job);
    return address === undefined ? undefined : this.#context.limitKeyOf(this.#day, address);
  }

  /** At the first mail of a day, also after a restart, what the log says was sent today counts. */
  async #startDay(): Promise<void> {
    const day = new Date(this.#context.now()).toISOString().slice(0, 10);
    if (day === this.#day) return;
    const state = await this.#context.log.read([mailedOn(day)]);
    this.#day = day;
    this.#counts = new Map();
    const add = (address: string | undefined, times: readonly (string | undefined)[]) => {
      const sent = times.filter((at) => at?.startsWith(day) === true).length;
      if (address === undefined || sent === 0) return;
      const key = this.#context.limitKeyOf(day, address);
      this.#counts.set(key, (this.#counts.get(key) ?? 0) + sent);
    };
    for (const { asked, remindedAt, addressField, fields } of state.submissions.values())
      add(addressField === undefined ? undefined : fields?.[addressField], [asked?.at, remindedAt]);
    for (const { ref, selfMailsAt } of state.people.values())
      if (selfMailsAt !== undefined) add(addressForLimits(state, { ref }), selfMailsAt);
  }
}
