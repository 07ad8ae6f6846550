/** A form as `GET /v1/forms/FORM` describes it, but for the token. */
import { composeBoxes, composeNotice, offeredRecipients, type Notice } from './compose-notice.ts';
import type { Form, FormField } from './form-schema.ts';
import { wordsIn } from './localized-text.ts';
import { partyWords } from './notice-particulars.ts';
import type { PartyWords } from './particulars.ts';
import type { RegisterConfig } from './register-config-schema.ts';

export interface FormDescription {
  readonly form: string;
  readonly notice: Notice;
  readonly fields: readonly {
    readonly name: string;
    readonly type: FormField['type'];
    readonly label: string;
    readonly required: boolean;
    readonly reason: string;
  }[];
  readonly purposes: readonly { readonly id: string; readonly text: string }[];
  /** `text` is the line of the notice that stands beside the box. */
  readonly recipients: readonly (PartyWords & { readonly id: string; readonly text: string })[];
  readonly topics: readonly { readonly id: string; readonly title: string }[];
}

/** Returns the description in a language, which chooseLanguage has chosen. */
export function describeForm(
  form: Form,
  config: RegisterConfig,
  lang: string,
  sha256: (bytes: Uint8Array) => string,
): FormDescription {
  const words = new Map(composeBoxes(form, config, lang).map((box) => [box.purpose, box.words]));
  return {
    form: form.id,
    notice: composeNotice(form, config, lang, sha256),
    fields: form.fields.map(({ name, type, label, required, reason }) => ({
      name,
      type,
      label: wordsIn(label, lang),
      required,
      reason: wordsIn(reason, lang),
    })),
    purposes: form.purposes.map((id) => ({ id, text: words.get(id) ?? '' })),
    recipients: offeredRecipients(form, config).map((party) => ({
      id: party.id,
      ...partyWords(party, lang),
      text: words.get(`transfer:${party.id}`) ?? '',
    })),
    topics: form.topics.map(({ id, title }) => ({ id, title: wordsIn(title, lang) })),
  };
}
