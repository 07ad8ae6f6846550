/** What an erasure leaves of values, in the state and in the stored log. */
import type { RegisterEvent } from './event.ts';
import type { RegisterState, Submission } from './register-state.ts';

/**
 * Returns the event as it may stay stored: values of an erased submission shrink to the fields that are kept, or go
 * (undefined); every other event stays as it is.
 */
export function purgeValues(event: RegisterEvent, state: RegisterState): RegisterEvent | undefined {
  if (event.event !== 'values') return event;
  const fields = state.submissions.get(event.submission)?.fields;
  if (fields === undefined) return undefined;
  const isWhole = Object.entries(event.fields).every(([name, value]) => fields[name] === value);
  return isWhole ? event : { ...event, fields };
}

/** Returns the fields that are kept; undefined where none is. */
export function keepFields(
  fields: Submission['fields'],
  kept: readonly string[],
): Readonly<Record<string, string>> | undefined {
  const left = Object.entries(fields ?? {}).filter(([name]) => kept.includes(name));
  return left.length === 0 ? undefined : Object.fromEntries(left);
}
