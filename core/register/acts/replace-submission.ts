/**
 * A new submission that replaces an old one of the same person, so that what was declared before stays provable.
 */
import { composeNotice } from '../compose-notice.ts';
import type { Decision, RegisterEvent } from '../event.ts';
import { timeOf, type RegisterContext } from '../register-context.ts';
import type { RegisterState, Submission } from '../register-state.ts';

/** Submissions of the person that are confirmed, held and not replaced. */
export function standingOf(state: RegisterState, ref: string): readonly Submission[] {
  return (state.people.get(ref)?.submissions ?? []).flatMap((id) => {
    const submission = state.submissions.get(id);
    const stands =
      submission?.confirmedAt !== undefined &&
      submission.fields !== undefined &&
      submission.erased === undefined &&
      submission.replacedBy === undefined;
    return stands ? [submission] : [];
  });
}

/** The events of a submission that replaces another; it waits for a confirmation where the address is another. */
export function replaceSubmission(
  old: Submission,
  fields: Readonly<Record<string, string>>,
  fresh: Readonly<Record<string, Decision>>,
  state: RegisterState,
  context: RegisterContext,
  by: string,
): readonly RegisterEvent[] {
  const at = timeOf(context);
  const submission = context.randomId();
  const form = context.register.forms.get(old.form);
  const addressField = form?.fields.find(({ type, name }) => type === 'email' && name in fields)?.name;
  const address = addressField === undefined ? undefined : fields[addressField];
  const before = old.addressField === undefined ? undefined : old.fields?.[old.addressField];
  const isNewAddress = address !== undefined && address !== before;
  const renews = Object.keys(fresh);
  const notice =
    form === undefined || renews.length === 0
      ? undefined
      : composeNotice(form, context.register.config, old.language, context.sha256);
  return [
    ...(notice === undefined || state.notices.has(notice.sha256)
      ? []
      : [{ event: 'notice', at, form: old.form, ...notice } as const]),
    {
      event: 'submitted',
      at,
      submission,
      ref: old.ref,
      form: old.form,
      kind: old.kind,
      notice: notice?.sha256 ?? old.notice,
      language: old.language,
      topics: old.topics,
      decisions: { ...old.decisions, ...fresh },
      channel: 'form',
      received: at,
      by,
      replaces: old.submission,
      ...(renews.length === 0 ? {} : { renews }),
    },
    { event: 'values', at, submission, fields, ...(addressField === undefined ? {} : { addressField }) },
    ...(isNewAddress ? [] : [{ event: 'confirmed', at, submission, ref: old.ref } as const]),
  ];
}
