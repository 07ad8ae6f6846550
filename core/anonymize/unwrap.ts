/** Removes the encodings of a text before it is searched for identifiers. It may not judge what it finds. */
import { decodeEscapes } from './percent.ts';

const MAX_PASSES = 3;
/** Maximum number of characters that are decoded: a few hundred of any script, with each byte an escape. */
export const MAX_ENCODED_LENGTH = 4096;
/**
 * Maximum length after normalization, which can turn one character into 18; a longer text is not searched, whatever
 * else is removed.
 */
const MAX_NORMALIZED_LENGTH = 1024;
// eslint-disable-next-line no-control-regex
const ASCII = /^[\u0000-\u007f]*$/;
const ESCAPE = /%[0-9a-f]{2}/i;

/**
 * Percent-decodes up to three times, normalizes (NFKC), drops invisible characters, and maps digits, dashes, spaces and
 * full stops of all scripts to ASCII. Undefined where the text is unreadable: invalid UTF-8, or still encoded after
 * three passes. A `%` that encodes nothing stays.
 */
export function unwrap(text: string): string | undefined {
  const decoded = decodePercent(text);
  if (decoded === undefined || ASCII.test(decoded)) return decoded;
  const normal = decoded.normalize('NFKC');
  if (normal.length > MAX_NORMALIZED_LENGTH) return normal;
  const plain = normal.replaceAll(/[\p{Cf}\u034f\ufe00-\ufe0f]/gu, '');
  return compact(ASCII.test(plain) ? plain : plain.replaceAll(NON_ASCII_EQUIVALENT, toAscii));
}

/**
 * Returns the same text, stored in one byte per character where that is possible: engines keep two for what came from
 * other scripts, and search such a text several times as slowly.
 */
function compact(text: string): string {
  return ASCII.test(text) ? (JSON.parse(JSON.stringify(text)) as string) : text;
}

/** Digits, dashes, spaces and full stops outside ASCII. */
// eslint-disable-next-line no-control-regex
const NON_ASCII_EQUIVALENT = /(?![\u0000-\u007f])[\p{Nd}\p{Pd}\p{Zs}\u2212\u3002]/gu;

function toAscii(character: string): string {
  if (character === '\u3002') return '.';
  if (/\p{Nd}/u.test(character)) return toAsciiDigit(character);
  return /\p{Zs}/u.test(character) ? ' ' : '-';
}

/**
 * Returns the ASCII digit. Unicode places the ten digits of a script in a row, from a code point that ends in 0 or 6
 * (in hex).
 */
function toAsciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  const row = code - (code % 16);
  return String(code - (/\p{Nd}/u.test(String.fromCodePoint(row)) ? row : row + 6));
}

/**
 * Decodes like unwrap but keeps the characters as they are: a full-width question mark is a letter of a title, not a
 * delimiter.
 */
export function decodePercent(text: string): string | undefined {
  if (text.length > MAX_ENCODED_LENGTH) return undefined;
  let plain = text;
  for (let pass = 0; pass < MAX_PASSES && ESCAPE.test(plain); pass++) {
    const decoded = decodeEscapes(plain.replaceAll(/%(?![0-9a-f]{2})/gi, '%25'));
    if (decoded === undefined) return undefined;
    plain = decoded;
  }
  return ESCAPE.test(plain) ? undefined : plain;
}

const BASE64 = /[A-Za-z0-9+/_-]{7,}={0,2}/g;

/** Returns the readable text that a base64 or base64url text holds; undefined where it holds none. */
export function decodeBase64(text: string): string | undefined {
  const standard = text.replace(/=+$/, '').replaceAll('-', '+').replaceAll('_', '/');
  if (standard.length % 4 === 1) return undefined;
  let binary: string;
  try {
    binary = atob(standard);
  } catch {
    return undefined;
  }
  // Control characters are single bytes in UTF-8, too: most texts that are not base64 end here.
  // eslint-disable-next-line no-control-regex
  if (/[\u0000-\u0008\u000e-\u001f\u007f]/.test(binary)) return undefined;
  return /[\u0080-\u00ff]/.test(binary) ? decodeUtf8(binary) : binary;
}

/** Returns the pieces of a text that could be base64. */
export function findBase64(text: string): readonly string[] {
  return text.match(BASE64) ?? [];
}

/** Decodes UTF-8 by way of escapes, because a decoder reports errors only by exceptions. */
function decodeUtf8(binary: string): string | undefined {
  let escapes = '';
  for (let at = 0; at < binary.length; at++)
    escapes += `%${binary.charCodeAt(at).toString(16).padStart(2, '0')}`;
  return decodeEscapes(escapes);
}
