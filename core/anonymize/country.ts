/** Country codes of a closed vocabulary. It may not see more than a code. */

const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
/** Codes that Intl names though they are no countries. */
const NO_COUNTRY = new Set(['EU', 'EZ', 'QO', 'UN', 'XA', 'XB', 'ZZ']);
const codes = new Set<string>();
for (const a of LETTERS) for (const b of LETTERS) if (!NO_COUNTRY.has(a + b) && names.of(a + b) !== undefined) codes.add(a + b);

/** The code in upper case where ISO 3166-1 has it, else `(unknown)`. */
export function countryOf(code: string | undefined): string {
  const upper = code?.trim().toUpperCase() ?? '';
  return codes.has(upper) ? upper : '(unknown)';
}
