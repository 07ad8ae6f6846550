/**
 * Decides whether letters and digits look random rather than written. Words are read character by character: with
 * regular expressions this would be most of the scrubber's work.
 */

import { rarity } from './letter-triples.ts';
import { UNREADABLE } from './short-tokens.ts';

const MIN_TOKEN_LENGTH = 20;
const DIGIT = 1;
const LOWER = 2;
const UPPER = 4;

/** The composition of a word of ASCII letters and digits. */
interface Shape {
  /** Runs that a reader would see as units: CamelCase words, upper-case runs, numbers. */
  readonly runs: number;
  /** Number of changes from letters to digits or back. */
  readonly switches: number;
  /** The kinds that occur: the sum of DIGIT, LOWER and UPPER. */
  readonly kinds: number;
}

function classifyCharacter(code: number): number {
  if (code >= 97) return LOWER;
  return code >= 65 ? UPPER : DIGIT;
}

function measureShape(word: string): Shape {
  let runs = 0;
  let switches = 0;
  let kinds = 0;
  let last = 0;
  let start = 0;
  for (let at = 0; at < word.length; at++) {
    const kind = classifyCharacter(word.charCodeAt(at));
    if (kind === last) continue;
    if (last !== 0 && (kind === DIGIT || last === DIGIT)) switches++;
    // A single capital belongs to the lower-case letters after it.
    if (!(kind === LOWER && last === UPPER && at - start === 1)) runs++;
    kinds |= kind;
    last = kind;
    start = at;
  }
  return { runs, switches, kinds };
}

/**
 * Whether a word of at least 20 characters is random: digits within letters, mixed case that is not CamelCase, or
 * unpronounceable.
 */
function isRandomWord(word: string): boolean {
  if (word.length < MIN_TOKEN_LENGTH) return false;
  const { runs, switches, kinds } = measureShape(word);
  if (kinds === DIGIT) return false;
  if (switches > 0) return !/^[A-Za-z]?[a-z]+\d{1,4}$/.test(word);
  return word.length / runs < 3.2 || rarity(word) >= UNREADABLE;
}

/**
 * Whether a short word looks generated: `V1StGXR8`, `t2z9k`. Product codes look similar, so one word alone proves
 * little.
 */
function isUnwrittenWord(word: string): boolean {
  if (word.length < 3) return false;
  const { runs, switches, kinds } = measureShape(word);
  const each = word.length / runs;
  if (switches > 0) return runs > 3 || switches > 1 || (kinds === DIGIT + LOWER + UPPER && each < 2.6);
  return (runs >= 3 && each < 2.6) || (word.length >= 7 && rarity(word) >= UNREADABLE);
}

function splitWords(text: string): readonly string[] {
  return text.split(/[^A-Za-z0-9]+/);
}

/** Whether at least `share` (0 to 1) of the letters and digits of a text are in words that look generated. */
export function isUnwritten(text: string, share: number): boolean {
  return areUnwritten(splitWords(text), share);
}

function areUnwritten(words: readonly string[], share: number): boolean {
  let letters = 0;
  let unwritten = 0;
  for (const word of words) {
    letters += word.length;
    if (isUnwrittenWord(word) || isRandomWord(word)) unwritten += word.length;
  }
  return unwritten >= share * Math.max(letters, 1);
}

/** Whether a text of at least 20 letters, digits and `-_+/=~.` looks like a token. Slugs of written words do not. */
export function looksRandom(text: string): boolean {
  if (text.length < MIN_TOKEN_LENGTH) return false;
  const words = splitWords(text);
  return areUnwritten(words, 0.45) || words.some(isRandomWord);
}
