/**
 * The one spelling of a path's characters: readable ones as they are, all others as escapes in upper case (RFC 3986,
 * 6.2.2). It may not decode what would change the meaning of a path, nor what cannot be seen.
 */
import { decodeEscapes } from './percent.ts';

/**
 * What stays an escape, besides the slash: delimiters of an address; control, format, private and unassigned
 * characters; spaces but that of ASCII; what is shown as nothing (Unicode, Default_Ignorable_Code_Point); and the Greek
 * question mark, whose NFC is a semicolon.
 */
const HIDDEN = String.raw`?#;\\\u037e\p{C}\p{DI}\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000`;
const ESCAPED = new RegExp(`[%/${HIDDEN}]`, 'u');
const HIDDEN_OR_PERCENT = new RegExp(`[%${HIDDEN}]`, 'u');
const ANY_HIDDEN_OR_PERCENT = new RegExp(HIDDEN_OR_PERCENT, 'gu');
const ANY_HIDDEN = new RegExp(`[${HIDDEN}]`, 'gu');

const RUN = /(?:%[0-9a-f]{2})+|%/gi;
const TAIL = '%[89ab][0-9a-f]';
/** One character of well-formed UTF-8 as escapes (Unicode, table 3-7), or one byte that is none. */
const CHARACTER = new RegExp(
  `%[0-7][0-9a-f]|%(?:c[2-9a-f]|d[0-9a-f])${TAIL}|%e0%[ab][0-9a-f]${TAIL}|%e[1-9a-cef]${TAIL}${TAIL}` +
    `|%ed%[89][0-9a-f]${TAIL}|%f0%[9ab][0-9a-f]${TAIL}${TAIL}|%f[1-3]${TAIL}${TAIL}${TAIL}|%f4%8[0-9a-f]${TAIL}${TAIL}` +
    `|%[0-9a-f]{2}`,
  'gi',
);
const ESCAPES = /((?:%[0-9A-F]{2})+)/;
/** Spaces that could not be seen: at an end of a segment, or several in a row. */
const UNSEEN_SPACES = /(?<=^|\/) +| +(?=\/|$)| {2,}/g;

/** Characters and bytes that are not ASCII. */
// eslint-disable-next-line no-control-regex
const BEYOND_ASCII = /[^\u0000-\u007f]|%[89a-f][0-9a-f]/i;
/** What may be spelled otherwise in a path of ASCII alone. */
// eslint-disable-next-line no-control-regex
const ASCII_SPELLED = /%[0-7][0-9a-f]|[\u0000-\u001f\u007f%?#;\\]/gi;
/** The spelling of each ASCII character but the slash, by its code; of an escaped slash, too. */
const ASCII = Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  return ESCAPED.test(character) ? `%${code.toString(16).toUpperCase().padStart(2, '0')}` : character;
});

/**
 * Returns the one spelling of a path, or of a part of one, in lower case where that is asked for. Escapes are decoded
 * one by one; a `%` that begins no escape becomes `%25`. Applied again it changes nothing.
 */
export function pathText(path: string, isLower: boolean): string {
  const text = seenSpaces(decodeSafely(path));
  return isLower ? eachPiece(text, lowerText) : text;
}

/** Returns text without escapes in lower case. */
export function lowerText(text: string): string {
  return text.toLowerCase().normalize('NFC');
}

/** Returns text that was decoded, as it is spelled within a segment: the same, but for what has to be an escape. */
export function encodeUnsafe(text: string): string {
  return seenSpaces(
    text.replaceAll('%', '%25').replaceAll('/', '%2F').replaceAll(ANY_HIDDEN, encodeCharacter),
  );
}

function decodeSafely(path: string): string {
  if (!BEYOND_ASCII.test(path)) return path.replaceAll(ASCII_SPELLED, asciiText);
  const whole = /%2f/i.test(path) ? undefined : decodeEscapes(path);
  if (whole !== undefined)
    return HIDDEN_OR_PERCENT.test(whole)
      ? eachPiece(whole.replaceAll(ANY_HIDDEN_OR_PERCENT, encodeCharacter), toNfc)
      : toNfc(whole);
  const escaped = path.replaceAll(ANY_HIDDEN, encodeCharacter);
  return eachPiece(
    escaped.replaceAll(RUN, (run) => (run === '%' ? '%25' : run.replaceAll(CHARACTER, decodeCharacter))),
    toNfc,
  );
}

function toNfc(text: string): string {
  return text.normalize('NFC');
}

function asciiText(spelled: string): string {
  return (
    ASCII[spelled.length === 3 ? Number.parseInt(spelled.slice(1), 16) : spelled.charCodeAt(0)] ?? spelled
  );
}

/** Decodes one match of CHARACTER: a byte alone is ASCII or no UTF-8, and the others are well-formed. */
function decodeCharacter(escapes: string): string {
  if (escapes.length === 3) return ASCII[Number.parseInt(escapes.slice(1), 16)] ?? escapes.toUpperCase();
  const decoded = decodeURIComponent(escapes);
  return ESCAPED.test(decoded) ? escapes.toUpperCase() : decoded;
}

/** Halves of surrogate pairs, which no UTF-8 has, become the sign for what could not be read. */
function encodeCharacter(character: string): string {
  return character.length === 1 && character >= '\ud800' && character <= '\udfff'
    ? '\u{FFFD}'
    : encodeURIComponent(character);
}

function seenSpaces(text: string): string {
  return text.includes(' ') ? text.replaceAll(UNSEEN_SPACES, (spaces) => '%20'.repeat(spaces.length)) : text;
}

/** Changes what stands between escapes, so that no escape becomes part of something else. */
function eachPiece(text: string, change: (piece: string) => string): string {
  if (!text.includes('%')) return change(text);
  return text
    .split(ESCAPES)
    .map((piece, at) => (at % 2 === 1 ? piece : change(piece)))
    .join('');
}
