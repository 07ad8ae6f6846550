/** Which mails are due, from the log alone: a crash loses none, and nothing but the log remembers them. */
import { confirmMailOf, reminderMailOf, welcomeMailOf } from '../apply-mail-event.ts';
import type { DueKind } from '../event.ts';
import type { RegisterState } from '../register-state.ts';

const DAY_MS = 86_400_000;
/** Days after the confirmation mail at which its one reminder is due. */
export const REMIND_AFTER_DAYS = 3;
/** After this, the link of the confirmation mail is expired. */
export const REMIND_BEFORE_DAYS = 7;

/** A mail that is due; `mail` is its id. */
export interface MailJob {
  readonly kind: 'confirm' | 'reminder' | 'welcome' | DueKind;
  readonly mail: string;
  readonly ref: string;
  readonly submission?: string | undefined;
  readonly details?: Readonly<Record<string, unknown>> | undefined;
  /** Whether it supplies what was asked for. */
  readonly supplies?: boolean;
}

/**
 * Finds the mails that are due at an instant in milliseconds since 1970: confirmations first, in the log's order. With
 * its documents, a welcome supplies product information.
 */
export function findDueMails(
  state: RegisterState,
  now: number,
  hasDocuments: (form: string) => boolean,
): readonly MailJob[] {
  return [
    ...[...state.unconfirmed].flatMap((id) => confirmationOf(state, id, now)),
    ...[...state.unwelcomed].flatMap((id): readonly MailJob[] => {
      const submission = state.submissions.get(id);
      return submission?.addressField === undefined
        ? []
        : [
            {
              kind: 'welcome',
              mail: welcomeMailOf(id),
              ref: submission.ref,
              submission: id,
              supplies: submission.kind === 'product-information' && hasDocuments(submission.form),
            },
          ];
    }),
    ...state.dueMails.values(),
  ];
}

function confirmationOf(state: RegisterState, id: string, now: number): readonly MailJob[] {
  const submission = state.submissions.get(id);
  if (submission?.addressField === undefined || submission.unaskedAt !== undefined) return [];
  const { ref, asked, remindedAt } = submission;
  if (asked === undefined) return [{ kind: 'confirm', mail: confirmMailOf(id), ref, submission: id }];
  const age = now - Date.parse(asked.at);
  const isTime = age >= REMIND_AFTER_DAYS * DAY_MS && age < REMIND_BEFORE_DAYS * DAY_MS;
  return isTime && remindedAt === undefined
    ? [{ kind: 'reminder', mail: reminderMailOf(id), ref, submission: id }]
    : [];
}
