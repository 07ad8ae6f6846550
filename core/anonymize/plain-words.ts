/**
 * The fast path around the scrubber, for words with few digits. It may not let anything pass that could hold an
 * identifier.
 */
import { PROVIDED } from './emails.ts';
import { LEVELS } from './letter-triples.ts';
import { looksRandom } from './random-looking.ts';

/** Longer words for the sign of an address. */
const LONG_SIGN = /^(?:chiocciola|apenstaartje|klammeraffe)$/;
const MAX_WORD_LENGTH = 15;
const MIN_TOKEN_LENGTH = 6;
/** Mean level of the triples of a word that has to be looked at. */
const RARE = 1;
const SHORT_LENGTH = 20;
const LETTERS = 27;
/** Ends of hosts, before which the name of a provider makes an address: `jo-gmail-com`. */
const TOPS = ' com net org de fr ru it es nl pl br uk jp ';

/**
 * Whether a value consists of lower-case words of at most 15 characters with at most 5 digits, never 5 in a row, nor
 * four that are no year, nor three numbers; no word of 8 characters and more may mix letters and digits or have letters
 * that no language writes. No kind of identifier fits into that, encoded or not (base64 of any has upper case). Longer
 * values must not look random.
 */
export function isPlain(value: string): boolean {
  let [digits, inRow, word, dots, numbers, number, mixed] = [0, 0, 0, 0, 0, 0, 0];
  let [first, second, rare, switches, last] = [0, 0, 0, 0, 0];
  let odd = false;
  for (let at = 0; at <= value.length; at++) {
    const code = at < value.length ? value.charCodeAt(at) : 45;
    if (code >= 97 && code <= 122) {
      if (inRow > 0 && word > 0) switches++;
      if (inRow === 4 && (number < 1900 || number > 2099)) return false;
      inRow = 0;
      const letter = code - 96;
      if (word > 0) rare += LEVELS[(first * LETTERS + second) * LETTERS + letter]!;
      first = second;
      second = letter;
      if (++word > MAX_WORD_LENGTH) return false;
    } else if (code >= 48 && code <= 57) {
      if (inRow === 0 && word > 0) {
        switches++;
        rare += LEVELS[(first * LETTERS + second) * LETTERS]!;
        first = second = 0;
      }
      number = (inRow === 0 ? 0 : number * 10) + code - 48;
      digits++;
      if (++word > MAX_WORD_LENGTH || ++inRow > 4) return false;
      if (word === 1 && ++numbers > 2) return false;
    } else if (at > 0 && (code === 45 || code === 46 || code === 95 || code === 32)) {
      if (inRow === 4 && (number < 1900 || number > 2099)) return false;
      if (word >= MIN_TOKEN_LENGTH) {
        rare += LEVELS[(first * LETTERS + second) * LETTERS]!;
        if (rare >= RARE * (switches === 0 ? word : word - 4)) return false;
      }
      if (
        word < 7
          ? word > 1 && isSign(value, at, word)
          : word > 9 && LONG_SIGN.test(value.slice(at - word, at))
      )
        return false;
      // Behind another word it may be what that one announces.
      if (switches > 0 && word > 4 && at > word) return false;
      if (switches > 0 && ((switches > 1 && word > 4) || ++mixed > 1)) return false;
      if (code === 46) dots++;
      if (at < value.length) last = at;
      odd ||= switches > 0 || (word > 6 && 3 * rare >= 2 * word);
      inRow = word = first = second = rare = switches = 0;
    } else return false;
  }
  if (digits > 5 || dots > 2) return false;
  if (last > 0 && value.length - last < 5 && mayBeHost(value, last)) return false;
  if (dots > 1 && value.includes('.eth.')) return false;
  return !odd || value.length < SHORT_LENGTH || !looksRandom(value);
}

/** Whether the word before `end` stands for the sign of an address. */
function isSign(value: string, end: number, length: number): boolean {
  if (length === 2) return value.startsWith('at', end - 2) || value.startsWith('et', end - 2);
  if (length === 3) return value.startsWith('dot', end - 3);
  if (length === 5) return value.startsWith('malpa', end - 5);
  return length === 6 && (value.startsWith('arroba', end - 6) || value.startsWith('sobaka', end - 6));
}

/** Whether the last word ends a host of a provider of mail, or the name of a wallet. */
function mayBeHost(value: string, last: number): boolean {
  const top = value.slice(last + 1);
  return top === 'eth' || (TOPS.includes(` ${top} `) && PROVIDED.test(value));
}
