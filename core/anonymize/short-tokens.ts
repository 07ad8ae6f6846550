/**
 * Decides whether one word of 8 to 19 letters and digits was generated rather than written. It may not look at what
 * stands around it.
 */
import { rarity } from './letter-triples.ts';

/** Lengths of short tokens; longer ones are judged by `looksRandom`. */
export const MIN_SHORT_LENGTH = 8;
export const MAX_SHORT_LENGTH = 19;

/** Mean level of letters that no language writes: of random ones 9 in 10 reach it, of words 1 in 1,000. */
export const UNREADABLE = 0.75;
/** Mean level up to which a part of a word counts as written: of three random letters 1 in 20. */
const READABLE = 0.5;
const MIN_READABLE_LENGTH = 3;
/** Numbers, words as in CamelCase, and upper-case runs. */
const PARTS = /\d+|[A-Z]?[a-z]+|[A-Z]+(?![a-z])/g;
/** Quantities, one after the other: `1080p60fps`, `12v200ah`, `1920x1080`, `256gb16gb`. */
const QUANTITIES =
  /^(?:\d+(?:[kmg]?(?:b|w|hz|v|a|ah|wh|bit)|[cmk]?m|k?g|[mc]?l|p|x|h|s|d|in|min|px|dpi|fps|rpm|er|th|st|nd|rd|t|z|pcs?|pack)?)+$/i;
/** Model numbers: few letters, then digits, then perhaps few letters: `gtx1080ti`, `SM4510B`. */
const MODEL = /^(?:[a-z]{1,4}\d{2,4}[a-z]{0,2}|[A-Z]{1,4}\d{2,4}[A-Z]{0,2})$/;
const MODEL_OF_LETTERS = /^[A-Za-z]?[a-z]{2,}\d{1,4}$/;

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
    if (part.length >= MIN_READABLE_LENGTH && rarity(part) <= READABLE) readable += part.length;
  }
  return { letters, readable, switches, parts };
}

/** Whether a word of 8 to 19 ASCII letters and digits looks generated: `k3j9x2qw`, `dQw4w9WgXcQ`, `XKQJZVWP`. */
export function isShortToken(word: string): boolean {
  if (word.length < MIN_SHORT_LENGTH || word.length > MAX_SHORT_LENGTH) return false;
  const { letters, readable, switches, parts } = measureParts(word);
  if (letters === 0) return false;
  if (switches === 0) return parts === 1 ? rarity(word) >= UNREADABLE : readable < 0.5 * letters;
  if (readable >= 0.5 * word.length || QUANTITIES.test(word) || MODEL.test(word)) return false;
  if (switches > 1) return true;
  return parts > 3 || !(MODEL_OF_LETTERS.test(word) && rarity(word.replace(/\d+$/, '')) < UNREADABLE);
}

/**
 * Whether words with `-` and `_` between them look like one token, as of base64url: letters of both cases within one of
 * them, digits, and hardly a word that can be read.
 */
export function isSplitToken(text: string): boolean {
  if (!/\d/.test(text) || !/[a-z][A-Z]|[A-Z]{2}[a-z]/.test(text)) return false;
  let [length, readable] = [0, 0];
  for (const word of text.split(/[-_]/)) {
    length += word.length;
    readable += measureParts(word).readable;
  }
  return readable < 0.35 * length;
}
