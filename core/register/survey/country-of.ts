/**
 * The declared country: what somebody typed into a field called `country`, as a code of ISO 3166-1. It may not return
 * anything that was typed.
 */
import { COUNTRIES } from '../../disclosure/fixed-lists.ts';

/** The name of the field in which a form asks for the country. */
export const COUNTRY_FIELD = 'country';
/** Nothing was typed, or no form asked. */
export const NOT_DECLARED = '(not declared)';
/** Something was typed that is no country in a language of the register. */
export const OTHER_COUNTRY = '(other)';

/** Every value that `countryReader` can return, known before anybody typed. */
export const COUNTRY_CELLS: readonly string[] = [...COUNTRIES, NOT_DECLARED, OTHER_COUNTRY];

/** Returns the function from what was typed to the code: it knows codes and names, in English and these languages. */
export function countryReader(languages: readonly string[]): (typed: string | undefined) => string {
  const codes = new Map(COUNTRIES.map((code) => [spelled(code), code]));
  for (const language of new Set(['en', ...languages])) {
    const names = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
    for (const code of COUNTRIES) {
      const name = names.of(code);
      if (name !== undefined && !codes.has(spelled(name))) codes.set(spelled(name), code);
    }
  }
  return (typed) => {
    if (typed === undefined || typed.trim() === '') return NOT_DECLARED;
    return codes.get(spelled(typed)) ?? OTHER_COUNTRY;
  };
}

function spelled(text: string): string {
  return text.normalize('NFC').trim().toLowerCase();
}
