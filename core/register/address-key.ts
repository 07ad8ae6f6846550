/** The key of an address: the keyed hash under which a person is found again. */
import type { Submission } from './register-state.ts';

/** The keyed hash of an address as it was typed; undefined where it has no domain. */
export type AddressKey = (address: string) => string | undefined;

/** The key of a submission's address; undefined where it has none, or none any more. */
export function addressKeyOf(submission: Submission, keyOf: AddressKey): string | undefined {
  const { fields, addressField } = submission;
  const address = addressField === undefined ? undefined : fields?.[addressField];
  return address === undefined ? undefined : keyOf(address);
}
