/**
 * Whether a permission stands at an instant: the rule behind every read, mail and transfer. A purpose that nobody gave
 * in a confirmed submission never stands.
 */
import { addMonths } from './add-months.ts';
import type { Kind } from './event.ts';
import type { Person, RegisterState, Submission } from './register-state.ts';

export type PermissionState = 'requested' | 'given' | 'refused' | 'withdrawn' | 'expired';

/** The only purpose that rests on a contract or request, not on consent. */
export const SERVICE = 'service';

const DAY_MS = 86_400_000;

/** How long permissions stand; `retention` of register.json, which notices promise. */
export interface Durations {
  /** From the submission; an unconfirmed one may be a stranger's. */
  readonly unconfirmedDays: number;
  /** From the end of the offer. */
  readonly offerDays: number;
  /** From the confirmation, then from the last answer. */
  readonly inquiryDays: number;
  /** From the mail that supplied what was asked for; before it, an inquiry's days hold. */
  readonly productInformationDays: number;
  /** From the last act of the relation. */
  readonly businessRelationMonths: number;
  /** From the confirmation or the last use. */
  readonly consentMonths: number;
}

/** The end of a form's offer as it is configured now, RFC 3339; undefined where it has none. */
export type OfferEnd = (form: string) => string | undefined;

/** What the configuration says of the time for which permissions stand. */
export interface Terms {
  readonly offerEnd: OfferEnd;
  readonly durations: Durations;
}

/** `now` is in milliseconds since 1970. */
export interface Moment extends Terms {
  readonly now: number;
}

/**
 * The state of one purpose in one submission; undefined where it was not offered. A withdrawal stops what was submitted
 * before it, confirmed or not; what is submitted after it is a fresh declaration. A correction inherits the age of what
 * it corrects.
 */
export function permissionOf(
  state: RegisterState,
  submission: Submission,
  purpose: string,
  moment: Moment,
): PermissionState | undefined {
  if (purpose === SERVICE) return serviceState(state, submission, moment);
  const decision = submission.decisions[purpose];
  if (decision !== 'given') return decision;
  const person = state.people.get(submission.ref);
  if (person !== undefined && isWithdrawn(state, person, submission, purpose)) return 'withdrawn';
  if (submission.erased !== undefined) return 'withdrawn';
  if (submission.confirmedAt === undefined) return 'requested';
  // Without an address nobody could have confirmed a consent.
  if (submission.addressField === undefined && needsConfirmation(submission)) return 'refused';
  const used = person?.lastUse.get(purpose) ?? '';
  const since = used > submission.confirmedAt ? used : submission.confirmedAt;
  return addMonths(since, moment.durations.consentMonths) <= moment.now ? 'expired' : 'given';
}

/** Whether a consent has to be confirmed by mail: by letter somebody signed, and on a visit somebody was there. */
export function needsConfirmation({ channel }: Pick<Submission, 'channel'>): boolean {
  return channel === 'form' || channel === 'phone';
}

/** Whether the values of a submission may be used under a purpose: it stands, and nothing newer corrects it. */
export function isStanding(
  state: RegisterState,
  submission: Submission,
  purpose: string,
  moment: Moment,
): boolean {
  return (
    submission.replacedBy === undefined &&
    submission.fields !== undefined &&
    permissionOf(state, submission, purpose, moment) === 'given'
  );
}

/**
 * Whether the person withdrew the purpose after the submission that decided it, or before that, or a correction of it,
 * was confirmed. A correction decides what it renews, and inherits the rest.
 */
function isWithdrawn(state: RegisterState, person: Person, submission: Submission, purpose: string): boolean {
  const stops = (scope: string) => scope === purpose || (scope === 'all' && purpose !== SERVICE);
  let decided = submission;
  for (;;) {
    if (decided.stopped?.some(stops) === true) return true;
    const isFresh = decided.replaces === undefined || decided.renews?.includes(purpose) === true;
    const earlier = isFresh ? undefined : state.submissions.get(decided.replaces ?? '');
    if (earlier === undefined) break;
    decided = earlier;
  }
  return person.withdrawals.some(({ order, scope }) => order > decided.order && stops(scope));
}

function serviceState(state: RegisterState, submission: Submission, moment: Moment): PermissionState {
  const person = state.people.get(submission.ref);
  if (person !== undefined && isWithdrawn(state, person, submission, SERVICE)) return 'withdrawn';
  if (submission.erased !== undefined) return 'withdrawn';
  if (submission.confirmedAt === undefined) return 'requested';
  if (submission.closedAt !== undefined) return 'expired';
  return serviceEnd(submission, person, moment) <= moment.now ? 'expired' : 'given';
}

/** When a service that nobody closes is over, in milliseconds since 1970; infinite for an offer without an end. */
export function serviceEnd(
  submission: Submission,
  person: Person | undefined,
  { offerEnd, durations }: Terms,
): number {
  const { confirmedAt = submission.recorded, answeredAt } = submission;
  const daysAfter = (at: string, days: number) => Date.parse(at) + days * DAY_MS;
  const offered = () => {
    const end = offerEnd(submission.form);
    return end === undefined ? Number.POSITIVE_INFINITY : daysAfter(end, durations.offerDays);
  };
  const ends: Readonly<Record<Kind, () => number>> = {
    workshop: offered,
    course: offered,
    'product-information': () =>
      answeredAt === undefined
        ? daysAfter(confirmedAt, durations.inquiryDays)
        : daysAfter(answeredAt, durations.productInformationDays),
    inquiry: () => daysAfter(answeredAt ?? confirmedAt, durations.inquiryDays),
    'business-relation': () => addMonths(person?.lastAct ?? confirmedAt, durations.businessRelationMonths),
  };
  return ends[submission.kind]();
}
