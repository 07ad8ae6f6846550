/**
 * Removes what a word announces within one text: `order-4711`, `plate_KA-WZ-566`, `born-1985-03-17`, `token-xkqjzvwp`.
 * It may not look at other segments; scrub-segments.ts does that.
 */
import { withoutExtension } from './file-end.ts';
import { withoutMarks } from './marks.ts';
import { openingOf, type Opening } from './openers.ts';
import { isWritten } from './written.ts';

const MIN_DIGITS = 4;
/** What stands between words. */
const GAP = /[-_. #:]/;
const MIN_TOKEN_LENGTH = 5;
const LETTER = /[A-Za-z]/;
/** Words, and what begins with the first word that has a digit. */
const ANNOUNCED = /^([^\d=:;/]*?\p{L})([-_. #:]{1,3})([^-_. #:]*\d.*)$/u;
const MAX_LENGTH = 64;
const SIZES = /(?<![a-z\d])\d+(?:x\d+)+[a-z]{0,3}(?![a-z\d])/gi;
const YEARS = /(?<!\d)(?:19|20)\d\d(?!\d)/g;

/** Whether a text that follows an opening names one person or thing, by its looks. */
export function isOpened(plain: string, opening: Opening): boolean {
  const text = withoutMarks(withoutExtension(plain));
  if (text === '' || opening === undefined) return false;
  if (opening === 'token') return !isWritten(text);
  if (!/\d/.test(text) || text.length > MAX_LENGTH) return false;
  return opening === 'birth'
    ? /^\d{1,2}$/.test(text) || (text.match(/\d/g) ?? []).length >= MIN_DIGITS
    : isRecordNumber(text);
}

/**
 * Whether a text with digits is the number of an order, a customer or a document. Years alone are none; beside one, or
 * capitals, three digits are enough.
 */
function isRecordNumber(text: string): boolean {
  const rest = text.replaceAll(SIZES, '').replaceAll(YEARS, '');
  const digits = rest.match(/\d/g)?.length ?? 0;
  const least = rest === text && !/[A-Z]/.test(text) ? MIN_DIGITS : MIN_DIGITS - 1;
  return digits >= least || (digits > 1 && text.length < 20 && !/[-_. ]/.test(text) && !isWritten(text));
}

/** Replaces what the first words of a text announce by its mark; another text is unchanged. */
export function withoutRecords(plain: string): string {
  if (plain.length > MAX_LENGTH) return plain;
  const [, head = '', gap = '', rest = ''] =
    rareEnd(plain) ?? (/\d/.test(plain) ? ANNOUNCED.exec(plain) : undefined) ?? [];
  if (rest === '') return plain;
  const opening = openingOf(head);
  return isOpened(rest, opening) ? `${head}${gap}${markOf(opening)}` : plain;
}

/** Returns the parts of words and what may be a token of letters behind them: `reset-password-xkqjzvwp`. */
function rareEnd(plain: string): readonly string[] | undefined {
  let start = plain.length;
  while (start > 0 && LETTER.test(plain.charAt(start - 1))) start--;
  const gap = plain.charAt(start - 1);
  const rest = plain.slice(start);
  if (start < 2 || rest.length < MIN_TOKEN_LENGTH || !GAP.test(gap) || isWritten(rest)) return undefined;
  return [plain, plain.slice(0, start - 1), gap, rest];
}

/** Returns the mark of what follows an opening. */
export function markOf(opening: Opening): string {
  return opening === 'token' ? ':token' : ':number';
}
