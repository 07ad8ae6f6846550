/** The sentences of a notice that the program writes; one object per language. */
import type { Form } from './form-schema.ts';
import type { RegisterConfig } from './register-config-schema.ts';

export interface Particulars {
  readonly purposes: (form: Form) => string;
  readonly retention: (form: Form, config: RegisterConfig, lang: string) => string;
  readonly rights: (form: Form, authority: string | undefined) => string;
  readonly objection: string;
  readonly provision: (required: readonly string[]) => string;
  /** The words beside the box of a recipient. */
  readonly recipient: (party: PartyWords) => string;
  readonly processors: (parties: readonly PartyWords[]) => string;
}
export interface PartyWords {
  readonly name: string;
  readonly country: string;
  readonly role: string;
  readonly safeguard: string | undefined;
}

/** Whether a form asks for a consent. */
export const hasBoxes = (form: Form): boolean => form.purposes.length + form.recipients.length > 0;
