/** The notice: all the words that somebody who registers is shown, and their hash. */
import { fillPlaceholders } from './fill-placeholders.ts';
import type { Form } from './form-schema.ts';
import { wordsIn } from './localized-text.ts';
import { noticeParticulars, particularsIn, partyWords, purposeWords } from './notice-particulars.ts';
import type { Party } from './party-schema.ts';
import type { RegisterConfig } from './register-config-schema.ts';

export interface Notice {
  /** Of the text's UTF-8, in lower-case hexadecimal digits. */
  readonly sha256: string;
  readonly version: string;
  readonly language: string;
  readonly text: string;
}

/** A box that is shown unticked, with the words beside it. */
export interface Box {
  /** The purpose that a tick permits: `information`, or `transfer:RECIPIENT`. */
  readonly purpose: string;
  readonly words: string;
}

/**
 * Returns the notice of a form in a language: the form's text, an empty line, then one line per box. The same form and
 * configuration always give the same text, and any other word gives another hash.
 *
 * @param sha256 - Hashes bytes into lower-case hexadecimal digits.
 */
export function composeNotice(
  form: Form,
  config: RegisterConfig,
  lang: string,
  sha256: (bytes: Uint8Array) => string,
): Notice {
  const text = composeText(form, config, lang);
  return {
    sha256: sha256(new TextEncoder().encode(text)),
    version: String(form.notice.version),
    language: lang,
    text,
  };
}

/** Returns the text of the notice. */
export function composeText(form: Form, config: RegisterConfig, lang: string): string {
  const own = fillPlaceholders(wordsIn(form.notice.text, lang), noticeParticulars(form, config, lang));
  const boxes = composeBoxes(form, config, lang).map(({ words }) => words);
  return [own, ...(boxes.length === 0 ? [] : ['', ...boxes])].join('\n');
}

/** Returns the boxes of a form, in its order: purposes, then recipients. */
export function composeBoxes(form: Form, config: RegisterConfig, lang: string): readonly Box[] {
  return [
    ...form.purposes.map((purpose) => ({ purpose, words: purposeWords(purpose, form, config, lang) })),
    ...offeredRecipients(form, config).map((party) => ({
      purpose: `transfer:${party.id}`,
      words: recipientWords(party, lang),
    })),
  ];
}

/** Returns the recipients that a form offers, in its order. */
export function offeredRecipients(form: Form, config: RegisterConfig): readonly Party[] {
  return form.recipients.flatMap((id) => config.recipients.filter((party) => party.id === id));
}

function recipientWords(party: Party, lang: string): string {
  const words = partyWords(party, lang);
  const { name, country, role, safeguard } = words;
  return (
    particularsIn(lang)?.recipient(words) ??
    `${name} (${country}): ${role}${safeguard === undefined ? '' : ` (${safeguard})`}`
  );
}
