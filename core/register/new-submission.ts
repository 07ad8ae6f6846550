/** A submission as the state holds it before its values arrive. For the fold alone. */
import type { SubmittedEvent } from './event.ts';
import type { Submission } from './register-state.ts';

/**
 * Returns the submission of an event at that place in the log. Its members are written out, since a copy by rest and
 * spread takes longer, for each of 100,000 people.
 */
export function newSubmission(event: SubmittedEvent, order: number): Submission {
  const { submission, ref, form, kind, notice, language, topics, decisions, channel, received, by } = event;
  const { at, evidence, replaces, renews } = event;
  return {
    order,
    submission,
    ref,
    form,
    kind,
    notice,
    language,
    topics,
    decisions,
    channel,
    received,
    by,
    recorded: at,
    fields: undefined,
    addressField: undefined,
    ...(evidence === undefined ? {} : { evidence }),
    ...(replaces === undefined ? {} : { replaces }),
    ...(renews === undefined ? {} : { renews }),
  };
}
