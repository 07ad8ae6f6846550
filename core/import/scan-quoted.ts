/** Reads the quoted fields of Apache's, nginx's and ALB's logs, with their escapes. */

const QUOTE = 34;
const BACKSLASH = 92;

/**
 * Returns the index of the quote that closes the field opened at `open`; -1 where there is none. An escaped quote
 * closes nothing.
 */
export function findClosingQuote(line: string, open: number): number {
  let at = line.indexOf('"', open + 1);
  while (at > 0 && isEscaped(line, at)) at = line.indexOf('"', at + 1);
  return at;
}

function isEscaped(line: string, quote: number): boolean {
  let slashes = 0;
  while (line.charCodeAt(quote - 1 - slashes) === BACKSLASH) slashes += 1;
  return slashes % 2 === 1;
}

const LOWER_X = 120;
/** The meaning of a character after a backslash, by its code; most characters mean themselves. */
const MEANING = Uint8Array.from({ length: 128 }, (_, code) => code);
for (const [letter, control] of Object.entries({ n: 10, r: 13, t: 9, b: 8, v: 11, f: 12 }))
  MEANING[letter.charCodeAt(0)] = control;
const UTF16 = new TextDecoder('utf-16le', { ignoreBOM: true });

/**
 * Reverts the escapes of Apache (`\"`, `\\`, `\t`, `\xhh`) and nginx (`\xHH`); bytes above 127 are read as UTF-8. It
 * works code by code: a field may consist of escapes only, and joining a text from so many pieces takes three times as
 * long.
 */
function unescapeField(field: string): string {
  if (!field.includes('\\')) return field;
  const codes = new Uint16Array(field.length);
  let length = 0;
  let highest = 0;
  let hasHighByte = false;
  for (let at = 0; at < field.length; at++) {
    let code = field.charCodeAt(at);
    if (code === BACKSLASH && at < field.length - 1) {
      code = field.charCodeAt(++at);
      const byte = code === LOWER_X ? byteAt(field, at + 1) : NO_BYTE;
      if (byte >= 0) {
        at += 2;
        code = byte;
        hasHighByte ||= byte > 127;
      } else code = MEANING[code] ?? code;
    }
    if (code > highest) highest = code;
    codes[length++] = code;
  }
  const read = codes.subarray(0, length);
  // Invalid UTF-8 becomes U+FFFD; beside characters above 255, bytes stay characters.
  if (hasHighByte && highest < 256) return new TextDecoder().decode(Uint8Array.from(read));
  return UTF16.decode(new Uint8Array(codes.buffer, 0, 2 * length));
}

const NO_BYTE = -1;

/** Returns the byte of two hexadecimal digits; NO_BYTE where there are none. */
function byteAt(field: string, at: number): number {
  const high = digitOf(field.charCodeAt(at));
  if (high < 0) return NO_BYTE;
  const low = digitOf(field.charCodeAt(at + 1));
  return low < 0 ? NO_BYTE : high * 16 + low;
}

function digitOf(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const letter = code | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}

/** Returns the text between two quotes, `-` as empty. */
export function readQuotedField(line: string, open: number, close: number): string {
  if (close === open + 2 && line.charCodeAt(open + 1) === 45) return '';
  return unescapeField(line.slice(open + 1, close));
}

/** Whether a quote is at the index. */
export function isQuote(line: string, at: number): boolean {
  return line.charCodeAt(at) === QUOTE;
}
