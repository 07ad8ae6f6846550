/** Compares forms with register.json and with each other: ids that exist, and all languages in each text. */
import type { Form } from './form-schema.ts';
import { findRepeated } from './identifier.ts';
import type { LocalizedText, Words } from './localized-text.ts';
import type { Mistake } from './mistake.ts';
import { findUnfillable } from './notice-particulars.ts';
import { offerInstants } from './offer-instants.ts';
import type { RegisterConfig } from './register-config-schema.ts';

/** Returns the mistakes of register.json that its shape does not show. */
export function checkRegisterConfig(config: RegisterConfig): readonly Mistake[] {
  const parties = (['recipients', 'processors'] as const).flatMap((key) =>
    config[key].flatMap(({ role, safeguard }, at) => [
      ...missingLanguages(role, [key, at, 'role'], config),
      ...missingLanguages(safeguard, [key, at, 'safeguard'], config),
    ]),
  );
  return [
    ...missingLanguages(config.authority?.name, ['authority', 'name'], config),
    ...Object.entries(config.purposes).flatMap(([purpose, text]) =>
      missingLanguages(text, ['purposes', purpose], config),
    ),
    ...parties,
  ];
}

/** Returns the mistakes of one form beside its register.json. */
export function checkForm(form: Form, config: RegisterConfig): readonly Mistake[] {
  const texts = [
    ...missingLanguages(form.title, ['title'], config),
    ...form.fields.flatMap(({ label, reason }, at) => [
      ...missingLanguages(label, ['fields', at, 'label'], config),
      ...missingLanguages(reason, ['fields', at, 'reason'], config),
    ]),
    ...form.topics.flatMap(({ title }, at) => missingLanguages(title, ['topics', at, 'title'], config)),
    ...form.keep.flatMap(({ law }, at) => missingLanguages(law, ['keep', at, 'law'], config)),
    ...missingLanguages(form.offer?.place, ['offer', 'place'], config),
    ...missingLanguages(form.notice.text, ['notice', 'text'], config),
  ];
  return [
    ...texts,
    ...unknownOffers(form, config),
    ...offerMistakes(form, config),
    // A text that lacks a language cannot be filled in it either: one mistake is enough.
    ...(texts.length === 0 ? findUnfillable(form, config) : []),
  ];
}

/** Returns the positions of forms whose id another one before them has. */
export const findRepeatedForms = (forms: readonly Form[]): readonly number[] =>
  findRepeated(forms.map(({ id }) => id));

function missingLanguages(
  text: Words | undefined,
  path: readonly (string | number)[],
  config: RegisterConfig,
): readonly Mistake[] {
  if (text === undefined || typeof text === 'string') return [];
  const missing = config.languages.filter((lang) => !Object.hasOwn(text satisfies LocalizedText, lang));
  return missing.map((lang) => ({ path, problem: `lacks the language "${lang}": add its words` }));
}

function unknownOffers(form: Form, config: RegisterConfig): readonly Mistake[] {
  const purposes = form.purposes.flatMap((purpose, at) =>
    Object.hasOwn(config.purposes, purpose)
      ? []
      : [
          {
            path: ['purposes', at],
            problem: 'has no words in purposes of register.json: add them there, or remove it here',
          },
        ],
  );
  const known = new Set(config.recipients.map(({ id }) => id));
  const processors = new Set(config.processors.map(({ id }) => id));
  const recipients = form.recipients.flatMap((id, at) => {
    if (known.has(id)) return [];
    const problem = processors.has(id)
      ? 'is a processor, which needs no box: remove it here; the notice names it'
      : 'is none of recipients in register.json: add it there, or remove it here';
    return [{ path: ['recipients', at], problem }];
  });
  return [...purposes, ...recipients];
}

function offerMistakes({ offer }: Form, { timeZone }: RegisterConfig): readonly Mistake[] {
  if (offer === undefined) return [];
  const { starts, ends } = offerInstants(offer, timeZone);
  return starts <= ends ? [] : [{ path: ['offer', 'ends'], problem: 'lies before starts: correct one' }];
}
