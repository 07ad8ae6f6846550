/** Addresses that mails come back from: nothing goes there but what asks for a confirmation, until one comes. */
import { addressKeyOf, type AddressKey } from './address-key.ts';
import type { RegisterState } from './register-state.ts';

/** Mails that came back for good until an address counts as undeliverable. */
const HARD_BOUNCES = 3;

/** Whether the address of a submission is undeliverable; false where it has none. */
export function isUndeliverable(
  state: RegisterState,
  submission: string | undefined,
  keyOf: AddressKey,
): boolean {
  if (state.hardBounces.size === 0 || submission === undefined) return false;
  const held = state.submissions.get(submission);
  const key = held === undefined ? undefined : addressKeyOf(held, keyOf);
  return key !== undefined && (state.hardBounces.get(key)?.size ?? 0) >= HARD_BOUNCES;
}
