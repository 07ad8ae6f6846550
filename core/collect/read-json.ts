/**
 * Parses the bytes of a body as JSON, strictly: I-JSON (RFC 7493) with bounds on depth and keys. It may not let a word
 * of the body into a message.
 */

const MAX_DEPTH = 8;
const MAX_KEYS = 256;
/** Number of keys from which they are looked up in a set. */
const MANY_KEYS = 32;
const MAX_NUMBER_LENGTH = 64;
/**
 * Maximum characters and values of a body with one event, and those that each further event adds: several times what
 * events with every field at its maximum need.
 */
const MAX_LENGTH = 131_072;
const MAX_LENGTH_PER_EXTRA_EVENT = 32_768;
const MAX_VALUES = 512;
const MAX_VALUES_PER_EXTRA_EVENT = 64;
const TOO_LONG = 'the body is longer than its events can be';
const decoder = new TextDecoder('utf-8', { fatal: true });

/** A text with NUL or half of a surrogate pair, which no JSON for others may hold (RFC 7493), in place of a string. */
export class IllFormedText {
  /** What remains of it. */
  readonly wellFormed: string;

  constructor(text: string) {
    this.wellFormed = text.replaceAll(ILL_FORMED, '');
  }
}

const ILL_FORMED = /[\0\p{Surrogate}]/gu;

/** A parsed document, or the reason why there is none. */
export type ReadJson = { readonly json: unknown } | Problem;

interface Problem {
  readonly problem: string;
  /** Whether there are more than `maxEvents` events. */
  readonly isOversized?: true;
}

const ILL_FORMED_STRINGS = Symbol('a document with ill-formed strings');

/**
 * Parses a body. It rejects duplicate keys, `__proto__`, numbers beyond the range of a double, deep nesting, and more
 * text or values than the events can need, which bounds the work. A string with NUL or half of a surrogate pair, as a
 * page writes that cuts a title within a character, becomes an IllFormedText, of which the field's rule decides.
 */
export function readJson(body: Uint8Array, maxEvents: number): ReadJson {
  let text: string;
  try {
    text = decoder.decode(body);
  } catch {
    return { problem: 'the body is not valid UTF-8' };
  }
  const found = findProblem(text, maxEvents);
  const isIllFormed = found === ILL_FORMED_STRINGS;
  if (found !== undefined && !isIllFormed) return typeof found === 'string' ? { problem: found } : found;
  try {
    return { json: JSON.parse(text, isIllFormed ? markIllFormed : undefined) as unknown };
  } catch {
    return { problem: 'the body is not valid JSON' };
  }
}

/** Reviver of JSON.parse. */
const markIllFormed = (_key: string, value: unknown): unknown =>
  typeof value === 'string' && value.search(ILL_FORMED) >= 0 ? new IllFormedText(value) : value;

const QUOTE = 34;
const BACKSLASH = 92;

/**
 * Finds, in one pass, what JSON.parse would accept although it is forbidden; the grammar is left to JSON.parse. Strings
 * are skipped as a whole, so that brackets within them do not count.
 */
function findProblem(
  text: string,
  maxEvents: number,
): string | Problem | typeof ILL_FORMED_STRINGS | undefined {
  /**
   * Keys of all open objects in sequence; `starts` gives the index where the keys of each container begin, -1 for a
   * list.
   */
  const keys: string[] = [];
  const starts: number[] = [];
  /** The keys of each container that has many. */
  const sets: (Set<string> | undefined)[] = [];
  let isIllFormed = false;
  let inObject = false;
  let keyNext = false;
  /** Commas and containers: one less than the number of values. */
  let values = 0;
  let events = 1;
  let inEvents = false;
  for (let at = 0; at < text.length; at++) {
    const longest = MAX_LENGTH + (events - 1) * MAX_LENGTH_PER_EXTRA_EVENT;
    if (at > longest) return TOO_LONG;
    if (values > MAX_VALUES + (events - 1) * MAX_VALUES_PER_EXTRA_EVENT)
      return 'the body holds more values than its events can have';
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      const end = endOfString(text, at);
      if (end < 0) return 'the body is not valid JSON';
      if (end > longest) return TOO_LONG;
      const plain = unescapeString(text, at, end);
      if (plain === undefined) return 'the body is not valid JSON';
      isIllFormed ||= plain.length < end - at - 1 && plain.search(ILL_FORMED) >= 0;
      if (keyNext && inObject) {
        const start = starts.at(-1) ?? 0;
        if (plain === '__proto__') return 'the body holds a forbidden key';
        if (keys.length - start >= MAX_KEYS) return `an object holds at most ${MAX_KEYS} keys`;
        let set = sets[starts.length];
        if (set === undefined && keys.length - start >= MANY_KEYS)
          sets[starts.length] = set = new Set(keys.slice(start));
        if (set === undefined ? keys.lastIndexOf(plain) >= start : set.has(plain))
          return 'an object holds a key twice';
        set?.add(plain);
        keys.push(plain);
        keyNext = false;
      }
      at = end;
    } else if (code === 123 || code === 91) {
      if (starts.length >= MAX_DEPTH) return `the body is nested deeper than ${MAX_DEPTH} levels`;
      values++;
      // The `events` of the body itself; only one can exist, since duplicate keys are rejected.
      if (code === 91 && starts.length === 1 && inObject && keys.at(-1) === 'events') inEvents = true;
      inObject = code === 123;
      keyNext = inObject;
      starts.push(inObject ? keys.length : -1);
    } else if (code === 125 || code === 93) {
      sets[starts.length] = undefined;
      const start = starts.pop() ?? -1;
      if (start >= 0) keys.length = start;
      inObject = (starts.at(-1) ?? -1) >= 0;
      if (starts.length === 1) inEvents = false;
    } else if (code === 44) {
      values++;
      if (inEvents && starts.length === 2 && ++events > maxEvents)
        return { problem: `a batch holds at most ${maxEvents} events`, isOversized: true };
      keyNext = inObject;
    } else if ((code >= 48 && code <= 57) || code === 45) {
      const end = endOfNumber(text, at);
      if (end - at > MAX_NUMBER_LENGTH) return `a number is longer than ${MAX_NUMBER_LENGTH} characters`;
      if (end - at > 3 && !Number.isFinite(Number(text.slice(at, end)))) return 'a number is out of range';
      at = end - 1;
    }
  }
  return isIllFormed ? ILL_FORMED_STRINGS : undefined;
}

/** Returns the index of the quote that ends a string; -1 where there is none. */
function endOfString(text: string, start: number): number {
  const end = text.indexOf('"', start + 1);
  if (end < 0 || text.charCodeAt(end - 1) !== BACKSLASH) return end;
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return at;
    if (code === BACKSLASH) at++;
  }
  return -1;
}

function endOfNumber(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && '0123456789.eE+-'.includes(text.charAt(at))) at++;
  return at;
}

/** Returns the string between two quotes; undefined where an escape is invalid. */
function unescapeString(text: string, start: number, end: number): string | undefined {
  const raw = text.slice(start + 1, end);
  if (!raw.includes('\\')) return raw;
  try {
    return JSON.parse(text.slice(start, end + 1)) as string;
  } catch {
    return undefined;
  }
}
