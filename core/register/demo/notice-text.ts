/** The notice of the demo forms: all of it is filled from the configuration. */

/** Begins with a sentence per language that says what the form is for. */
export const demoNoticeText = (purpose: { readonly en: string; readonly de: string }) => ({
  en: [
    purpose.en,
    'Responsible for your data: {controller}. Data protection officer: {dpo}.',
    '{purposes}',
    '{processors}',
    '{retention}',
    '{provision}',
    '{rights}',
    '{objection}',
  ].join('\n'),
  de: [
    purpose.de,
    'Verantwortlich für Ihre Daten: {controller}. Datenschutzbeauftragte Stelle: {dpo}.',
    '{purposes}',
    '{processors}',
    '{retention}',
    '{provision}',
    '{rights}',
    '{objection}',
  ].join('\n'),
});
