/**
 * The one place that knows what an event of the log means. It is pure but for the state that it is given: the same
 * events give the same state, in a server, a command and a test.
 */
import type {
  ClosedEvent,
  ConfirmedEvent,
  RegisterEvent,
  SubmittedEvent,
  SuppressedEvent,
  TransferredEvent,
  ValuesEvent,
} from './event.ts';
import { addressKeyOf, type AddressKey } from './address-key.ts';
import { applyErasure } from './apply-erasure.ts';
import { applyMailEvent, markUnwelcomed } from './apply-mail-event.ts';
import { newSubmission } from './new-submission.ts';
import { needsConfirmation } from './permission.ts';
import { personOf } from './person-of.ts';
import { changeSeat } from './seats.ts';
import { emptyState, type RegisterState, type Submission } from './register-state.ts';

/** Returns the state after all events. */
export function foldEvents(events: Iterable<RegisterEvent>, keyOf: AddressKey): RegisterState {
  const state = emptyState();
  for (const event of events) applyEvent(state, event, keyOf);
  return state;
}

/** Changes the state as the event says. Events that name what an erasure has removed change nothing. */
export function applyEvent(state: RegisterState, event: RegisterEvent, keyOf: AddressKey): void {
  const order = ++state.order;
  switch (event.event) {
    case 'notice':
      state.notices.set(event.sha256, event);
      return;
    case 'submitted':
      submit(state, event, order);
      return;
    case 'values':
      hold(state, event, keyOf);
      return;
    case 'confirmed':
      confirm(state, event, keyOf);
      return;
    case 'withdrawn': {
      const { scope, channel, received, at, ref } = event;
      personOf(state, ref).withdrawals.push({ scope, channel, received, at, order });
      return;
    }
    case 'closed':
      closeService(state, event);
      return;
    case 'erased':
      applyErasure(state, event, keyOf);
      return;
    case 'transferred':
      noteTransfer(state, event);
      return;
    case 'suppressed':
      suppress(state, event, order);
      return;
    case 'lifted':
      state.neverAsked.delete(event.hash);
      return;
    case 'case':
      state.openCases.set(event.case, event);
      return;
    case 'case-closed':
      state.openCases.delete(event.case);
      return;
    case 'read':
      return;
    case 'filed':
      state.filedMails.add(event.mail);
      return;
    default:
      applyMailEvent(state, event, keyOf);
  }
}

function closeService(state: RegisterState, { submission: id, at, cause }: ClosedEvent): void {
  const submission = state.submissions.get(id);
  if (submission === undefined) return;
  changeSeat(state, submission, () => {
    submission.closedAt = at;
    if (cause === 'full') submission.isTurnedAway = true;
  });
}

function submit(state: RegisterState, event: SubmittedEvent, order: number): void {
  // What was given in an older system has stood since then.
  const since = event.channel === 'import' ? event.received : event.at;
  state.submissions.set(event.submission, newSubmission(event, order));
  state.unconfirmed.add(event.submission);
  personOf(state, event.ref).submissions.push(event.submission);
  if (!needsConfirmation(event)) settle(state, event.submission, since);
}

function suppress(state: RegisterState, { hash, cause, scope, at }: SuppressedEvent, order: number): void {
  if (cause === 'never') state.neverAsked.add(hash);
  else {
    if (scope === undefined) state.suppressed.add(hash);
    const before = state.givenUpByKey.get(hash) ?? [];
    const all = cause === 'erased' ? 'everything' : 'all';
    state.givenUpByKey.set(hash, [...before, { scope: scope ?? all, at, order }]);
  }
}

function hold(state: RegisterState, event: ValuesEvent, keyOf: AddressKey): void {
  const submission = state.submissions.get(event.submission);
  if (submission === undefined) return;
  submission.fields = event.fields;
  submission.addressField = event.addressField;
  markUnwelcomed(state, submission);
  indexAddress(state, submission, keyOf);
}

function confirm(state: RegisterState, event: ConfirmedEvent, keyOf: AddressKey): void {
  const submission = state.submissions.get(event.submission);
  if (submission === undefined || submission.confirmedAt !== undefined) return;
  if (submission.ref !== event.ref) {
    const before = state.people.get(submission.ref);
    before?.submissions.splice(before.submissions.indexOf(submission.submission), 1);
    submission.ref = event.ref;
    personOf(state, event.ref).submissions.push(submission.submission);
  }
  if (event.stopped !== undefined) submission.stopped = event.stopped;
  settle(state, submission.submission, event.at);
  indexAddress(state, submission, keyOf);
  // Mails arrive there again: the button of one was pressed.
  if (state.hardBounces.size > 0) state.hardBounces.delete(addressKeyOf(submission, keyOf) ?? '');
}

/** From now on the submission counts: it is confirmed, and what it corrects is replaced. */
function settle(state: RegisterState, id: string, at: string): void {
  const submission = state.submissions.get(id);
  if (submission === undefined) return;
  changeSeat(state, submission, () => {
    submission.confirmedAt = at;
  });
  state.unconfirmed.delete(id);
  const ofForm = state.confirmedByForm.get(submission.form) ?? new Set();
  state.confirmedByForm.set(submission.form, ofForm.add(id));
  markUnwelcomed(state, submission);
  const person = personOf(state, submission.ref);
  if (submission.channel !== 'import' || at > (person.lastAct ?? '')) person.lastAct = at;
  if (submission.replaces === undefined) return;
  let replaced = state.submissions.get(submission.replaces);
  // Where it waited for a confirmation and something else was corrected meanwhile, it replaces that.
  while (replaced?.replacedBy !== undefined) replaced = state.submissions.get(replaced.replacedBy);
  if (replaced === undefined) return;
  const last = replaced;
  changeSeat(state, last, () => {
    last.replacedBy = id;
  });
  // A service that was closed or supplied does not begin anew by a correction.
  changeSeat(state, submission, () => {
    if (last.closedAt !== undefined) submission.closedAt = last.closedAt;
  });
  if (last.answeredAt !== undefined) submission.answeredAt = last.answeredAt;
  if (last.isTurnedAway !== undefined) submission.isTurnedAway = last.isTurnedAway;
}

/** An address belongs to whoever confirmed it first; a fresh submission, confirmed, ends its suppression. */
function indexAddress(state: RegisterState, submission: Submission | undefined, keyOf: AddressKey): void {
  if (submission?.confirmedAt === undefined) return;
  const key = addressKeyOf(submission, keyOf);
  if (key === undefined) return;
  if (submission.replaces === undefined) state.suppressed.delete(key);
  if (!state.refByKey.has(key)) state.refByKey.set(key, submission.ref);
}

function noteTransfer(
  state: RegisterState,
  { transfer, recipient, submissions, at }: TransferredEvent,
): void {
  for (const id of submissions) {
    const submission = state.submissions.get(id);
    if (submission === undefined) continue;
    personOf(state, submission.ref).lastUse.set(`transfer:${recipient}`, at);
    submission.transfers = [...(submission.transfers ?? []), { transfer, recipient, at }];
  }
}
