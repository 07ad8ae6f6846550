/**
 * Removes what a word announces within one text: `order-4711`, `plate_KA-WZ-566`, `born-1985-03-17`, `token-xkqjzvwp`.
 * It may not look at other segments; scrub-segments.ts does that.
 */
import { withoutMarks } from './marks.ts';
import { openingOf, type Opening } from './openers.ts';
import { isWritten } from './written.ts';

const MIN_DIGITS = 4;
const MAX_LENGTH = 64;
const EXTENSION =
  /\.(?:html?|php\d?|aspx?|jsp|pdf|jpe?g|png|gif|webp|svg|xml|json|txt|csv|zip|docx?|xlsx?|ics)$/i;
const YEARS = /(?<!\d)(?:19|20)\d\d(?!\d)/g;

/** Whether a text that follows an opening names one person or thing, by its looks. */
export function isOpened(plain: string, opening: Opening): boolean {
  const text = withoutMarks(plain.replace(EXTENSION, ''));
  if (text === '' || opening === undefined) return false;
  if (opening === 'token') return !isWritten(text);
  if (!/\d/.test(text) || text.length > MAX_LENGTH) return false;
  return opening === 'birth' || isRecordNumber(text);
}

/** Whether a text with digits is the number of an order, a customer or a document: years alone are none. */
function isRecordNumber(text: string): boolean {
  const digits = text.replaceAll(YEARS, '').match(/\d/g)?.length ?? 0;
  return digits >= MIN_DIGITS || (digits > 1 && text.length < 24 && !isWritten(text));
}

/** Replaces what the first words of a text announce by its mark; another text is unchanged. */
export function withoutRecords(plain: string): string {
  const [, head = '', gap = '', rest = ''] =
    /^([^\d=:;/]*?\p{L})([-_. #:]{1,3})([^-_. #:]*\d.*|[A-Za-z]{6,})$/u.exec(
      plain.slice(0, MAX_LENGTH + 1),
    ) ?? [];
  if (rest === '' || plain.length > MAX_LENGTH) return plain;
  const opening = openingOf(head);
  return isOpened(rest, opening) ? `${head}${gap}${markOf(opening)}` : plain;
}

/** Returns the mark of what follows an opening. */
export function markOf(opening: Opening): string {
  return opening === 'token' ? ':token' : ':number';
}
