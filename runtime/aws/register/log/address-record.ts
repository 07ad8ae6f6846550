/** What the table keeps of an address, by its keyed hash, and how it goes into the state and comes out of it. */
import type { RegisterState } from '#core/register/register-state';

/** Everything that the state holds under the key of an address. */
export interface AddressRecord {
  readonly ref?: string;
  readonly suppressed?: true;
  readonly never?: true;
  readonly givenUp?: readonly { readonly scope: string; readonly at: string }[];
  readonly bounces?: readonly string[];
}

/** Returns what the state holds of an address. */
export function addressRecordIn(state: RegisterState, key: string): AddressRecord {
  const ref = state.refByKey.get(key);
  const givenUp = state.givenUpByKey.get(key);
  const bounces = state.hardBounces.get(key);
  return {
    ...(ref === undefined ? {} : { ref }),
    ...(state.suppressed.has(key) ? { suppressed: true } : {}),
    ...(state.neverAsked.has(key) ? { never: true } : {}),
    // Places in the log of one process mean nothing to another.
    ...(givenUp === undefined ? {} : { givenUp: givenUp.map(({ scope, at }) => ({ scope, at })) }),
    ...(bounces === undefined ? {} : { bounces: [...bounces] }),
  };
}

/** Puts a record into a state that holds nothing of its address. */
export function takeAddressRecord(state: RegisterState, key: string, record: AddressRecord): void {
  if (record.ref !== undefined) state.refByKey.set(key, record.ref);
  if (record.suppressed === true) state.suppressed.add(key);
  if (record.never === true) state.neverAsked.add(key);
  if (record.givenUp !== undefined) state.givenUpByKey.set(key, [...record.givenUp]);
  if (record.bounces !== undefined) state.hardBounces.set(key, new Set(record.bounces));
}
