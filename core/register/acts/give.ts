/** Gives more: purposes and recipients that the person refused or withdrew before. */
import { composeNotice } from '../compose-notice.ts';
import { passGate, RIGHTS } from '../gate.ts';
import { permissionOf } from '../permission.ts';
import { momentOf, type RegisterContext } from '../register-context.ts';
import { replaceSubmission, standingOf } from './replace-submission.ts';

export interface Gift {
  readonly ref: string;
  /** The submission whose form offers the boxes. */
  readonly submission: string;
  /** SHA-256 of the notice beside whose words the boxes were ticked. */
  readonly notice: string;
  readonly purposes: readonly string[];
  readonly recipients: readonly string[];
  readonly language: string;
  readonly by: string;
}

/**
 * Gives purposes and recipients of the form that stand neither now nor wait; what was given before stays. Returns
 * `outdated` where other words are shown by now, and `unknown` where the submission no longer stands; then nothing is
 * changed.
 */
export async function give(
  { ref, submission: id, notice, purposes, recipients, language, by }: Gift,
  context: RegisterContext,
): Promise<'given' | 'outdated' | 'unknown'> {
  const state = await context.log.read([ref]);
  const submission = standingOf(state, ref).find((one) => one.submission === id);
  const form = context.register.forms.get(submission?.form ?? '');
  if (submission === undefined || form === undefined) return 'unknown';
  if (composeNotice(form, context.register.config, language, context.sha256).sha256 !== notice)
    return 'outdated';
  const gated = await passGate(
    { purpose: RIGHTS, reader: by, reason: 'the person gives more', refs: [ref] },
    context,
  );
  const fields = gated.people
    .flatMap((person) => person.submissions)
    .find((one) => one.submission === id)?.fields;
  const offered = [
    ...form.purposes.filter((one) => purposes.includes(one)),
    ...form.recipients.filter((one) => recipients.includes(one)).map((one) => `transfer:${one}`),
  ];
  const fresh = offered.filter(
    (purpose) => permissionOf(state, submission, purpose, momentOf(context)) !== 'given',
  );
  if (fields === undefined) return 'unknown';
  if (fresh.length === 0) return 'given';
  const decisions = Object.fromEntries(fresh.map((purpose) => [purpose, 'given' as const]));
  await context.log.append(
    replaceSubmission({ ...submission, language }, fields, decisions, state, context, by),
    { names: [id], holds: (latest) => latest.submissions.get(id)?.replacedBy === undefined },
  );
  return 'given';
}
