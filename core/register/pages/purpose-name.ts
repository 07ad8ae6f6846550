/** The short name of a purpose on pages: a box's own words begin with "may" and do not say what stops. */
import { CONSENTS } from '../event.ts';
import type { RegisterConfig } from '../register-config-schema.ts';
import { chooseWords } from './words/choose-words.ts';

const TRANSFER = 'transfer:';

/** Returns the name of `information`, `transfer:RECIPIENT` and the like; an unknown one by its id. */
export function purposeName(purpose: string, config: RegisterConfig, language: string): string {
  const { purposes } = chooseWords(language);
  if (purpose.startsWith(TRANSFER)) {
    const id = purpose.slice(TRANSFER.length);
    return purposes.transfer(config.recipients.find((party) => party.id === id)?.name ?? id);
  }
  const consent = CONSENTS.find((one) => one === purpose);
  return consent === undefined ? purpose : purposes[consent];
}
