/**
 * Names of time zones as the IANA database spells them: EventBridge Scheduler accepts no other spelling, while Intl
 * accepts any.
 */

export const ZONE_PROBLEM =
  'not a time zone of the IANA database in its spelling: write it as "Europe/Berlin"';

/** The spelling of a word in a name; it is in capitals only where it is short (`GMT`, `EST5EDT`). */
const WORD = /^(?:[A-Z](?:[a-z][A-Za-z]*)?|of|es|au|(?!ETC$)[A-Z]{2,3}\d?[A-Z]{0,3}|GMT[+-]?\d{1,2}|\d+)$/;
const LONG_CAPITALS = /[A-Z]{4,}/;
/** The only link with more than three capitals. */
const CHATHAM = 'NZ-CHAT';

/**
 * Returns the spelling of a zone's name: the canonical one where Intl knows the name as canonical; the name unchanged
 * where it is a link in the database's style (`Europe/Kyiv`, `US/Eastern`), because Intl reveals only the target of a
 * link; undefined for an unknown name, an offset, and a link in another spelling.
 */
export function spelledZone(name: string): string | undefined {
  const canonical = canonicalZone(name);
  if (canonical === undefined) return undefined;
  if (canonical.toLowerCase() === name.toLowerCase()) return canonical;
  const words = name.split(/[/_]|-(?!\d)/);
  const usual = words.every((word) => WORD.test(word)) && !LONG_CAPITALS.test(name);
  return usual || name === CHATHAM ? name : undefined;
}

/** Whether two names are the same zone except for case: earlier versions stored the spelling that was configured. */
export function isSameZone(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function canonicalZone(name: string): string | undefined {
  if (!/^[A-Za-z]/.test(name)) return undefined;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}
