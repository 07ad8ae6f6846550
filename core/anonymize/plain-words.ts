/**
 * The fast path around the scrubber, for words with few digits. It may not let anything pass that could hold an
 * identifier.
 */
import { looksRandom } from './random-looking.ts';

const MAX_WORD_LENGTH = 15;
const SHORT_LENGTH = 20;

/**
 * Whether a value consists of lower-case words of at most 15 characters with at most 7 digits, never 5 in a row, nor
 * four numbers, nor the word "dot": no kind of identifier fits into that, encoded or not (base64 of any has upper
 * case). Longer values must not look random.
 */
export function isPlain(value: string): boolean {
  let digits = 0;
  let inRow = 0;
  let word = 0;
  let dots = 0;
  let numbers = 0;
  for (let at = 0; at < value.length; at++) {
    const code = value.charCodeAt(at);
    if (code >= 97 && code <= 122) {
      inRow = 0;
      word++;
    } else if (code >= 48 && code <= 57) {
      word++;
      digits++;
      inRow++;
      if (word === 1) numbers++;
      if (inRow > 4) return false;
    } else if (at > 0 && (code === 45 || code === 46 || code === 95 || code === 32)) {
      if (code === 46) dots++;
      inRow = 0;
      word = 0;
    } else return false;
    if (word > MAX_WORD_LENGTH) return false;
  }
  if (digits > 7 || numbers > 3 || (dots > 2 && digits > 3) || value.includes('dot')) return false;
  return value.length < SHORT_LENGTH || !looksRandom(value);
}
