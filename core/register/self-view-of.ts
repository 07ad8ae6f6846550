/** What the page about oneself shows, from what the gate let pass for the purpose `rights`. */
import { describeForm } from './describe-form.ts';
import type { Form } from './form-schema.ts';
import type { Gated } from './gate.ts';
import { wordsIn } from './localized-text.ts';
import type { SelfDone, SelfSubmission, SelfView } from './pages/self-view.ts';
import { permissionOf, SERVICE } from './permission.ts';
import { permissionSince } from './permission-since.ts';
import { momentOf, type RegisterContext } from './register-context.ts';
import type { RegisterState, Submission } from './register-state.ts';
import type { SubmissionError } from './read-submission.ts';

export interface SelfViewInput {
  readonly gated: Gated;
  readonly state: RegisterState;
  readonly language: string;
  readonly isStopped: boolean;
  readonly done?: SelfDone;
  readonly errors?: readonly SubmissionError[];
  /** What was typed into the correction that the errors are about, by field. */
  readonly typed?: ReadonlyMap<string, unknown>;
}

/** Returns the view: everything that is held of the person, newest first. */
export function selfViewOf(input: SelfViewInput, context: RegisterContext): SelfView {
  const held = input.gated.people.flatMap(({ submissions }) => submissions);
  const submissions = held.toReversed().flatMap(({ submission: id, fields }): readonly SelfSubmission[] => {
    const submission = input.state.submissions.get(id);
    // What was corrected is kept only until the next retention: the correction shows it.
    if (submission === undefined || submission.replacedBy !== undefined) return [];
    return [submissionView(submission, fields, input, context)];
  });
  return {
    submissions,
    isStopped: input.isStopped,
    ...(input.done === undefined ? {} : { done: input.done }),
  };
}

function submissionView(
  submission: Submission,
  held: Readonly<Record<string, string>>,
  { state, language, errors, typed }: SelfViewInput,
  context: RegisterContext,
): SelfSubmission {
  const form = context.register.forms.get(submission.form);
  const moment = momentOf(context);
  const stateOf = (purpose: string) => permissionOf(state, submission, purpose, moment) ?? 'refused';
  const titles = new Map(form?.topics.map(({ id, title }) => [id, wordsIn(title, language)]));
  const failed = (errors ?? []).filter(({ field }) => form?.fields.some(({ name }) => name === field));
  return {
    submission: submission.submission,
    title: form === undefined ? submission.form : wordsIn(form.title, language),
    received: submission.received,
    channel: submission.channel,
    state: stateOf(SERVICE),
    // Nothing that was typed is lost where a part of it cannot be taken.
    fields: fieldsOf(form, failed.length === 0 ? held : { ...held, ...textsOf(form, typed) }, language),
    isEditable: form !== undefined,
    topics: submission.topics.map((id) => titles.get(id) ?? id),
    permissions: Object.keys(submission.decisions).map((purpose) => ({
      purpose,
      state: stateOf(purpose),
      since: permissionSince(state, submission, purpose, moment),
    })),
    transfers: (submission.transfers ?? []).map(({ recipient, at }) => ({
      recipient: context.register.config.recipients.find(({ id }) => id === recipient)?.name ?? recipient,
      at,
    })),
    // Without an address nobody can confirm a consent.
    ...(form === undefined || submission.addressField === undefined
      ? {}
      : { offer: offerOf(form, stateOf, language, context) }),
    ...(failed.length === 0 ? {} : { errors: failed }),
  };
}

function textsOf(form: Form | undefined, typed: SelfViewInput['typed']): Readonly<Record<string, string>> {
  const texts = (form?.fields ?? []).flatMap(({ name }) => {
    const text = typed?.get(name);
    return typeof text === 'string' ? [[name, text] as const] : [];
  });
  return Object.fromEntries(texts);
}

/** The fields of the form in its order, then what the form no longer asks for. */
function fieldsOf(
  form: Form | undefined,
  held: Readonly<Record<string, string>>,
  language: string,
): SelfSubmission['fields'] {
  const asked = (form?.fields ?? []).map(({ name, type, label, required }) => ({
    name,
    type,
    label: wordsIn(label, language),
    required,
    value: held[name] ?? '',
  }));
  const others = Object.entries(held)
    .filter(([name]) => asked.every((field) => field.name !== name))
    .map(([name, value]) => ({ name, type: 'text' as const, label: name, required: false, value }));
  return [...asked, ...others];
}

function offerOf(
  form: Form,
  stateOf: (purpose: string) => string,
  language: string,
  context: RegisterContext,
): SelfSubmission['offer'] {
  const description = describeForm(form, context.register.config, language, context.sha256);
  const isOpen = (purpose: string) => stateOf(purpose) !== 'given';
  return {
    notice: description.notice,
    boxes: description,
    purposes: form.purposes.filter(isOpen),
    recipients: form.recipients.filter((id) => isOpen(`transfer:${id}`)),
  };
}
