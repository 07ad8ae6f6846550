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

/** Codes by their names in one language, which take a while to list. */
const NAMES = new Map<string, ReadonlyMap<string, string>>();

/** Returns the function from what was typed to the code: it knows codes and names, in English and these languages. */
export function countryReader(languages: readonly string[]): (typed: string | undefined) => string {
  const names = [...new Set(['en', ...languages])].map(namesIn);
  return (typed = '') => {
    const word = spelled(typed);
    if (word === '') return NOT_DECLARED;
    const code = word.toUpperCase();
    if (CODES.has(code)) return code;
    return names.flatMap((known) => known.get(word) ?? [])[0] ?? OTHER_COUNTRY;
  };
}

const CODES: ReadonlySet<string> = new Set(COUNTRIES);

function namesIn(language: string): ReadonlyMap<string, string> {
  const known = NAMES.get(language);
  if (known !== undefined) return known;
  const format = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
  const names = new Map(
    COUNTRIES.flatMap((code) => {
      const name = format.of(code);
      return name === undefined ? [] : [[spelled(name), code] as const];
    }),
  );
  NAMES.set(language, names);
  return names;
}

function spelled(text: string): string {
  return text.normalize('NFC').trim().toLowerCase();
}
