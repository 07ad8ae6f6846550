/**
 * Decides whether one word of 8 to 19 letters and digits was generated rather than written. It may not look at what
 * stands around it.
 */
import { rarity } from './letter-triples.ts';

/** Lengths of short tokens; longer ones are judged by `looksRandom`. */
export const MIN_SHORT_LENGTH = 8;
export const MAX_SHORT_LENGTH = 19;

/** Mean level of long words that no language writes. */
export const UNREADABLE = 0.75;
/** The same for short words: names of products and of packages are unusual, too. */
const UNREADABLE_LOWER = 1.5;
const UNREADABLE_UPPER = 1;
/** Mean level up to which a part of a word counts as written. */
const READABLE = 0.6;
const READABLE_SHORT = 0.34;
const MIN_READABLE_LENGTH = 3;
/** Numbers, words as in CamelCase, and upper-case runs. */
const PARTS = /\d+|[A-Z]?[a-z]+|[A-Z]+(?![a-z])/g;
/** Quantities, one after the other: `1080p60fps`, `12v200ah`, `1920x1080`, `256gb16gb`. */
const UNIT =
  '(?:[kmgt]?(?:b|w|hz|v|a|ah|wh|bit)|[cmk]?m|k?g|[mc]?l|p|x|h|s|d|in|min|px|dpi|fps|rpm|er|th|st|nd|rd|z|pcs?|pack)';
const QUANTITIES = new RegExp(`^(?:[1-9]\\d{0,4}${UNIT}){1,2}\\d{0,4}$|^\\d+(?:x\\d+){1,3}${UNIT}?$`, 'i');
/** Model numbers: few letters, then digits, then perhaps few letters: `gtx1080ti`, `SM4510B`. */
const MODEL = /^(?:[a-z]{1,4}\d{2,4}[a-z]{0,2}|[A-Z]{1,3}\d{3,4}[A-Z]{0,2})$/;
/** A word with a number or a day. */
const MODEL_OF_LETTERS = /^[A-Za-z]?[a-z]{2,}\d{1,4}$/;
const NAMED_DAY = /^[A-Za-z]{2,}20\d{6}$/;

interface Parts {
  readonly letters: number;
  readonly readable: number;
  readonly switches: number;
  readonly parts: number;
}

function measureParts(word: string): Parts {
  let [letters, readable, switches, parts] = [0, 0, 0, 0];
  let wasDigit: boolean | undefined;
  for (const part of word.match(PARTS) ?? []) {
    parts++;
    const isDigit = part <= ':';
    if (wasDigit !== undefined && wasDigit !== isDigit) switches++;
    wasDigit = isDigit;
    if (isDigit) continue;
    letters += part.length;
    if (
      part.length >= MIN_READABLE_LENGTH &&
      rarity(part) <= (part.length === MIN_READABLE_LENGTH ? READABLE_SHORT : READABLE)
    )
      readable += part.length;
  }
  return { letters, readable, switches, parts };
}

/** Whether a word of 8 to 19 ASCII letters and digits looks generated: `k3j9x2qw`, `dQw4w9WgXcQ`, `XKQJZVWP`. */
export function isShortToken(word: string): boolean {
  if (word.length < MIN_SHORT_LENGTH || word.length > MAX_SHORT_LENGTH) return false;
  const { letters, readable, switches, parts } = measureParts(word);
  if (letters === 0) return false;
  const isLower = /^[a-z\d]+$/.test(word);
  const isUpper = /^[A-Z\d]+$/.test(word);
  if (switches === 0) {
    if (parts > 1) return readable < 0.5 * letters;
    return rarity(word) >= (isUpper ? UNREADABLE_UPPER : UNREADABLE_LOWER);
  }
  if (
    readable >= (isLower ? 0.5 : 0.65) * word.length ||
    QUANTITIES.test(word) ||
    MODEL.test(word) ||
    NAMED_DAY.test(word)
  )
    return false;
  if (switches > 1) return true;
  return parts > 3 || !(MODEL_OF_LETTERS.test(word) && rarity(word.replace(/\d+$/, '')) < UNREADABLE_UPPER);
}

/** Groups in capitals or in hexadecimal. */
const CODE = /^(?:[A-Z\d_-]+|[a-f\d_-]+)$/;

/**
 * Whether words with `-` and `_` between them look like one token: of base64url, with letters of both cases within a
 * word, and hardly a word that can be read; or in groups of letters and digits that each look generated.
 */
export function isSplitToken(text: string): boolean {
  const words = text.split(/[-_]/);
  const measured = words.map(measureParts);
  let [length, readable] = [0, 0];
  for (const [at, word] of words.entries()) {
    length += word.length;
    readable += measured[at]?.readable ?? 0;
  }
  if (/[a-z][A-Z]|[A-Z]{2}[a-z]/.test(text)) return readable < (/\d/.test(text) ? 0.35 : 0.2) * length;
  if (words.some((word) => word.length < 3) || readable > 0.3 * length) return false;
  const least = CODE.test(text) ? 0 : 1;
  const mixed = measured.filter(({ switches }) => switches > least).length;
  return mixed === words.length || (mixed > 0 && words.every((word) => word.length === words[0]?.length));
}
