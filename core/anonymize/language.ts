/** Primary language subtag. It may not keep region, script or the order of preferences. */

const names = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });
const two = new Set<string>();
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
for (const a of LETTERS) for (const b of LETTERS) if (names.of(a + b) !== undefined) two.add(a + b);

/** `de` of `de-AT` (BCP 47) or of an Accept-Language list; `(unknown)` where no known language is named, null where none is given. */
export function languageOf(text: string | undefined): string | null {
  if (text === undefined || text === '' || text === '*') return null;
  const primary = (/^\s*([A-Za-z]{2,3})(?=[-_,;\s]|$)/.exec(text)?.[1] ?? '').toLowerCase();
  const known = primary.length === 2 ? two.has(primary) : primary.length === 3 && names.of(primary) !== undefined;
  return known ? primary : '(unknown)';
}
