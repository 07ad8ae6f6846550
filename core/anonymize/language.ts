/** The primary language subtag. It may not keep region, script or the order of preferences. */
import { LANGUAGE_SUBTAGS } from './language-subtags.ts';

/**
 * Returns `de` for `de-AT` (BCP 47) or for an Accept-Language list; `(unknown)` where it names no known language, null
 * where it is absent.
 */
export function deriveLanguage(text: string | undefined): string | null {
  if (text === undefined || text === '' || text === '*') return null;
  const primary = (/^\s{0,8}([A-Za-z]{2,3})(?=[-_,;\s]|$)/.exec(text)?.[1] ?? '').toLowerCase();
  return LANGUAGE_SUBTAGS.has(primary) ? primary : '(unknown)';
}
