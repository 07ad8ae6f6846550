/** Corrects what a person typed, in each submission that holds the field. */
import type { RegisterEvent } from '../event.ts';
import type { Form } from '../form-schema.ts';
import { passGate, RIGHTS } from '../gate.ts';
import { MAX_CHARACTERS, readField } from '../read-field.ts';
import type { SubmissionError } from '../read-submission.ts';
import type { RegisterContext } from '../register-context.ts';
import type { RegisterState, Submission } from '../register-state.ts';
import { describeProblem } from '../submission-problems.ts';
import { replaceSubmission, standingOf } from './replace-submission.ts';

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
export async function correct(corrections: Corrections, context: RegisterContext): Promise<Correction> {
  const { ref, posted, language, by } = corrections;
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
      ? correctOne(submission, changed.fields, state, context, by)
      : [];
  });
  const first = new Map(errors.map((error) => [error.field, error]));
  if (first.size > 0) return { errors: [...first.values()] };
  const replaced = events.flatMap((event) => (event.event === 'submitted' ? (event.replaces ?? []) : []));
  const isAppended = await context.log.append(events, {
    names: replaced,
    holds: (latest) => replaced.every((id) => latest.submissions.get(id)?.replacedBy === undefined),
  });
  // Sent twice at once, the second finds what the first has corrected.
  if (!isAppended) return correct(corrections, context);
  context.wakeMailer();
  return { isAddressAsked: events.filter(({ event }) => event === 'confirmed').length < countValues(events) };
}

const countValues = (events: readonly RegisterEvent[]): number =>
  events.filter(({ event }) => event === 'values').length;

/** `isAddressAsked`: a new address waits for its confirmation. */
export type Correction =
  { readonly errors: readonly SubmissionError[] } | { readonly isAddressAsked: boolean };

/** A new address waits for its confirmation; what else is corrected does not. */
function correctOne(
  old: Submission,
  fields: Readonly<Record<string, string>>,
  state: RegisterState,
  context: RegisterContext,
  by: string,
): readonly RegisterEvent[] {
  const { addressField } = old;
  const before = addressField === undefined ? undefined : old.fields?.[addressField];
  if (addressField === undefined || before === undefined || fields[addressField] === before)
    return replaceSubmission(old, fields, {}, state, context, by);
  const rest = { ...fields, [addressField]: before };
  const isMore = Object.keys({ ...rest, ...old.fields }).some((name) => rest[name] !== old.fields?.[name]);
  if (!isMore) return replaceSubmission(old, fields, {}, state, context, by);
  const first = replaceSubmission(old, rest, {}, state, context, by);
  const submission = first.find((event) => event.event === 'submitted')?.submission ?? '';
  return [
    ...first,
    ...replaceSubmission({ ...old, submission, fields: rest }, fields, {}, state, context, by),
  ];
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
