/**
 * What a person does on the self page to what stands: corrects fields, or gives more. Each makes a new submission that
 * replaces the old one, so that what was declared before stays provable.
 */
import { composeNotice } from '../compose-notice.ts';
import type { Decision, RegisterEvent } from '../event.ts';
import type { Form } from '../form-schema.ts';
import { passGate, RIGHTS } from '../gate.ts';
import { permissionOf } from '../permission.ts';
import type { SubmissionError } from '../read-submission.ts';
import { readField, MAX_CHARACTERS } from '../read-field.ts';
import { momentOf, timeOf, type RegisterContext } from '../register-context.ts';
import type { RegisterState, Submission } from '../register-state.ts';
import { describeProblem } from '../submission-problems.ts';

export interface Corrections {
  readonly ref: string;
  /** By field's name; only the form's own fields are read, and an empty text removes one that is not required. */
  readonly posted: ReadonlyMap<string, unknown>;
  readonly language: string;
  readonly by: string;
}

/**
 * Corrects the named fields in each submission of the person that holds them. A corrected address counts once it is
 * confirmed. Returns the errors instead where a value cannot be taken; then nothing is changed.
 */
export async function correct(
  { ref, posted, language, by }: Corrections,
  context: RegisterContext,
): Promise<readonly SubmissionError[]> {
  const state = await context.log.read([ref]);
  const gated = await passGate(
    { purpose: RIGHTS, reader: by, reason: 'correction by the person', refs: [ref] },
    context,
  );
  const held = new Map(
    gated.people.flatMap(({ submissions }) => submissions.map((one) => [one.submission, one.fields])),
  );
  const errors: SubmissionError[] = [];
  const events = standingOf(state, ref).flatMap((submission) => {
    const form = context.register.forms.get(submission.form);
    const fields = held.get(submission.submission);
    if (form === undefined || fields === undefined) return [];
    const changed = readChanges(form, fields, posted, language);
    if ('errors' in changed) errors.push(...changed.errors);
    return 'fields' in changed && changed.isChanged
      ? replace(submission, changed.fields, {}, state, context, by)
      : [];
  });
  const first = new Map(errors.map((error) => [error.field, error]));
  if (first.size > 0) return [...first.values()];
  await context.log.append(events);
  context.wakeMailer();
  return [];
}

type Changes =
  | { readonly errors: readonly SubmissionError[] }
  | { readonly fields: Readonly<Record<string, string>>; readonly isChanged: boolean };

function readChanges(
  form: Form,
  held: Readonly<Record<string, string>>,
  posted: ReadonlyMap<string, unknown>,
  language: string,
): Changes {
  const errors: SubmissionError[] = [];
  const fields = form.fields.flatMap((field) => {
    const before = held[field.name];
    if (!posted.has(field.name)) return before === undefined ? [] : [[field.name, before] as const];
    const reading = readField(field, posted.get(field.name));
    if ('value' in reading) return reading.value === '' ? [] : [[field.name, reading.value] as const];
    errors.push({
      field: field.name,
      detail: describeProblem(reading.problem, language, MAX_CHARACTERS[field.type]),
    });
    return [];
  });
  if (errors.length > 0) return { errors };
  const values: Readonly<Record<string, string>> = Object.fromEntries(fields);
  const names = new Set([...Object.keys(held), ...Object.keys(values)]);
  return { fields: values, isChanged: [...names].some((name) => held[name] !== values[name]) };
}

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
    replace({ ...submission, language }, fields, decisions, state, context, by),
    (latest) => latest.submissions.get(id)?.replacedBy === undefined,
  );
  return 'given';
}

/** Submissions of the person that are confirmed, held and not replaced. */
function standingOf(state: RegisterState, ref: string): readonly Submission[] {
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
function replace(
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
