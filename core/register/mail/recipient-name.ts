/** The name of the recipient that a purpose is about. */
import type { RegisterConfig } from '../register-config-schema.ts';

/** Returns the name of `transfer:ID`; the id of a recipient that is no longer configured. */
export function recipientName(purpose: string, { recipients }: Pick<RegisterConfig, 'recipients'>): string {
  const id = purpose.replace(/^transfer:/, '');
  return recipients.find((party) => party.id === id)?.name ?? id;
}
