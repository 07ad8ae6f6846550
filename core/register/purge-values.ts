/** What an erasure leaves of an event in the stored log. */
import type { RegisterEvent } from './event.ts';
import type { RegisterState } from './register-state.ts';

/**
 * Returns the event as it may stay stored: values of an erased submission shrink to the fields that are kept, or go
 * (undefined); every other event stays as it is.
 */
export function purgeValues(event: RegisterEvent, state: RegisterState): RegisterEvent | undefined {
  if (event.event !== 'values') return event;
  const fields = state.submissions.get(event.submission)?.fields;
  return fields === undefined ? undefined : { ...event, fields };
}
