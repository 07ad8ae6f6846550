/** Withdraws as every channel does: the acknowledgement is due, and imports and additions of staff heed it. */
import type { RegisterEvent } from '../event.ts';
import { addressKeysOf, mailSubmissionOf } from '../find-person.ts';
import { momentOf, timeOf, type RegisterContext } from '../register-context.ts';
import { openCaseToNotify } from './open-case-to-notify.ts';
import { withdraw, type Withdrawn, type WithdrawRequest } from '../withdraw.ts';

const DAY_MS = 86_400_000;
/** Backups are kept for 7 days at most (docs/register-operations.md). */
const BACKUP_DAYS = 7;

/** Returns the day from which no backup holds what is given up now, as `2027-03-12`. */
export const backupsFreeOn = (now: number): string =>
  new Date(now + (BACKUP_DAYS + 1) * DAY_MS).toISOString().slice(0, 10);

/** What is acknowledged: what stopped, what is kept, who is to be notified, and when backups are free of it. */
export interface Acknowledged extends Withdrawn {
  readonly backupsFreeOn: string;
}

/** Withdraws; rejects where it could not be stored, and then nothing may be acknowledged. */
export async function withdrawPermissions(
  request: WithdrawRequest,
  context: RegisterContext,
): Promise<Acknowledged> {
  const at = timeOf(context);
  const freeOn = backupsFreeOn(context.now());
  const withdrawn = await withdraw(request, context.log, momentOf(context), (done, state) => {
    const scopes = request.scopes === 'all' ? [{}] : done.stopped.map((scope) => ({ scope }));
    const suppressed = addressKeysOf(state, request.ref, context.keyOf).flatMap((hash) =>
      scopes.map((scope): RegisterEvent => ({ event: 'suppressed', at, hash, cause: 'withdrawn', ...scope })),
    );
    const { ref, channel } = request;
    const cases =
      request.by === 'person' ? openCaseToNotify({ ref, recipients: done.notify, channel }, context) : [];
    const submission = mailSubmissionOf(state, request.ref);
    if (submission === undefined) return [...suppressed, ...cases];
    const details = { ...done, kept: done.kept.map(({ form, until }) => ({ form, until: dayOf(until) })) };
    const due: RegisterEvent = {
      event: 'due',
      at,
      kind: 'acknowledgement',
      ref: request.ref,
      mail: context.randomId(),
      submission,
      details: { ...details, backupsFreeOn: freeOn },
    };
    return [...suppressed, ...cases, due];
  });
  context.wakeMailer();
  return { ...withdrawn, backupsFreeOn: freeOn };
}

/** The day of an instant; null for a service that only closing ends. */
const dayOf = (until: number): string | null =>
  Number.isFinite(until) ? new Date(until).toISOString().slice(0, 10) : null;
