/** Where an event is stored, and what has to be loaded before it can be: names, as the log's port takes them. */
import { addressKeyOf, type AddressKey } from '#core/register/address-key';
import type { RegisterEvent } from '#core/register/event';
import { needsConfirmation } from '#core/register/permission';
import type { RegisterState } from '#core/register/register-state';
import { address, caseOf, filed, person } from './keys.ts';

/** Returns the partition of an event; undefined for values and notices, which have items of their own. */
export function homeOf(event: RegisterEvent, partOf: ReadonlyMap<string, string>): string | undefined {
  switch (event.event) {
    case 'notice':
    case 'values':
    case 'read':
      return undefined;
    case 'submitted':
      return person(event.ref);
    case 'suppressed':
    case 'lifted':
      return address(event.hash);
    case 'case':
    case 'case-closed':
      return caseOf(event.case);
    case 'filed':
      return filed(event.mail);
    case 'transferred':
      return person(partOf.get(event.submissions[0] ?? '') ?? '');
    case 'asked':
    case 'confirmed':
    case 'closed':
      return person(partOf.get(event.submission) ?? '');
    case 'withdrawn':
      return person(event.ref);
    default: {
      const part = event.submission === undefined ? undefined : partOf.get(event.submission);
      return person(part ?? event.ref ?? '');
    }
  }
}

/** Returns whom and what the event is about. */
export function subjectsOf(event: RegisterEvent): readonly string[] {
  switch (event.event) {
    case 'notice':
    case 'read':
      return [];
    case 'suppressed':
    case 'lifted':
      return [event.hash];
    case 'case':
    case 'case-closed':
      return [event.case];
    case 'filed':
      return [event.mail];
    case 'transferred':
      return event.submissions;
    case 'values':
    case 'asked':
    case 'closed':
      return [event.submission];
    case 'withdrawn':
      return [event.ref];
    default:
      return [event.ref ?? '', event.submission ?? ''].filter((name) => name !== '');
  }
}

/**
 * Returns the keys of addresses whose owner the events may change: what is confirmed, stands at once or is erased. An
 * unconfirmed submission is none of these, so that storing it takes the same whoever's address it holds.
 */
export function decidedKeys(
  events: readonly RegisterEvent[],
  state: RegisterState,
  keyOf: AddressKey,
): readonly string[] {
  const written = new Map(
    events.flatMap((event) => (event.event === 'values' ? [[event.submission, event] as const] : [])),
  );
  const keyAt = (id: string): readonly string[] => {
    const fresh = written.get(id);
    const value = fresh?.addressField === undefined ? undefined : fresh.fields[fresh.addressField];
    const submission = state.submissions.get(id);
    const key = value === undefined ? submission && addressKeyOf(submission, keyOf) : keyOf(value);
    return key === undefined ? [] : [key];
  };
  return events.flatMap((event) => {
    const isConfirmed =
      event.event === 'values' && state.submissions.get(event.submission)?.confirmedAt !== undefined;
    if (event.event === 'confirmed' || isConfirmed) return keyAt(event.submission);
    if (event.event === 'submitted') return needsConfirmation(event) ? [] : keyAt(event.submission);
    if (event.event !== 'erased') return [];
    const ids =
      event.submission === undefined ? (state.people.get(event.ref)?.submissions ?? []) : [event.submission];
    return ids.flatMap(keyAt);
  });
}
