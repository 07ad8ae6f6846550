/**
 * Stores a submission. It looks up and writes the same, whoever's address it holds: known, new, withdrawn and
 * suppressed addresses cannot be told apart by an answer or by its time.
 */
import { eventsAfter } from './confirm-link.ts';
import { composeNotice } from '../compose-notice.ts';
import type { Channel, RegisterEvent } from '../event.ts';
import type { Form } from '../form-schema.ts';
import { needsConfirmation } from '../permission.ts';
import type { Submission } from '../read-submission.ts';
import { timeOf, type RegisterContext } from '../register-context.ts';
import type { RegisterState } from '../register-state.ts';
import { isFull } from '../seats.ts';
import { seatsOfForm } from '../log-names.ts';

export interface NewSubmission {
  readonly id: string;
  readonly form: Form;
  readonly language: string;
  readonly submission: Submission;
  readonly channel: Channel;
  /** When it arrived, RFC 3339; now where it is left out. */
  readonly received?: string;
  readonly by: string;
  readonly evidence?: string;
}

/**
 * `confirm`: a mail asks for the confirmation; `done`: it stands at once, in writing or without an address; `full`: it
 * would stand at once, and somebody took the last seat just before, so that nothing was stored.
 */
export type NextStep = 'confirm' | 'done' | 'full';

/**
 * Stores a submission with its notice, once: a second one of the same id changes nothing and gets the same answer.
 * Rejects where it could not be stored.
 */
export async function submit(input: NewSubmission, context: RegisterContext): Promise<NextStep> {
  const { id, form, language, submission, channel } = input;
  const at = timeOf(context);
  const notice = composeNotice(form, context.register.config, language, context.sha256);
  const addressField = form.fields.find(
    ({ type, name }) => type === 'email' && name in submission.values,
  )?.name;
  const address = addressField === undefined ? undefined : submission.values[addressField];
  // What stands at once belongs to whoever confirmed the address, if anybody did; else the confirmation decides that.
  const key = address === undefined || needsConfirmation({ channel }) ? undefined : context.keyOf(address);
  const names = [id, notice.sha256, seatsOfForm(form.id), ...(key === undefined ? [] : [key])];
  const state = await context.log.read(names);
  const ownerIn = (one: RegisterState) => (key === undefined ? undefined : one.refByKey.get(key));
  const owner = ownerIn(state);
  const ref = owner ?? context.randomId();
  // Nothing is left to confirm.
  const isConfirmed = addressField === undefined && needsConfirmation({ channel });
  const events: RegisterEvent[] = [
    ...(state.notices.has(notice.sha256) ? [] : [{ event: 'notice', at, form: form.id, ...notice } as const]),
    {
      event: 'submitted',
      at,
      submission: id,
      ref,
      form: form.id,
      kind: form.kind,
      notice: notice.sha256,
      language,
      topics: submission.topics,
      decisions: submission.decisions,
      channel,
      received: input.received ?? at,
      by: input.by,
      ...(input.evidence === undefined ? {} : { evidence: input.evidence }),
    },
    {
      event: 'values',
      at,
      submission: id,
      fields: submission.values,
      ...(addressField === undefined ? {} : { addressField }),
    },
    ...(isConfirmed
      ? [
          { event: 'confirmed', at, submission: id, ref } as const,
          ...eventsAfter({ submission: id, ref, form: form.id, kind: form.kind }, context),
        ]
      : []),
  ];
  // Staff may take more people than there are seats.
  const needsSeat = isConfirmed && channel === 'form';
  const hasSeat = (latest: RegisterState) => !needsSeat || !isFull(form, latest);
  const holds = (latest: RegisterState) =>
    !latest.submissions.has(id) && ownerIn(latest) === owner && hasSeat(latest);
  const isStored = await context.log.append(events, { names, holds });
  if (!isStored && key !== undefined && !(await context.log.read([id])).submissions.has(id))
    return submit(input, context);
  context.wakeMailer();
  // The answer is about what is stored: other fields under the same id get no reference to somebody's address.
  const stored = (await context.log.read([id])).submissions.get(id);
  if (stored === undefined && needsSeat) return 'full';
  const standsAtOnce =
    stored !== undefined && (stored.addressField === undefined || !needsConfirmation(stored));
  return standsAtOnce && stored.erased === undefined ? 'done' : 'confirm';
}
