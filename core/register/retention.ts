/**
 * Which values are due to go: those that no standing purpose and no law holds. It only finds them; whoever erases them
 * records the cause.
 */
import { addMonths } from './add-months.ts';
import type { ErasureCause } from './event.ts';
import { isStanding, permissionOf, SERVICE, type Moment } from './permission.ts';
import type { RegisterState, Submission } from './register-state.ts';

const DAY_MS = 86_400_000;

/** Fields that a law requires to be kept for years after the submission. */
export interface Keep {
  readonly fields: readonly string[];
  readonly years: number;
  readonly law: string;
}

export interface RetentionMoment extends Moment {
  readonly keepOf: (form: string) => readonly Keep[];
}

export interface Due {
  readonly submission: string;
  readonly ref: string;
  readonly cause: ErasureCause;
  /** Fields that a law still keeps; none where everything goes. */
  readonly kept: readonly string[];
}

/** Finds the submissions of these people whose values are due to go, in the order of the log. */
export function findDue(
  state: RegisterState,
  refs: readonly string[],
  moment: RetentionMoment,
): readonly Due[] {
  const submissions = refs.flatMap((ref) =>
    (state.people.get(ref)?.submissions ?? []).flatMap((id) => state.submissions.get(id) ?? []),
  );
  return submissions
    .toSorted((one, other) => one.order - other.order)
    .flatMap((submission) => {
      const { fields, submission: id, ref } = submission;
      if (fields === undefined) return [];
      const cause = causeOf(state, submission, moment);
      if (cause === undefined) return [];
      const held =
        submission.confirmedAt === undefined
          ? []
          : keptFieldsOf(submission, moment).flatMap((keep) => keep.fields);
      const kept = [...new Set(held)];
      const isDone = Object.keys(fields).every((name) => kept.includes(name));
      return isDone ? [] : [{ submission: id, ref, cause, kept }];
    });
}

/** Why nothing holds the values any more; undefined while a purpose does. */
function causeOf(
  state: RegisterState,
  submission: Submission,
  moment: RetentionMoment,
): ErasureCause | undefined {
  if (submission.confirmedAt === undefined)
    return Date.parse(submission.recorded) + moment.durations.unconfirmedDays * DAY_MS <= moment.now
      ? 'retention'
      : undefined;
  const purposes = [SERVICE, ...Object.keys(submission.decisions)];
  if (purposes.some((purpose) => isStanding(state, submission, purpose, moment))) return undefined;
  if (submission.replacedBy !== undefined) return 'no-purpose-left';
  const wasWithdrawn = purposes.some(
    (purpose) => permissionOf(state, submission, purpose, moment) === 'withdrawn',
  );
  return wasWithdrawn ? 'no-purpose-left' : 'retention';
}

/** Fields that a law keeps, until when (a day) and by which law. */
export interface Kept {
  readonly fields: readonly string[];
  readonly why: string;
  readonly until: string;
}

/** Returns what laws keep of a submission at the moment. */
export function keptFieldsOf(
  { form, recorded, fields = {} }: Submission,
  moment: RetentionMoment,
): readonly Kept[] {
  return moment.keepOf(form).flatMap((keep) => {
    const until = addMonths(recorded, 12 * keep.years);
    const held = keep.fields.filter((name) => name in fields);
    return until <= moment.now || held.length === 0
      ? []
      : [{ fields: held, why: keep.law, until: new Date(until).toISOString().slice(0, 10) }];
  });
}
