/**
 * From the bytes of a body to JSON, strictly: I-JSON (RFC 7493) with bounds on depth and keys. It may not let a word
 * of the body into a message.
 */

const MAX_DEPTH = 8;
const MAX_KEYS = 64;
const MAX_NUMBER = 64;
const decoder = new TextDecoder('utf-8', { fatal: true });

/** A parsed document, or why it is none. */
export type ReadJson = { readonly json: unknown } | { readonly problem: string };

/** Parses a body; duplicate keys, `__proto__`, NUL, lone surrogates, numbers beyond double precision's range, and deep nesting are problems. */
export function readJson(body: Uint8Array): ReadJson {
  let text: string;
  try {
    text = decoder.decode(body);
  } catch {
    return { problem: 'the body is not valid UTF-8' };
  }
  const problem = forbidden(text);
  if (problem !== undefined) return { problem };
  try {
    return { json: JSON.parse(text) as unknown };
  } catch {
    return { problem: 'the body is not valid JSON' };
  }
}

const QUOTE = 34;
const BACKSLASH = 92;

/**
 * One pass for what JSON.parse would let through; grammar is left to JSON.parse. Reads strings whole, so that
 * brackets within them count for nothing.
 */
function forbidden(text: string): string | undefined {
  /** Keys of the open objects, one after another; `starts` says where each container's begin, -1 for a list. */
  const keys: string[] = [];
  const starts: number[] = [];
  let inObject = false;
  let keyNext = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      const end = endOfString(text, at);
      if (end < 0) return 'the body is not valid JSON';
      const plain = unescaped(text, at, end);
      if (plain === undefined) return 'the body is not valid JSON';
      if (typeof plain === 'object') return plain.problem;
      if (keyNext && inObject) {
        const start = starts.at(-1) ?? 0;
        if (plain === '__proto__') return 'the body holds a forbidden key';
        if (keys.length - start >= MAX_KEYS) return `an object holds at most ${MAX_KEYS} keys`;
        if (keys.lastIndexOf(plain) >= start) return 'an object holds a key twice';
        keys.push(plain);
        keyNext = false;
      }
      at = end;
    } else if (code === 123 || code === 91) {
      if (starts.length >= MAX_DEPTH) return `the body is nested deeper than ${MAX_DEPTH} levels`;
      inObject = code === 123;
      keyNext = inObject;
      starts.push(inObject ? keys.length : -1);
    } else if (code === 125 || code === 93) {
      const start = starts.pop() ?? -1;
      if (start >= 0) keys.length = start;
      inObject = (starts.at(-1) ?? -1) >= 0;
    } else if (code === 44) {
      keyNext = inObject;
    } else if ((code >= 48 && code <= 57) || code === 45) {
      const end = endOfNumber(text, at);
      if (end - at > MAX_NUMBER) return `a number is longer than ${MAX_NUMBER} characters`;
      if (end - at > 3 && !Number.isFinite(Number(text.slice(at, end)))) return 'a number is out of range';
      at = end - 1;
    }
  }
  return undefined;
}

function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end > 0 && text.charCodeAt(end - 1) === BACKSLASH && isEscaped(text, end))
    end = text.indexOf('"', end + 1);
  return end;
}

/** Whether an odd number of backslashes stands before a position. */
function isEscaped(text: string, at: number): boolean {
  let back = at - 1;
  while (text.charCodeAt(back) === BACKSLASH) back--;
  return (at - 1 - back) % 2 === 1;
}

function endOfNumber(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && '0123456789.eE+-'.includes(text.charAt(at))) at++;
  return at;
}

/** The string between two quotes; a problem where it holds NUL or half a character, undefined where an escape is wrong. */
function unescaped(
  text: string,
  start: number,
  end: number,
): string | undefined | { readonly problem: string } {
  const raw = text.slice(start + 1, end);
  if (!raw.includes('\\')) return raw;
  let plain: string;
  try {
    plain = JSON.parse(text.slice(start, end + 1)) as string;
  } catch {
    return undefined;
  }
  if (plain.includes('\u0000')) return { problem: 'a string holds NUL' };
  return /\p{Surrogate}/u.test(plain) ? { problem: 'a string holds half of a surrogate pair' } : plain;
}
